"""How a newspaper article is cited after GB/T 7714-2015. Pure.

作者. 题名[N]. 报纸名, 年-月-日(版次).
作者. 题名[N/OL]. 报纸名, 年-月-日(版次)[引用日期]. 网址.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

#: Authors that are named; of more the first three, and 等.
MOST_AUTHORS = 3
#: Whoever signs so took or gave the picture, or edited the page: cited as the author only of what nobody else signs.
BESIDE_THE_TEXT = frozenset({"摄影", "摄影记者", "供图", "编辑"})
UNDATED = "日期不详"


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Cited:
    """`is_title_printed`: otherwise `title` was taken from the text, and stands in square brackets.

    `label` is that of the page, empty where unknown, as `date` is None. `agency` is cited where nobody signs.
    `is_date_inferred`: it is an estimate, which the standard puts in square brackets.
    """

    title: str
    newspaper: str
    date: datetime.date | None
    label: str = ""
    subtitle: str = ""
    signatures: Sequence[Signature] = ()
    agency: str = ""
    is_title_printed: bool = True
    is_date_inferred: bool = False


def citation(cited: Cited) -> str:
    """Of the printed article, [N]."""
    return f"{_authors_and_title(cited)}[N]. {_where(cited)}."


def online_citation(cited: Cited, *, address: str, read_on: datetime.date) -> str:
    """Of the article in the archive, [N/OL], as read on a day."""
    return f"{_authors_and_title(cited)}[N/OL]. {_where(cited)}[{read_on.isoformat()}]. {address}."


def all_authors_of(cited: Cited) -> list[str]:
    """None where neither a person nor a body signed."""
    of_text = [each.name for each in cited.signatures if each.role not in BESIDE_THE_TEXT]
    names = list(dict.fromkeys(of_text or [each.name for each in cited.signatures]))
    return names or ([cited.agency] if cited.agency else [])


def whole_title(cited: Cited) -> str:
    """With the subtitle, where the newspaper printed both."""
    words = " ".join(cited.title.split())
    if cited.subtitle.strip() and cited.is_title_printed:
        words += "：" + " ".join(cited.subtitle.split())
    return words


def authors_of(cited: Cited) -> str:
    """Empty where there is none."""
    names = all_authors_of(cited)
    return ", ".join([*names[:MOST_AUTHORS], *(["等"] if len(names) > MOST_AUTHORS else [])])


def _authors_and_title(cited: Cited) -> str:
    authors = authors_of(cited)
    words = whole_title(cited)
    title = words if cited.is_title_printed else f"[{words}]"
    return f"{authors}. {title}" if authors else title


def _where(cited: Cited) -> str:
    date = cited.date.isoformat() if cited.date else UNDATED
    if cited.date is None or cited.is_date_inferred:
        date = f"[{date}]"
    return f"{cited.newspaper}, {date}" + (f"({cited.label})" if cited.label else "")
