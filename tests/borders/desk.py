"""A page of three items in the archive, and what tests of the border service ask of it."""

from django.contrib.auth.models import User

from articles.ingest.drafts import CreditDraft
from articles.ingest.store import store_source
from articles.models import Article, BorderChange, Page, Span
from articles.services.article_text import ArticleText, text_of_article
from tests.builders import make_newspaper
from tests.store.drafts import FLOOD, LIBRARY, SCHOOL, Item, page_draft, source_draft

WANG = CreditDraft("王一鸣", "记者")


def store_page(*items: Item, label: str = "A01", name: str = "a.txt", replace: bool = False) -> Page:
    """The page that these items make, in the archive; by default three of them."""
    chosen = items or (Item(*FLOOD, credits=(WANG,)), Item(*SCHOOL), Item(*LIBRARY))
    draft, data = source_draft(page_draft(chosen, label=label), name=name)
    store_source(draft, data, newspaper=make_newspaper(), replace=replace)
    return Page.objects.get(label=label)


def living(page: Page) -> list[Article]:
    """The items at home on the page, in their order."""
    articles = list(Article.objects.filter(page=page).exclude(state="superseded").order_by("position"))
    assert [article.position for article in articles] == list(range(len(articles)))
    return articles


def headlines(page: Page) -> list[str]:
    return [article.headline for article in living(page)]


def bases(*articles: Article) -> dict[int, int]:
    return {article.pk: article.revision_number for article in articles}


def place(page: Page, words: str) -> tuple[int, int]:
    start = page.text.index(words)
    return start, start + len(words)


def texts_of(page: Page) -> dict[int, ArticleText]:
    return {article.public_id: text_of_article(article) for article in living(page)}


def layout_of(page: Page) -> list[tuple[object, ...]]:
    """Who has which text of the page, in reading order."""
    rows = Span.objects.filter(article__in=living(page)).order_by("article", "rank")
    return list(rows.values_list("article__public_id", "page", "start", "end", "part", "rank"))


def make_person(name: str = "李编辑") -> User:
    return User.objects.get_or_create(username=name)[0]


def last_change() -> BorderChange:
    change = BorderChange.objects.first()
    assert change is not None
    return change
