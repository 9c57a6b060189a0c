"""What a reader may mean who is still typing: names of the registries and headlines, for a script and for browsers."""

from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.filters import bulk_filters
from articles.models import Article
from articles.search.backend import search_backend
from articles.search.known_names import known_names
from articles.search.normalize import normalize
from articles.search.queries import Filters, SearchQuery, Sort
from articles.search.query_tokens import QueryField
from articles.templatetags.archive_dates import inferred
from articles.views.without_index import unless_unavailable

LONGEST = 40
NAMES_OF_A_KIND = 3
HEADLINES = 3
#: One character stands in too many headlines to tell which is meant.
FEWEST_FOR_HEADLINES = 2
#: Marks that would end the phrase that the headlines are asked for.
QUOTATION_MARKS = str.maketrans("", "", '“”"＂')


@dataclass(frozen=True, slots=True)
class Suggestion:
    kind: str
    label: str
    note: str
    url: str


@require_safe
@cache_control(public=True, max_age=60)
def suggest(request: HttpRequest) -> JsonResponse:
    """`{"suggestions": […]}` for `?q=`."""
    return JsonResponse({"suggestions": [asdict(each) for each in suggested(request)]})


@require_safe
@cache_control(public=True, max_age=60)
def complete(request: HttpRequest) -> JsonResponse:
    """The same for a browser's own search field, by the OpenSearch Suggestions extension: what was typed, and in lists
    of one length the queries proposed, a line on each, and where each leads."""
    words = request.GET.get("q", "")
    found = suggested(request)
    answer = [
        words,
        [each.label for each in found],
        [f"{each.kind}　{each.note}" for each in found],
        [request.build_absolute_uri(each.url) for each in found],
    ]
    return JsonResponse(answer, safe=False, content_type="application/x-suggestions+json; charset=utf-8")


def suggested(request: HttpRequest) -> list[Suggestion]:
    """Nothing where the index cannot be asked: whoever types goes on typing."""
    return unless_unavailable(request, lambda: suggestions_for(request.GET.get("q", "")), [])


def suggestions_for(words: str) -> list[Suggestion]:
    """Nothing for what is blank or longer than any name."""
    typed = words.translate(QUOTATION_MARKS).strip()
    if not normalize(typed) or len(typed) > LONGEST:
        return []
    return [*_names(typed), *_headlines(typed)]


def _names(typed: str) -> list[Suggestion]:
    return [
        Suggestion(
            found.entry.kind,
            found.entry.names[0],
            f"又称{found.alias} · {found.entry.count:,} 篇" if found.alias else f"{found.entry.count:,} 篇",
            found.entry.url,
        )
        for found in known_names().find(typed, limit=NAMES_OF_A_KIND)
    ]


def _headlines(typed: str) -> list[Suggestion]:
    """The newest articles with these words in their titles, but no notices and adverts, whose titles may name a person:
    one search, one query to the database."""
    if len(normalize(typed)) < FEWEST_FOR_HEADLINES:
        return []
    query = SearchQuery(f"{QueryField.TITLE}:“{typed}”", bulk_filters(Filters()), sort=Sort.NEWEST, limit=HEADLINES)
    ids = search_backend().search(query).article_ids
    articles = Article.objects.published().exclude(headline="").select_related("page__issue")
    held = articles.only("public_id", "headline", "page__issue__date", "page__issue__date_source").in_bulk(ids)
    return [_headline(held[pk], typed) for pk in ids if pk in held]


def _headline(article: Article, typed: str) -> Suggestion:
    issue = article.page.issue
    url = f"{article.get_absolute_url()}?{urlencode({'q': typed})}"
    day = issue.date.isoformat() + inferred(issue) if issue else "日期不详"
    return Suggestion("文章", " ".join(article.headline.split()), day, url)
