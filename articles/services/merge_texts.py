"""Brings two changes of one text together, field by field: what I left alone is theirs, the rest is mine."""

from dataclasses import dataclass, replace

from articles.services.article_text import ArticleText, changed_fields


@dataclass(frozen=True, slots=True)
class Merge:
    """`conflicts` are the fields that both changed, each to something else; `text` has mine there."""

    text: ArticleText
    conflicts: tuple[str, ...]
    #: The fields that only the other changed; `text` has theirs there.
    taken_over: tuple[str, ...]


def merge_texts(*, base: ArticleText, theirs: ArticleText, mine: ArticleText) -> Merge:
    by_them, by_me = changed_fields(base, theirs), changed_fields(base, mine)
    apart = changed_fields(theirs, mine)
    taken_over = tuple(name for name in by_them if name not in by_me)
    return Merge(
        text=replace(mine, **{name: getattr(theirs, name) for name in taken_over}),
        conflicts=tuple(name for name in by_them if name in by_me and name in apart),
        taken_over=taken_over,
    )
