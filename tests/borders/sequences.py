"""Random sequences of everything that changes a small archive, and what must be true after every step of them."""

from collections import Counter
from collections.abc import Callable, Sequence, Set

from django.db import transaction
from django.test import Client

from articles.errors import ArchiveError
from articles.invariants import RULES
from articles.models import Article, BorderChange, IndexQueueEntry, Revision, Span
from articles.search import locks
from articles.search.backend import search_backend
from articles.search.checking import compare
from articles.search.documents import load_articles
from articles.search.draining import apply_articles, drain
from articles.services import borders
from articles.services.article_text import WORDS, ArticleText, text_of_revision
from articles.services.hidden_passages import present_revisions
from articles.views.kept import kept
from entities.link_plan import plan_links
from tests.borders import oracles
from tests.borders.acts import LABELS
from tests.borders.desk_acts import DeskActs

#: Acts that move words and change none.
CARRYING = ("merge", "split", "move", "move_new", "reorder", "kind", "join", "part_continuation")
#: What happens how often.
ACTIONS = {
    "correct": 5, "correct_fact": 4, "revert": 2, "merge": 4, "split": 4, "move": 4, "move_new": 2, "part": 4,
    "reorder": 1, "kind": 1, "join": 2, "part_continuation": 2, "undo": 4, "approve": 3, "reject": 3, "take_back": 1,
    "replace": 2, "replace_back": 1, "propose": 1, "accept": 2, "dismiss": 1, "rescan": 2, "relink": 1,
    "withdraw": 1, "restore": 1, "hide": 1, "hide_number": 3, "show": 1,
}  # fmt: skip

Everything = Sequence[tuple[object, ...]]


class Walk(DeskActs):
    """One sequence; `done` are its steps so far."""

    def __init__(self, seed: object, *, given: Set[str] = frozenset()) -> None:
        super().__init__(seed)
        self.given |= given
        self.addresses: set[int] = set()
        self.done: list[str] = []
        self.revisions = 0
        self.present = self.everything()
        self.documents = self.fingerprints()
        self.led = oracles.check_addresses(())
        self.ended: dict[int, oracles.Places] = {}

    def step(self) -> None:
        name = self.random.choices(list(ACTIONS), weights=list(ACTIONS.values()))[0]
        held, heads = self.held(), oracles.headline_places() if name == "accept" else {}
        try:
            with transaction.atomic():
                change = getattr(self, name)()
        except ArchiveError as error:
            self.done.append(f"{name} refused ({error.code})")
            self.actions[f"{name} refused: {error.code}"] += 1
            assert self.everything() == self.present
            return
        self.done.append(name)
        self.actions[name] += 1
        before, self.present = self.present, self.everything()
        if name in CARRYING:
            assert letters(self.present) == letters(before), "letters changed"
        self.follow_addresses(held, is_undo=name == "undo", heads=heads)
        if isinstance(change, BorderChange) and name != "undo" and self.random.random() < 0.3:
            self.there_and_back(change, before)

    def there_and_back(self, change: BorderChange, before: Everything) -> None:
        """Undone at once, the archive is as it was; now and then the undo is undone, too."""
        self.done.append("undo of it")
        held = self.held()
        undone = borders.undo(change, by=self.editor)
        self.present = self.everything()
        assert self.present == before, "an undo leaves another archive"
        self.follow_addresses(held, is_undo=True)
        if self.random.random() < 0.5:
            self.done.append("undo of that")
            borders.undo(undone, by=self.editor)
            self.present = self.everything()

    def everything(self) -> Everything:
        """Layout, texts, places and states of all living articles; three queries."""
        articles = {article.pk: article for article in self.articles()}
        order = sorted(articles.values(), key=lambda article: (article.page_id, article.position, article.pk))
        # A new scan may leave gaps between the numbers; what counts is the order.
        ranks = {article.pk: rank for rank, article in enumerate(order)}
        revisions = present_revisions(articles)
        spans: dict[int, list[tuple[object, ...]]] = {pk: [] for pk in articles}
        for span in Span.objects.filter(article__in=articles).order_by("article", "rank"):
            spans[span.article_id].append((span.page_id, span.start, span.end, span.part))
        return [
            (
                article.public_id,
                article.state,
                article.page_id,
                ranks[pk],
                article.kind,
                text_of_revision(revisions[pk]),
                spans[pk],
            )
            for pk, article in articles.items()
        ]

    def held(self) -> dict[int, oracles.Places]:
        """By public id."""
        numbers = dict(Article.objects.values_list("pk", "public_id"))
        return {numbers[pk]: places for pk, places in oracles.places_of(numbers).items()}

    def follow_addresses(
        self, held: dict[int, oracles.Places], *, is_undo: bool, heads: dict[int, oracles.Places] | None = None
    ) -> None:
        """`held` and `heads`: what articles held before the step."""
        led, now = oracles.check_addresses(self.addresses), self.held()
        self.ended |= {old: held.get(old, frozenset()) for old in led.keys() - self.led.keys()}
        if is_undo:
            before = {old: held.get(heir, frozenset()) for old, heir in self.led.items()}
            after = {old: now.get(heir, frozenset()) for old, heir in led.items()}
            still = {old: self.ended[old] for old in led.keys() & self.led.keys() & self.ended.keys()}
            oracles.check_heirs_after_undo(still, before, after)
        if heads:
            fresh = {old: heir for old, heir in led.items() if old not in self.led}
            oracles.check_heirs_of_headlines(heads, oracles.headline_places(), fresh)
        self.led = led

    # What must be true after each step.

    def check(self) -> None:
        faults = [f"{rule.code}: {fault.record}: {fault.message}" for rule in RULES for fault in rule.find()]
        assert not faults, faults
        for revision in Revision.objects.filter(pk__gt=self.revisions).order_by("pk"):
            assert text_of_revision(revision).credits is not None
            self.revisions = revision.pk
        self.addresses |= set(Article.objects.values_list("public_id", flat=True))
        oracles.check_addresses(self.addresses)
        self.check_documents()

    def check_documents(self) -> None:
        """What the index must hold otherwise than before is queued, its links are as its text says, and so on."""
        documents = load_articles([article.pk for article in self.articles()])
        prints = {each.article_id: each.fingerprint() for each in documents}
        changed = {pk for pk in prints.keys() | self.documents if prints.get(pk) != self.documents.get(pk)}
        queued = set(IndexQueueEntry.objects.values_list("article", flat=True))
        if changed - queued:
            # Whoever works through many articles has the index follow at once.
            indexed = dict(search_backend().fingerprints())
            late = [pk for pk in changed - queued if indexed.get(pk) != prints.get(pk)]
            assert not late, f"the index is not told of {late}"
        assert not plan_links(sorted(changed & prints.keys())).changed_articles(), "links do not follow the text"
        self.documents = prints
        oracles.check_hidden(self, documents)
        oracles.check_scans(self, documents)

    def fingerprints(self) -> dict[int, int]:
        return {each.article_id: each.fingerprint() for each in load_articles([each.pk for each in self.articles()])}

    # What must be true at the end.

    def check_end(self, client: Client) -> None:
        oracles.check_waiting(self)
        assert not plan_links([article.pk for article in self.articles()]).changed_articles()
        drain()
        comparison = compare(search_backend())
        assert comparison.agrees and not comparison.queued, comparison
        self.check_answers(client)
        oracles.check_hidden_answers(self, client)

    def check_answers(self, client: Client) -> None:
        """Of addresses that are not an article's own any more, and of one that is."""
        published = [article.public_id for article in self.articles("published")]
        ended = sorted(self.addresses - set(published))
        for address in self.random.sample(ended, k=min(len(ended), 2)) + published[:1]:
            answer = client.get(f"/article/{address}/")
            assert answer.status_code in (200, 301, 410), address
            if answer.status_code == 301:
                assert client.get(answer["Location"]).status_code in (200, 410), address


def letters(everything: Everything) -> Counter[str]:
    texts = [each for row in everything for each in row if isinstance(each, ArticleText)]
    heads = [name for name in WORDS if name not in ("dateline", "agency")]
    return Counter("".join("".join(getattr(text, name).split()) for text in texts for name in heads))


def lay_pages(number: int) -> set[str]:
    """The pages with which sequences begin, in record and index; the numbers that stand on them."""
    acts = DeskActs(f"pages {number}")
    for label in LABELS:
        acts.scan(label)
    drain()
    return acts.given


def forget(article_ids: set[int]) -> None:
    """Have the index hold what the record has of these articles, after a sequence was taken back."""
    with locks.awaited(locks.WRITE_LOCK), search_backend().writer() as writer:
        apply_articles(writer, sorted(article_ids))
        writer.commit()


def walk(
    seed: int, steps: int, client: Client, given: Set[str], *, after_step: Callable[[Walk], object] = Walk.check
) -> Walk:
    """Raises AssertionError, which says after what."""
    kept().clear()
    walked = Walk(seed, given=given)
    try:
        for _ in range(steps):
            walked.step()
            after_step(walked)
        walked.check_end(client)
    except Exception as error:
        error.add_note(f"sequence {seed}: {', '.join(walked.done)}")
        raise
    return walked
