"""The periods that most who filter a list by date want, counted back from the last that is printed of its entry, else
from what the archive holds last.
"""

from collections.abc import Mapping

from articles.charts.months import Month
from articles.filters import ArticleFilterSet
from articles.search.queries import FacetGroup, Filters
from articles.views.addresses import ChoiceLink, address_of
from articles.views.archive_months import by_month, date_parameters, held_months
from articles.views.dossiers import COUNTED, counted

QUARTER = 3
YEAR = 12


def date_presets(filterset: ArticleFilterSet) -> tuple[ChoiceLink, ...]:
    """None where the archive is empty, or nothing with a date is printed of the entry. One question to the index."""
    held = months_printed(filterset.fixed) if filterset.fixed_parameters else held_months()
    if not held:
        return ()
    last = max(held)
    periods = (("最近一季", quarter_of(last)), ("最近一年", last.later(1 - YEAR)))
    chosen = {name: filterset.data.get(name, "") for name in ("date_from", "date_to")}
    links = []
    for label, first in periods:
        dates = date_parameters(first, last)
        # A year that was chosen gives way: it need not be one of the period's.
        is_on = chosen == dates and not filterset.data.get("year")
        links.append(ChoiceLink(label, address_of(filterset.data, year="", **dates), is_on))
    return tuple(links)


def months_printed(fixed: Filters) -> Mapping[Month, int]:
    """Of the entry that a list is fixed to: what its charts count, which the index remembers."""
    beside = Filters(with_department_ids=fixed.department_ids, with_program_ids=fixed.program_ids)
    counts = counted(beside, *COUNTED) if beside != Filters() else counted(fixed, FacetGroup.MONTH)
    return by_month(counts.get(FacetGroup.MONTH, ()))


def quarter_of(month: Month) -> Month:
    """The first month of the quarter of a year that the month is in."""
    return Month(month.year, (month.month - 1) // QUARTER * QUARTER + 1)
