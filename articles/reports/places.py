"""What a report is of, as the form's address tells it."""

from urllib.parse import urlsplit

from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils.encoding import uri_to_iri

from articles.models import Article, Newspaper, Redirect
from articles.services.reports.sending import Place

LONGEST_ADDRESS = 300
#: The pages of newspapers, whose own slug says which it is.
OF_A_NEWSPAPER = frozenset(f"articles:{name}" for name in ("newspaper", "undated_pages", "undated", "issue", "page"))


def place_of_article(public_id: int) -> Place:
    """The article, or the one that it became part of, published or withdrawn. Raises Http404."""
    articles = Article.objects.with_home().defer("page__text", "page__line_sketch", "notes")
    article = articles.exclude(state=Article.State.SUPERSEDED).filter(public_id=public_id).first()
    if article is None:
        moved = Redirect.objects.filter(old_public_id=public_id).values("article")
        article = articles.filter(pk__in=moved).first()
    if article is None:
        raise Http404(f"没有编号为 {public_id} 的文章。")
    return Place(article=article)


def place_of_address(asked: str) -> Place:
    """A page of this site by its path and query, or the article that it is; none where `asked` is no such address.

    The address is kept as people read it, which is a third as long; of one too long for that only the path.
    """
    address = asked.strip()
    if not address.startswith("/") or address.startswith("//") or "\\" in address:
        return Place()
    if (readable := uri_to_iri(address)).isprintable():
        address = readable
    if len(address) > LONGEST_ADDRESS:
        address = address.partition("?")[0]
    try:
        parts = urlsplit(address)
        match = resolve(parts.path)
    except (ValueError, Resolver404):
        return Place()
    if match.app_names[:1] == ["admin"] or not address.isprintable() or len(address) > LONGEST_ADDRESS:
        return Place()
    if match.view_name == "articles:article":
        try:
            return place_of_article(match.kwargs["public_id"])
        except Http404:
            return Place(address=address)
    newspaper = None
    if match.view_name in OF_A_NEWSPAPER:
        newspaper = Newspaper.objects.filter(slug=match.kwargs["newspaper"]).first()
    return Place(newspaper=newspaper, address=address)
