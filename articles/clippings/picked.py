"""The articles of a basket as they are today: withdrawn ones left out, merged ones followed to where they are now."""

from collections.abc import Sequence

from articles.models import Article, Redirect

SHOWN = (
    "public_id",
    "kind",
    "headline",
    "body",
    "page__label",
    "page__issue__date",
    "page__issue__date_source",
    "page__newspaper__name",
)


def picked_articles(ids: Sequence[int]) -> list[Article]:
    """In the order of `ids`, each once; one query, or two where an article became part of another."""
    if not ids:
        return []
    moved: dict[int, int] = {}
    found = _published(ids)
    if missing := [each for each in ids if each not in found]:
        redirects = Redirect.objects.filter(old_public_id__in=missing)
        moved = dict(redirects.values_list("old_public_id", "article__public_id"))
        found |= _published(list(moved.values()))
    present = dict.fromkeys(moved.get(each, each) for each in ids)
    return [found[each] for each in present if each in found]


def _published(ids: Sequence[int]) -> dict[int, Article]:
    articles = Article.objects.published().with_home().only(*SHOWN)
    return articles.in_bulk(ids, field_name="public_id") if ids else {}


def by_date(articles: Sequence[Article], *, newest_first: bool) -> list[Article]:
    """In the order of their issues; undated ones last."""
    dated = [each for each in articles if each.page.issue]
    undated = [each for each in articles if not each.page.issue]
    return sorted(dated, key=lambda each: each.page.issue.date, reverse=newest_first) + undated  # type: ignore[union-attr]
