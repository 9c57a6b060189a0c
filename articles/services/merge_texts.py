"""Brings two changes of one text together: field by field, and character by character where both changed a field."""

from dataclasses import dataclass, replace

from articles.changed_runs import merge_words
from articles.services.article_text import ArticleText, changed_fields


@dataclass(frozen=True, slots=True)
class Merge:
    """`conflicts` are the fields in which both changed one place, each to something else; `text` has mine there."""

    text: ArticleText
    conflicts: tuple[str, ...]
    #: The fields that only the other changed; `text` has theirs there.
    taken_over: tuple[str, ...]
    #: The fields that both changed in different places; `text` has both changes there.
    brought_together: tuple[str, ...] = ()


def merge_texts(*, base: ArticleText, theirs: ArticleText, mine: ArticleText) -> Merge:
    by_them, by_me = changed_fields(base, theirs), changed_fields(base, mine)
    apart = changed_fields(theirs, mine)
    fields = {name: getattr(theirs, name) for name in by_them if name not in by_me}
    conflicts: list[str] = []
    together: list[str] = []
    for name in (name for name in by_them if name in by_me and name in apart):
        texts = [getattr(text, name) for text in (base, theirs, mine)]
        merged = merge_words(base=texts[0], theirs=texts[1], mine=texts[2]) if name != "credits" else None
        if merged is None or merged.conflicts:
            conflicts.append(name)
        else:
            fields[name] = merged.text
            together.append(name)
    return Merge(
        text=replace(mine, **fields),
        conflicts=tuple(conflicts),
        taken_over=tuple(name for name in by_them if name not in by_me),
        brought_together=tuple(together),
    )
