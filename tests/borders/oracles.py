"""What must be true of the archive whatever happened to it, asked of what it says to the public and of the record."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.test import Client
from django.urls import reverse

from articles.errors import ArchiveError, ReviewError
from articles.models import Article, Page, Redirect, Review, Span
from articles.search.backend import search_backend
from articles.search.indexed_article import IndexedArticle
from articles.search.normalize import normalize
from articles.search.queries import SearchQuery
from articles.services.article_text import WORDS, text_of_article
from articles.services.blacking_out import BLOCK
from articles.services.hidden_passages import passages_in_force
from articles.services.review_decisions import approve_review
from tests.borders.acts import telling
from tests.borders.desk_acts import DeskActs

#: The parts whose printed text is one of the fields that are searched.
PRINTED_PARTS = ("kicker", "headline", "subtitle", "body")

#: Characters of the pages, by page and place.
Places = frozenset[tuple[int, int]]


def places_of(article_ids: Iterable[int]) -> dict[int, Places]:
    """Which characters of the pages each article holds."""
    found: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    for pk, page, start, end in Span.objects.filter(article__in=list(article_ids)).values_list(
        "article", "page", "start", "end"
    ):
        found[pk] |= {(page, place) for place in range(start, end)}
    return {pk: frozenset(places) for pk, places in found.items()}


# What is hidden.


def check_hidden(walk: DeskActs, documents: Sequence[IndexedArticle]) -> None:
    """Neither the public fields of any article nor what the index holds of it tell of a hidden number."""
    if not walk.hidden:
        return
    parts = {part for number in walk.hidden for part in telling(number)}
    rows = Article.objects.published().values_list("public_id", *WORDS)
    public = {f"article {number}": "\n".join(texts) for number, *texts in rows}
    public |= {
        f"document of article {each.public_id}": "\n".join([*each.titles, each.body, *each.byline, *each.scanned])
        for each in documents
    }
    for name, text in public.items():
        dense = "".join(text.split())
        assert not (told := [part for part in parts if part in dense]), f"{name} tells of what is hidden: {told}"


def check_hidden_answers(walk: DeskActs, client: Client) -> None:
    """Nor does any page, nor the search."""
    if not walk.hidden:
        return
    parts = {part for number in walk.hidden for part in telling(number)}
    for part in sorted(parts):
        assert not search_backend().search(SearchQuery(text=f'"{part}"')).total, f"{part} is found"
    addresses = [page.get_absolute_url() for page in Page.objects.select_related("issue__newspaper", "newspaper")]
    for article in walk.articles("published"):
        own = article.get_absolute_url()
        addresses += [own, f"{own}?text=original", reverse("api:article", args=[article.public_id])]
    for address in addresses:
        shown = re.sub(r"<[^>]*>", "", client.get(address).content.decode())
        dense = "".join(shown.split())
        assert not (told := [part for part in parts if part in dense]), f"{address} tells of what is hidden: {told}"


# What is printed.


def check_scans(walk: DeskActs, documents: Sequence[IndexedArticle]) -> None:
    """Every article is found by what the pages print of it, and has no other scan: compared with the pages."""
    printed = printed_lines([each.article_id for each in documents])
    passages = passages_in_force(printed)
    for each in documents:
        lines = [normalize(line) for line in printed.get(each.article_id, ())]
        hidden = [normalize(row.text) for row in passages.get(each.article_id, ())]
        held = [normalize(text) for text in (*each.titles, each.body, *each.scanned)]
        for line in lines:
            start = walk.random.randrange(len(line)) if line else 0
            string = line[start : start + walk.random.randint(1, 8)]
            if not any(_touches(line, start, string, passage) for passage in hidden):
                assert any(string in text for text in held), (
                    f"article {each.public_id} is not found by {string!r} of {line!r}, hidden {hidden}: {held}"
                )
        whole = "".join(lines)
        for text in each.scanned:
            for piece in re.split(f"{BLOCK}+|\n", text):
                assert not lines or _is_made_of(normalize(piece), whole), f"{piece!r} is not on {each.public_id}'s page"


def printed_lines(article_ids: Sequence[int]) -> dict[int, list[str]]:
    """Lines of the pages' own text, cut at the articles' borders."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    spans = Span.objects.filter(article__in=article_ids, part__in=PRINTED_PARTS).order_by("article", "rank")
    for span in spans.select_related("page"):
        found[span.article_id] += span.page.text[span.start : span.end].split("\n")
    return found


def _touches(line: str, start: int, string: str, passage: str) -> bool:
    """Passages run over line ends: a beginning of one at the line's end counts, too."""
    end = start + len(string)
    at = line.find(passage)
    while at >= 0:
        if at < end and start < at + len(passage):
            return True
        at = line.find(passage, at + 1)
    tails = any(line.endswith(passage[:n]) and end > len(line) - n for n in range(1, len(passage)))
    return tails or any(line.startswith(passage[-n:]) and start < n for n in range(1, len(passage)))


def _is_made_of(piece: str, text: str) -> bool:
    """Whether the piece stands there; lines of one part may stand apart on the page."""
    return not piece or piece in text


# What waits.


def check_waiting(walk: DeskActs) -> None:
    """Each waiting change can be passed, and then its words stand in an article; or is refused for a reason that is
    said. Nothing stays of the trial."""
    for review in Review.objects.open().filter(subject=Review.Subject.WAITING).select_related("waiting", "editor"):
        trial = transaction.savepoint()
        try:
            decided = approve_review(review, by=walk.other_than(review))
            texts = "\n".join(_dense(article) for article in walk.articles())
            for run in review.waiting.runs if review.waiting and decided.revision else ():
                assert "".join(run["new"].split()) in texts, f"review {review.pk} passed, but {run} is nowhere"
            walk.actions["waiting change passes"] += 1
        except ReviewError as error:
            assert error.code in ("conflict", "gone", "busy"), error
            walk.actions[f"waiting change refused: {error.code}"] += 1
        except ArchiveError as error:
            walk.actions[f"waiting change refused: {error.code}"] += 1
        finally:
            transaction.savepoint_rollback(trial)


def _dense(article: Article) -> str:
    text = text_of_article(article)
    named = "".join(credit.name + credit.role for credit in text.credits)
    return "".join("".join(getattr(text, name).split()) for name in WORDS) + named


# Where addresses lead.


def check_addresses(addresses: Iterable[int]) -> dict[int, int]:
    """In the record; the site is asked at the end. Returns where the old ones lead."""
    states = dict(Article.objects.values_list("public_id", "state"))
    rows = Redirect.objects.values_list("old_public_id", "article__public_id", "article__state")
    led = {old: (heir, state) for old, heir, state in rows}
    for address in addresses:
        assert address in states, address
        assert (states[address] == "superseded") == (address in led), address
        assert address not in led or led[address][1] != "superseded", address
    return {old: heir for old, (heir, _) in led.items()}


def check_heirs_after_undo(
    ended: Mapping[int, Places], before: Mapping[int, Places], now: Mapping[int, Places]
) -> None:
    """An undo leaves no old address with an article from which it took all the text of that address.

    `ended`: what the old articles last held; `before` and `now`: what the articles that they lead to hold.
    """
    for old, places in ended.items():
        had, has = places & before.get(old, frozenset()), places & now.get(old, frozenset())
        assert has or not had, f"article {old} leads to one that the undo left nothing of it"


def check_heirs_of_headlines(heads: Mapping[int, Places], now: Mapping[int, Places], led: Mapping[int, int]) -> None:
    """Whoever goes on under an ended article's headline is no other of that page that gave its own up for it."""
    for old, head in heads.items():
        heir = led.get(old)
        if heir is None or not head or heir not in heads:
            continue
        if {page for page, _ in head} != {page for page, _ in heads[heir]}:
            continue
        took_over = head <= now.get(heir, frozenset())
        kept_own = bool(heads[heir] & now.get(heir, frozenset()))
        assert kept_own or not took_over, f"the headline of article {old} goes on as article {heir}"


def headline_places() -> dict[int, Places]:
    """By public id, of the living articles."""
    found: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    spans = Span.objects.filter(part="headline").exclude(article__state="superseded")
    for number, page, start, end in spans.values_list("article__public_id", "page", "start", "end"):
        found[number] |= {(page, place) for place in range(start, end)}
    return {number: frozenset(places) for number, places in found.items()}
