"""However borders went since, a change of a dateline, an agency or a byline that waits is written into its own article
or where its byline stands, and never into what another article had of its own."""

import os
from collections import Counter
from dataclasses import dataclass, replace

import pytest
from django.db import transaction

from articles.errors import ArchiveError
from articles.models import Article, BorderChange, Page, Review, Span
from articles.services import borders
from articles.services.article_text import ArticleText, CreditText, text_of_article
from articles.services.review import submit_correction
from articles.services.review_decisions import ReviewConflictError, approve_review
from articles.services.reviewed_articles import article_now
from tests.borders.acts import LABELS, Acts, Nothing
from tests.builders import make_newspaper
from tests.desk.people import make_editor
from tests.store.drafts import Item

pytestmark = pytest.mark.django_db

#: The suite runs some of them; WAITING_SEQUENCES says how many otherwise.
SEQUENCES = int(os.environ.get("WAITING_SEQUENCES", "8"))
STEPS = 6
ACTS = ("merge", "merge", "split", "move", "part", "join", "part_continuation", "undo", "undo", "sign", "sign", "hand")
BYLINES = ("新华社", "新华社记者 王一鸣", "本报讯（记者 王一鸣）", "记者 李春梅 通讯员 赵云", "记者 王一鸣")
SIGNED = ("dateline", "agency", "credits")
#: Typed where no line prints a signature.
TYPED: dict[str, tuple[object, ...]] = {
    "dateline": ("", "本报怀川1月27日讯"),
    "agency": ("", "新华社"),
    "credits": ((), (CreditText("王一鸣", "记者"),), (CreditText("李春梅", "记者"),)),
}
#: What an editor asks for.
WISHED: dict[str, tuple[object, ...]] = {
    "dateline": ("", "本报怀川1月28日电"),
    "agency": ("", "怀川通讯社"),
    "credits": ((), (CreditText("吴大有", "记者"),), (CreditText("王一鸣", "记者"), CreditText("吴大有", "记者"))),
}


class _TakeBack(Exception):
    """Ends a sequence whose archive is not wanted any more."""


class SignedActs(Acts):
    """Most items end with a line that is printed as a signature is."""

    def item(self, number: int, label: str) -> Item:
        made = super().item(number, label)
        if self.random.random() < 0.7:
            made = replace(made, body=f"{made.body}\n{self.random.choice(BYLINES)}")
        return replace(made, credits=())

    def byline(self) -> tuple[Page, tuple[int, int], Article]:
        """A line that is printed so, and who has it."""
        found = []
        for page in Page.objects.order_by("pk"):
            start = 0
            for line in page.text.split("\n"):
                if line in BYLINES:
                    found.append((page, (start, start + len(line))))
                start += len(line) + 1
        if not found:
            raise Nothing
        page, (start, end) = self.random.choice(found)
        span = Span.objects.filter(page=page, start__lt=end, end__gt=start).first()
        assert span is not None
        return page, (start, end), span.article

    def sign(self) -> BorderChange:
        page, line, article = self.byline()
        return borders.set_part(article, page, [line], Span.Part.BYLINE, by=self.editor, bases={})

    def hand(self) -> BorderChange:
        """It goes to another item."""
        page, line, _ = self.byline()
        return borders.move_text(page, [line], self.one(), by=self.editor, bases={})


@dataclass(frozen=True)
class Wish:
    """`old` and `new` of one field; of credits those that go and those that come."""

    article: Article
    field: str
    old: object
    new: object
    gone: frozenset[object]

    def is_held(self, text: ArticleText) -> bool:
        """Whether a text has what the wish takes away."""
        if self.field == "credits":
            return self.gone <= set(text.credits)
        return bool(getattr(text, self.field) == self.old)


def wish(acts: Acts) -> tuple[Wish, Review | None]:
    """Signatures are typed into some articles; in one of them an editor wants another."""
    for article in acts.articles():
        changes = {name: acts.random.choice(values) for name, values in TYPED.items() if acts.random.random() < 0.4}
        submit_correction(article, base_revision=article.revision_number, editor=acts.reviewer, **changes)  # type: ignore[arg-type]
    asked = acts.one()
    present = text_of_article(asked)
    field = acts.random.choice(SIGNED)
    old = getattr(present, field)
    new = acts.random.choice(
        [value for value in WISHED[field] if value != old and (field != "dateline" or not (value and old))]
    )
    gone = frozenset(old) - frozenset(new) if field == "credits" else frozenset([old] if old else [])  # type: ignore[call-overload]
    editor = make_editor(name="吴编辑")
    submit_correction(asked, base_revision=asked.revision_number, editor=editor, **{field: new})  # type: ignore[arg-type]
    return Wish(asked, field, old, new, gone), Review.objects.filter(waiting__article=asked).first()


def still_own(wished: Wish, others: list[Article]) -> list[Article]:
    """Of other articles that had the same of their own, those that have it still, or what they became part of."""
    living = ((other, article_now(other)) for other in others)
    return [other for other, now in living if now is not None and wished.is_held(text_of_article(now))]


def run(acts: SignedActs) -> str:
    for label in LABELS:
        acts.scan(label)
    for _ in range(4):
        step(acts, "sign")
    wished, review = wish(acts)
    if review is None:
        # A dateline without a fact is taken out at once.
        return "live"
    others = [each for each in acts.articles() if each != wished.article] if wished.gone else []
    others = still_own(wished, others)
    for _ in range(STEPS):
        step(acts, acts.random.choice(ACTS))
        others = still_own(wished, others)
    return decided(acts, wished, review, others)


def step(acts: SignedActs, name: str) -> None:
    try:
        with transaction.atomic():
            getattr(acts, name)()
    except ArchiveError:
        return


def decided(acts: SignedActs, wished: Wish, review: Review, others: list[Article]) -> str:
    before = {article.pk: text_of_article(article) for article in acts.articles()}
    try:
        approve_review(review, by=acts.reviewer)
    except ReviewConflictError:
        return "conflict"
    after = {article.pk: text_of_article(article) for article in acts.articles()}
    changed = [pk for pk in before if before[pk] != after[pk]]
    if not changed:
        return "so already"
    assert len(changed) == 1, changed
    written = after[changed[0]]
    assert replace(written, **{wished.field: getattr(before[changed[0]], wished.field)}) == before[changed[0]]
    if not wished.gone:
        now = article_now(wished.article)
        assert now is not None and changed == [now.pk], f"{wished} was written into {changed}"
    owners = {now.pk for other in others if (now := article_now(other)) is not None}
    assert changed[0] not in owners, f"{wished} took what was another's"
    if wished.field == "credits":
        assert set(wished.new) <= set(written.credits) and not wished.gone & set(written.credits)  # type: ignore[call-overload]
    else:
        assert getattr(written, wished.field) == wished.new
    return "written"


def test_a_signature_that_waits_is_written_where_it_was_asked_for_after_any_borders() -> None:
    make_newspaper()
    done: Counter[str] = Counter()
    for seed in range(1, SEQUENCES + 1):
        with pytest.raises(_TakeBack), transaction.atomic():
            acts = SignedActs(f"signature {seed}")
            # Who may draw borders anywhere.
            acts.editor = acts.reviewer
            try:
                done[run(acts)] += 1
            except AssertionError as error:
                raise AssertionError(f"sequence {seed}: {error}") from error
            raise _TakeBack
    print(done)  # noqa: T201 - shown with -s, and when it fails
    assert done["written"] > SEQUENCES // 4
