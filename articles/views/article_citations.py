"""The citations that an article's page offers to copy."""

from django.http import HttpRequest
from django.utils import timezone

from articles.citations import Cited, Signature, citation, online_citation
from articles.models import Article
from articles.templatetags.headlines import has_headline, title


def citations_of(article: Article, request: HttpRequest) -> list[str]:
    page = article.page
    cited = Cited(
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
    address = request.build_absolute_uri(article.get_absolute_url())
    return [citation(cited), online_citation(cited, address=address, read_on=timezone.localdate())]
