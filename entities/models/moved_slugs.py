"""Addresses of registry entries that became part of others."""

from django.db import models
from django.db.models import Q

from articles.models import Department
from entities.models.programs import Program


class MovedSlug(models.Model):
    """The slug of an entry that was merged, and the entry that its address leads to now."""

    class Section(models.TextChoices):
        """The first part of the address."""

        DEPARTMENTS = "departments", "部门"
        PROGRAMS = "programs", "项目"

    section = models.CharField("名录", max_length=12, choices=Section)
    slug = models.SlugField("原地址", max_length=120)
    department = models.ForeignKey(
        Department, models.CASCADE, null=True, blank=True, related_name="moved_slugs", verbose_name="部门"
    )
    program = models.ForeignKey(
        Program, models.CASCADE, null=True, blank=True, related_name="moved_slugs", verbose_name="项目"
    )
    moved_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "并入后的地址"
        verbose_name_plural = "并入后的地址"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["section", "slug"], name="slug_moved_once"),
            models.CheckConstraint(
                condition=Q(section="departments", department__isnull=False, program__isnull=True)
                | Q(section="programs", department__isnull=True, program__isnull=False),
                name="slug_moved_within_its_section",
            ),
        ]

    def __str__(self) -> str:
        return f"/{self.section}/{self.slug}/"

    @property
    def entry(self) -> Department | Program:
        entry = self.department or self.program
        if entry is None:
            raise LookupError(f"the moved slug {self.pk} leads nowhere")
        return entry
