"""What a person changed in a text, as edits that follow their characters through later corrections and borders."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from articles.borders.following import Passage, Way
from articles.borders.words import Words
from articles.changed_runs import Run, changed_runs
from articles.errors import ReviewError
from articles.facts.sorting import ONE_WORD
from articles.ingest.drafts import Part
from articles.models import BorderChange
from articles.services.article_text import ArticleText, CreditText, changed_fields

#: What a byline gives an article; it is followed as a whole.
SIGNATURE = ("dateline", "agency")
#: What an edit of a signature is called that went nowhere.
SIGNED = "署名或电头的改动"


class PlaceLostError(ReviewError):
    """What was changed stands nowhere any more as it was."""

    def __init__(self, message: str) -> None:
        super().__init__("lost", message)


@dataclass(frozen=True, slots=True)
class WordsEdit:
    """[start, end) of a field of an article's revision is to read `new`; `old` is for whoever is told of it."""

    article: int
    revision: int
    field: str
    start: int
    end: int
    old: str
    new: str

    def corrected(self, revision: int, before: ArticleText, after: ArticleText) -> "WordsEdit | None":
        """On a later text of the same article; None where that has it already. Raises PlaceLostError."""
        shift = 0
        for run in _changed_words(getattr(before, self.field), getattr(after, self.field)):
            if (run.start, run.end, run.new) == (self.start, self.end, self.new):
                return None
            if run.start <= self.end and self.start <= run.end:
                raise PlaceLostError(
                    f"{_told(self.old, self.new)}这一处后来又改过，没有写入；请比较两种文字，改好后再处理。"
                )
            if run.end < self.start:
                shift += len(run.new) - len(run.old)
        return replace(self, revision=revision, start=self.start + shift, end=self.end + shift)

    def carried(self, change: BorderChange, way: Way) -> "WordsEdit":
        """Where its characters went. Raises PlaceLostError."""
        if self.field in SIGNATURE:
            return self._with_byline(change, way)
        found = way.follow(Passage(self.article, Part(self.field), self.start, self.end))
        if found is None:
            raise PlaceLostError(_lost(change, _told(self.old, self.new)))
        return replace(
            self,
            article=found.item,
            revision=revision_after(change, found.item),
            field=found.field.value,
            start=found.start,
            end=found.end,
        )

    @property
    def is_placeless(self) -> bool:
        """Nothing stood there that could go anywhere: it is the article's, whoever has its text."""
        return self.field in SIGNATURE and not self.old

    def _with_byline(self, change: BorderChange, way: Way) -> "WordsEdit":
        if self.is_placeless:
            holder = _heir(self.article, change, way)
        else:
            holder = _holder(self.article, change, way, lambda words: getattr(words, self.field) == self.old)
        return replace(self, article=holder, revision=revision_after(change, holder))

    def at_home(self, article: int, revision: int, present: ArticleText) -> "WordsEdit | None":
        """A placeless one, on its article's present text; None where that has it already. Raises PlaceLostError."""
        words = getattr(present, self.field)
        if words == self.new:
            return None
        if words:
            raise PlaceLostError(
                f"{_told(self.old, self.new)}这一处现在是“{words}”，没有写入；请比较两种文字，改好后再处理。"
            )
        return replace(self, article=article, revision=revision)

    def applied(self, text: ArticleText) -> ArticleText:
        words = getattr(text, self.field)
        if self.start == self.end and not self.new.strip() and self.old:
            return text
        return replace(text, **{self.field: words[: self.start] + self.new + words[self.end :]})


@dataclass(frozen=True, slots=True)
class CreditsEdit:
    """Of the credits of an article's revision `old` are to be `new`; the others stay."""

    article: int
    revision: int
    old: tuple[CreditText, ...]
    new: tuple[CreditText, ...]

    def corrected(self, revision: int, before: ArticleText, after: ArticleText) -> "CreditsEdit | None":
        if self.applied(after) == after and before.credits != after.credits:
            return None
        if not set(self.old) <= set(after.credits):
            raise PlaceLostError(f"{self._told()}这一处后来又改过，没有写入；请比较两种文字。")
        return replace(self, revision=revision)

    @property
    def is_placeless(self) -> bool:
        """Names are added alone: they are the article's, whoever has its text."""
        return not self.old

    def at_home(self, article: int, revision: int, present: ArticleText) -> "CreditsEdit | None":
        """A placeless one, on the present text of its article; None where that has it already."""
        return replace(self, article=article, revision=revision) if self.applied(present) != present else None

    def carried(self, change: BorderChange, way: Way) -> "CreditsEdit":
        wanted = {(credit.name, credit.role) for credit in self.old}
        if self.is_placeless:
            holder = _heir(self.article, change, way)
        else:
            holder = _holder(
                self.article, change, way, lambda words: wanted <= {(each.name, each.role) for each in words.credits}
            )
        return replace(self, article=holder, revision=revision_after(change, holder))

    def applied(self, text: ArticleText) -> ArticleText:
        first = next((place for place, credit in enumerate(text.credits) if credit in self.old), len(text.credits))
        others = [credit for credit in text.credits if credit not in self.old and credit not in self.new]
        at = min(first, len(others))
        return replace(text, credits=(*others[:at], *self.new, *others[at:]))

    def _told(self) -> str:
        return _told("、".join(each.name for each in self.old), "、".join(each.name for each in self.new))


Edit = WordsEdit | CreditsEdit


def edits_of(article: int, revision: int, old: ArticleText, new: ArticleText) -> Iterator[Edit]:
    """What makes `new` of `old`, which is the text of this revision."""
    for name in changed_fields(old, new):
        before, after = getattr(old, name), getattr(new, name)
        if name == "credits":
            gone = tuple(credit for credit in before if credit not in after)
            come = tuple(credit for credit in after if credit not in before)
            yield (
                CreditsEdit(article, revision, gone, come)
                if gone or come
                else CreditsEdit(article, revision, before, after)
            )
        elif name in SIGNATURE:
            yield WordsEdit(article, revision, name, 0, len(before), before, after)
        else:
            for run in _changed_words(before, after):
                yield WordsEdit(article, revision, name, run.start, run.end, run.old, run.new)


def _changed_words(old: str, new: str) -> list[Run]:
    """The changed runs, those within one word as one: no half of a change is written."""
    words: list[Run] = []
    for run in changed_runs(old, new):
        if words and run.start - words[-1].end <= ONE_WORD:
            first = words.pop()
            was, becomes = old[first.start : run.end], new[first.new_start : run.new_end]
            words.append(Run(first.start, run.end, first.new_start, run.new_end, was, becomes))
        else:
            words.append(run)
    return words


def applied(text: ArticleText, edits: Sequence[Edit]) -> ArticleText:
    """Edits of the same text, all at once. Raises PlaceLostError where two of them meet."""
    words = sorted((each for each in edits if isinstance(each, WordsEdit)), key=lambda each: (each.field, each.start))
    for one, other in pairwise(words):
        if one.field == other.field and one.end > other.start:
            raise PlaceLostError(f"{_told(one.old, one.new)}和{_told(other.old, other.new)}现在是同一处，没有写入。")
    credits = (each for each in edits if isinstance(each, CreditsEdit))
    ordered: list[Edit] = [*reversed(words), *credits]
    for edit in ordered:
        text = edit.applied(text)
    return text


def revision_after(change: BorderChange, article: int) -> int:
    return int(change.after["items"][str(article)]["revision"])


def _holder(article: int, change: BorderChange, way: Way, holds: Callable[[Words], bool]) -> int:
    """The item that has it after the change: its own or its heir before any other. Raises PlaceLostError, also where
    another item's equal signature may be what it has."""
    own = [way.heirs.get(article, article)]
    found = [key for key in (own if own[0] in way.words_after else []) if holds(way.words_after[key])]
    found = found or [key for key, words in way.words_after.items() if holds(words)]
    if len(found) != 1:
        raise PlaceLostError(_lost(change, SIGNED))
    others = [key for key, words in way.words.items() if key != article and holds(words)]
    if any(key == found[0] or key not in way.words_after or not holds(way.words_after[key]) for key in others):
        numbers = "、".join(str(change.before["items"][str(key)]["public_id"]) for key in others)
        raise PlaceLostError(
            f"文章 {numbers} 原来也有同样的署名或电头，经第{change.pk}号起止改动（{change.get_action_display()}）"
            f"分不清是哪一篇的，没有写入；请照版面改好，或先撤销第{change.pk}号。"
        )
    return found[0]


def _heir(article: int, change: BorderChange, way: Way) -> int:
    """The item or what it became part of, where nothing stood that could go elsewhere. Raises PlaceLostError."""
    heir = way.heirs.get(article, article)
    if heir not in way.words_after:
        raise PlaceLostError(_lost(change, SIGNED))
    return heir


def _lost(change: BorderChange, what: str) -> str:
    numbers = [str(item["public_id"]) for pk, item in change.after["items"].items() if item["pieces"]]
    return (
        f"{what}这一处被第{change.pk}号起止改动（{change.get_action_display()}）从中间分开，没有写入；"
        f"请在文章 {'、'.join(numbers)} 里照版面改好，或先撤销第{change.pk}号。"
    )


def _told(old: str, new: str) -> str:
    if not old.strip():
        return f"加上“{new.strip()}”"
    return f"“{old}”改为“{new}”" if new.strip() else f"删去“{old}”"
