"""Whose password somebody else set, and must therefore be changed before anything is done with it."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class PasswordToChange(models.Model):
    """Gone as soon as the person has a password that nobody else knows."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="用户")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="设密码的人"
    )
    set_at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        verbose_name = "要改的密码"
        verbose_name_plural = "要改的密码"
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.user_id)
