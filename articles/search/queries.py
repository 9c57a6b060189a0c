"""What can be asked of the index. Pure: no Django, no tantivy."""

import datetime
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum


class Sort(StrEnum):
    """Without text there is nothing to be relevant to, and `RELEVANCE` is read as `NEWEST`."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class DepartmentRole(StrEnum):
    PRIMARY = "primary"
    MENTIONED = "mentioned"


#: Stands among years for the articles whose day is not known.
UNDATED_YEAR = 0


class FacetGroup(StrEnum):
    """Keys of the groups: registry ids, `YYYY` or `UNDATED_YEAR`, `YYYYMM`, the value of `Article.Kind`."""

    DEPARTMENT = "department"
    PROGRAM = "program"
    REPORTER = "reporter"
    NEWSPAPER = "newspaper"
    YEAR = "year"
    MONTH = "month"
    KIND = "kind"


DEFAULT_FACETS = (
    FacetGroup.DEPARTMENT,
    FacetGroup.PROGRAM,
    FacetGroup.REPORTER,
    FacetGroup.YEAR,
    FacetGroup.KIND,
)


@dataclass(frozen=True, slots=True)
class Filters:
    """Values of one field are alternatives; fields narrow each other. An empty tuple or None does not filter.

    `department_role` narrows `department_ids` to the departments an article is primarily about, or only mentions;
    without them, to articles that have a department in that role.
    `with_department_ids` and `with_program_ids` are no alternatives: an article must speak of each of them.
    A bound of the date range leaves undated articles out; `undated` keeps only those.
    """

    newspaper_ids: tuple[int, ...] = ()
    department_ids: tuple[int, ...] = ()
    department_role: DepartmentRole | None = None
    with_department_ids: tuple[int, ...] = ()
    program_ids: tuple[int, ...] = ()
    with_program_ids: tuple[int, ...] = ()
    reporter_ids: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    issue_id: int | None = None
    page_id: int | None = None
    undated: bool = False

    def __bool__(self) -> bool:
        return bool(self.in_force())

    def in_force(self) -> tuple[str, ...]:
        """The names of the filters that are set."""
        return tuple(each.name for each in fields(self) if getattr(self, each.name) != each.default)

    def lifted(self, name: str) -> "Filters":
        """The same filters but for the one of this name."""
        default = next(each.default for each in fields(self) if each.name == name)
        return replace(self, **{name: default})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an order of date. `key` is the index's own; of articles that share it, the lower id stands first."""

    key: int
    article_id: int


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """`text` as the reader typed it, any string at all. Empty text lists every article that the filters let through.

    With `walks` the hits are those behind the place `after`, or the first, in an order of date that gives every article
    one place: whatever comes in or goes meanwhile, a walk from page to page meets no article twice and misses none. It
    has no `offset`, and `RELEVANCE` is read as `NEWEST`.

    `ocr_layer` also looks into the text as the scanner saw it, where a correction has changed it.
    `facets` counts `facet_groups` over the whole result: the `facet_limit` commonest values of each (None: all) and
    those that are selected. A group's own selection does not narrow its own counts.
    """

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    facets: bool = False
    facet_groups: tuple[FacetGroup, ...] = DEFAULT_FACETS
    facet_limit: int | None = 100
    ocr_layer: bool = False
    walks: bool = False
    after: Place | None = None

    def __post_init__(self) -> None:
        if self.offset < 0 or self.limit < 0:
            raise ValueError(f"offset and limit must not be negative: {self.offset}, {self.limit}")
        if (self.after and not self.walks) or (self.offset and self.walks):
            raise ValueError("a walk begins after a place, anything else at an offset")
