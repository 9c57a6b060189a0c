"""Which passages of articles are hidden, and what follows for the text that the public reads.

An article's own fields hold its public text, so that every page, list, file, feed and index is right without knowing
of hidden passages. Only what reads revisions or page text for the public asks here: `public_words`, `passages_of`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import F

from articles.models import Article, ArticleWords, HiddenPassage, Revision
from articles.search.normalize import normalize
from articles.services.article_text import WORDS, CreditText, credits_from_json, credits_to_json
from articles.services.blacking_out import blacked_out, counterparts, in_its_place, passage_ranges
from articles.services.printed_text import printed_spans
from articles.services.write_credits import write_credits

#: A single character would black out half a page.
SHORTEST_PASSAGE = 2

Passages = Mapping[int, tuple[HiddenPassage, ...]]


def passages_in_force(article_ids: Iterable[int]) -> Passages:
    """The hidden passages of these articles, by article; one query. Articles without any are not in it."""
    last: dict[tuple[int, str], HiddenPassage] = {}
    for row in HiddenPassage.objects.filter(article__in=list(article_ids)).order_by("id"):
        last[row.article_id, normalize(row.text)] = row
    found: defaultdict[int, list[HiddenPassage]] = defaultdict(list)
    for row in last.values():
        if row.is_hidden:
            found[row.article_id].append(row)
    return {pk: tuple(rows) for pk, rows in found.items()}


def passages_of(article_id: int) -> tuple[str, ...]:
    """The texts hidden in one article."""
    return tuple(row.text for row in passages_in_force([article_id]).get(article_id, ()))


def public_words(words: Mapping[str, str], passages: Sequence[str]) -> dict[str, str]:
    """The text fields of a revision, by name, as the public may read them."""
    return {name: blacked_out(text, passages) for name, text in words.items()}


def public_credits(credits: Sequence[CreditText], passages: Sequence[str]) -> list[CreditText]:
    """Without a name that holds a hidden passage or is part of one."""
    return [each for each in credits if not any(overlaps_name(each.name, passage) for passage in passages)]


def holds_passage(words: str, passages: Iterable[str]) -> bool:
    """Whether the words hold one of the passages; white space and width count for nothing."""
    said = normalize(words)
    return any(normalize(passage) in said for passage in passages)


def overlaps_name(name: str, passage: str) -> bool:
    return normalize(name) in normalize(passage) or normalize(passage) in normalize(name)


def hide_again(article_ids: Sequence[int]) -> None:
    """Make the fields and credits of these articles what the public may read of their present revisions.

    One query where nothing was ever hidden.
    """
    ids = set(HiddenPassage.objects.filter(article__in=list(article_ids)).values_list("article_id", flat=True))
    if not ids:
        return
    revisions = present_revisions(ids)
    _hide_other_readings(revisions)
    passages = passages_in_force(ids)
    changed = []
    for article in Article.objects.filter(pk__in=ids).prefetch_related("credits").order_by("pk"):
        revision, hidden = revisions[article.pk], [row.text for row in passages.get(article.pk, ())]
        shown = public_words({name: getattr(revision, name) for name in WORDS}, hidden)
        _hide_credits(article, revision, hidden)
        if any(getattr(article, name) != text for name, text in shown.items()):
            for name, text in shown.items():
                setattr(article, name, text)
            changed.append(article)
    Article.objects.bulk_update(changed, WORDS)
    ArticleWords.objects.filter(article__in=changed).delete()


def _hide_other_readings(revisions: Mapping[int, Revision]) -> None:
    """A correction inside a hidden passage leaves it hidden: what stands in its place now is hidden too.

    Two queries where something hidden no longer stands in a text, one where all does.
    """
    gone = [
        row
        for pk, rows in passages_in_force(revisions).items()
        for row in rows
        if not any(any(passage_ranges(getattr(revisions[pk], name), row.text)) for name in WORDS)
    ]
    if not gone:
        return
    earlier: defaultdict[int, list[Revision]] = defaultdict(list)
    for revision in Revision.objects.filter(article__in={row.article_id for row in gone}).order_by("-number"):
        if revision.number < revisions[revision.article_id].number:
            earlier[revision.article_id].append(revision)
    for row in gone:
        for text in _readings_now(row.text, earlier[row.article_id], revisions[row.article_id]):
            hand_on([row], row.article_id, text=text)


def _readings_now(passage: str, earlier: Iterable[Revision], present: Revision) -> list[str]:
    """What stands in the place of the passage, as the last revision that has it tells."""
    for revision in earlier:
        fields = [name for name in WORDS if any(passage_ranges(getattr(revision, name), passage))]
        if fields:
            found = [
                text
                for name in fields
                for text in in_its_place(passage, getattr(revision, name), getattr(present, name))
            ]
            return [text for text in dict.fromkeys(found) if len(normalize(text)) >= SHORTEST_PASSAGE]
    return []


def present_revisions(article_ids: Iterable[int]) -> dict[int, Revision]:
    rows = Revision.objects.filter(article__in=list(article_ids), number=F("article__revision_number"))
    return {row.article_id: row for row in rows}


def _hide_credits(article: Article, revision: Revision, hidden: Sequence[str]) -> None:
    wanted = public_credits(credits_from_json(revision.credits), hidden)
    held = [{"name": each.name, "role": each.role} for each in article.credits.all()]
    if sorted(map(_key, held)) != sorted(map(_key, credits_to_json(wanted))):
        write_credits(article, wanted)


def _key(credit: Mapping[str, object]) -> tuple[object, object]:
    return credit["name"], credit["role"]


def hand_on(passages: Iterable[HiddenPassage], heir_id: int, *, text: str = "") -> None:
    """Hide the passages in an article that took text over too, but for those that a person ruled on there already.

    `text`: how they read there, where that is otherwise.
    """
    known = {normalize(text) for text in HiddenPassage.objects.filter(article=heir_id).values_list("text", flat=True)}
    HiddenPassage.objects.bulk_create(
        HiddenPassage(
            article_id=heir_id,
            text=text or row.text,
            reason=row.reason,
            decided_by_id=row.decided_by_id,
            carried_from=row,
        )
        for row in {normalize(text or row.text): row for row in passages}.values()
        if normalize(text or row.text) not in known
    )


def printed_texts(article_ids: Iterable[int]) -> dict[int, str]:
    """What the pages print of these articles; one query."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for pk, _, text in printed_spans(article_ids):
        found[pk].append(text)
    return {pk: "\n".join(texts) for pk, texts in found.items()}


def follow_scan(was: Mapping[int, str], present_ids: Iterable[int]) -> None:
    """A page was read anew: what stands where a hidden passage was printed is hidden, however it is read now.

    `was`: what the old reading printed of each article. A query where nothing is hidden in them, one more where it is.
    """
    rows = [row for each in passages_in_force(was).values() for row in each]
    if not rows:
        return
    for pk, text in printed_texts(present_ids).items():
        for row in rows:
            for reading in _scanned_anew(row.text, was[row.article_id], text, is_own=pk == row.article_id):
                if len(normalize(reading)) >= SHORTEST_PASSAGE:
                    hand_on([row], pk, text=reading)


def _scanned_anew(passage: str, old: str, text: str, *, is_own: bool) -> list[str]:
    """What of a new scan may be the passage that the old one has. Lines are told apart by far fewer steps than texts,
    and an article that took the line over is compared by it alone."""
    found = in_its_place(passage, old, text) if is_own else counterparts(passage, old, text)
    holding = [line for line in old.split("\n") if any(passage_ranges(line, passage))]
    alike = [each for line in text.split("\n") for held in holding for each in in_its_place(passage, held, line)]
    return list(dict.fromkeys([*found, *alike]))


def follow_text(from_ids: Iterable[int], to_ids: Iterable[int]) -> None:
    """Text moved between these articles: what is hidden in one of `from_ids` is hidden wherever else it stands now.

    One query where nothing is hidden in them. What the page prints counts too: readers are shown it.
    """
    rows = [row for each in passages_in_force(from_ids).values() for row in each]
    if not rows:
        return
    revisions = present_revisions(to_ids)
    printed = printed_texts(revisions)
    for pk, revision in revisions.items():
        text = "\n".join([*(getattr(revision, name) for name in WORDS), printed.get(pk, "")])
        moved = [row for row in rows if row.article_id != pk and any(passage_ranges(text, row.text))]
        if moved:
            hand_on(moved, pk)
