"""What is hidden stands in no text that the public reads; the rest of that text is the present revision's."""

from collections.abc import Iterator

from articles.invariants.rules import Fault, Rule
from articles.models import Article, HiddenPassage
from articles.services.article_text import WORDS
from articles.services.hidden_passages import passages_in_force, present_revisions, public_words

CHUNK = 500


def find_shown() -> Iterator[Fault]:
    ids = list(HiddenPassage.objects.order_by("article").values_list("article_id", flat=True).distinct())
    for start in range(0, len(ids), CHUNK):
        yield from _faults(ids[start : start + CHUNK])


def _faults(ids: list[int]) -> Iterator[Fault]:
    passages, revisions = passages_in_force(ids), present_revisions(ids)
    for article in Article.objects.filter(pk__in=ids).order_by("pk"):
        revision, hidden = revisions.get(article.pk), [row.text for row in passages.get(article.pk, ())]
        if revision is None:
            continue
        shown = public_words({name: getattr(revision, name) for name in WORDS}, hidden)
        if wrong := [name for name, text in shown.items() if getattr(article, name) != text]:
            words = f"does not say what the public may read of revision {revision.number} in: {', '.join(wrong)}"
            yield Fault(f"article {article.public_id}", words)


HIDDEN = (Rule("hidden-passages", "Hidden passages stand in no public text of their article.", find_shown),)
