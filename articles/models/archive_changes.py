"""That something changed of what the site shows: one row for each statement that did, written by triggers alone."""

from django.db import models


class ArchiveChange(models.Model):
    """The exclusive or of all marks names a state of the archive, see `articles.views.archive_version`.

    Rows are added and never waited for. Now and then a trigger puts one row in the place of many, whose mark is theirs
    taken together, so that the name stays what it was.
    """

    mark = models.BigIntegerField("记号", editable=False)

    class Meta:
        verbose_name = "文库变动"
        verbose_name_plural = "文库变动"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.mark:x}"
