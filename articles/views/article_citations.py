"""The citations that an article's page offers to copy, and to take into a reference manager."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from articles.citation_files import bibtex, ris
from articles.citations import Cited, Signature, citation, online_citation
from articles.models import Article
from articles.templatetags.headlines import has_headline, title

#: Type of each file.
FORMATS = {"ris": "application/x-research-info-systems; charset=utf-8", "bib": "application/x-bibtex; charset=utf-8"}
ARCHIVE = "报刊文库"


def citations_of(article: Article, request: HttpRequest) -> list[str]:
    cited, address = cited_of(article), request.build_absolute_uri(article.get_absolute_url())
    return [citation(cited), online_citation(cited, address=address, read_on=timezone.localdate())]


def citation_file(article: Article, request: HttpRequest, file_format: str) -> HttpResponse:
    """Raises `Http404` for a format that there is none of."""
    if file_format not in FORMATS:
        raise Http404("引用条目只有 RIS、BibTeX 两种。")
    cited, address = cited_of(article), request.build_absolute_uri(article.get_absolute_url())
    if file_format == "ris":
        text = ris(cited, address=address, archive=ARCHIVE)
    else:
        text = bibtex(cited, key=f"article-{article.public_id}", address=address)
    response = HttpResponse(text, content_type=FORMATS[file_format])
    response["Content-Disposition"] = f'attachment; filename="article-{article.public_id}.{file_format}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def cited_of(article: Article) -> Cited:
    page = article.page
    return Cited(
        title=title(article),
        newspaper=page.newspaper.name,
        date=page.issue.date if page.issue else None,
        label=page.label,
        subtitle=article.subtitle,
        signatures=[Signature(credit.name, credit.role) for credit in article.credits.all()],
        agency=article.agency,
        is_title_printed=has_headline(article),
        is_date_inferred=page.issue is not None and page.issue.is_inferred,
    )
