"""The series of departments as the database has them, and what follows when a succession is recorded or taken back."""

from collections.abc import Iterable

from articles.models import DepartmentLink, DepartmentSuccession
from articles.series import Series, series_of
from articles.services.text_changed import queue_index


def department_series() -> Series:
    """One query over a small table."""
    return series_of(DepartmentSuccession.objects.values_list("predecessor_id", "successor_id"))


def series_changed(department_ids: Iterable[int]) -> None:
    """Queue for the index every article that names one of these departments or any that is joined to them."""
    series = department_series()
    members = {member for pk in department_ids for member in series.kin(pk)}
    links = DepartmentLink.objects.filter(department__in=members)
    queue_index(sorted(set(links.values_list("article_id", flat=True))))
