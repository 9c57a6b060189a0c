"""The queue as editors use it: why an item stands there, one click to its correction, the next one after it."""

import datetime
import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, ArticleDay, ArticleWorth, Claim
from articles.services.queue_claims import claim_item
from tests.builders import make_article, make_department, make_issue, make_newspaper, make_page, make_program
from tests.desk.people import make_person
from tests.queue.conftest import item_of, ranked, three_articles

pytestmark = pytest.mark.django_db

QUEUE = "/admin/queue/"
WHOLE_TEXT = re.compile(r'[ ,]"articles_(?:article"\."body|page"\."text)"')
WRITING = ("admin:queue_claim", "admin:queue_release", "admin:queue_faultless", "admin:queue_keep")
READING = ("admin:queue", "admin:queue_week", "admin:queue_searches")


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def desk(li: User) -> Client:
    return client_of(li)


def bench_of(article: Article) -> str:
    return f"{reverse('admin:workbench', args=[article.page_id])}?article={article.pk}"


def titles(page: str) -> list[str]:
    return re.findall(r'<th scope="row">(?:<button[^>]*>)?([^<]+?)(?:</button>)? <small>', page)


def test_a_row_says_what_it_is_where_it_stands_and_why(desk: Client) -> None:
    page = make_page(issue=make_issue(date=datetime.date(2022, 1, 28)), label="A02")
    note = {"line": 3, "code": "unfinished", "message": "正文没有结束"}
    program = make_program()
    article = make_article(
        page=page, headline="怀川码上办上线", body="怀川码上办。", notes=[note, note], programs=[program]
    )
    ArticleDay.objects.create(article=article, day=timezone.localdate(), views=42, clicks=7)
    ranked(article)
    shown = desk.get(QUEUE).content.decode()
    assert titles(shown) == ["怀川码上办上线"]
    assert "怀川日报 2022-01-28 第A02版" in shown
    assert "2 处疑点、近 30 天 42 次阅读、其中 7 次由检索打开、写到 1 个项目" in shown


def test_one_click_takes_an_item_in_hand_and_opens_it(desk: Client, li: User) -> None:
    first, second, _ = three_articles()
    response = desk.post(reverse("admin:queue_claim"), {"article": second.pk, "part": ""})
    assert response.headers["Location"] == bench_of(second)
    assert item_of(second).holder == li
    bench = desk.get(bench_of(second)).content.decode()
    assert "这一篇在您手上" in bench
    assert desk.post(reverse("admin:queue_claim")).headers["Location"] == bench_of(first)
    mine = desk.get(QUEUE).content.decode()
    assert "在您手上" in mine and "您，到" in mine


def test_what_another_has_is_shown_as_taken_and_cannot_be_opened(desk: Client, wang: User) -> None:
    first, second, _ = three_articles()
    claim_item(first.pk, wang)
    shown = desk.get(QUEUE).content.decode()
    assert "王编辑，到" in shown
    assert f'value="{first.pk}"' not in shown
    refused = desk.post(reverse("admin:queue_claim"), {"article": first.pk}, follow=True)
    assert refused.redirect_chain[-1][0] == QUEUE
    assert "王编辑 正在校这一篇，请换一篇。" in refused.content.decode()
    assert desk.post(reverse("admin:queue_claim")).headers["Location"] == bench_of(second)


def test_faultless_leads_to_the_next_in_one_click(desk: Client, li: User) -> None:
    first, second, _ = three_articles()
    claim_item(first.pk, li)
    response = desk.post(reverse("admin:queue_faultless"), {"article": first.pk})
    assert response.headers["Location"] == bench_of(second)
    assert Claim.objects.get(article=first).outcome == Claim.Outcome.FAULTLESS
    assert titles(desk.get(QUEUE).content.decode()) == ["第5篇", "第9篇"]
    assert "无误 <b>1</b> 篇" in desk.get(QUEUE).content.decode()


@pytest.mark.django_db(transaction=True)
def test_saving_at_the_workbench_leads_to_the_next(desk: Client, li: User) -> None:
    first, second, _ = three_articles()
    desk.post(reverse("admin:queue_claim"))
    names = ("kicker", "subtitle", "dateline", "agency", "credit_lines", "reason")
    values = dict.fromkeys(names, "") | {"headline": f"{first.headline}好", "body": first.body, "kind": "article"}
    response = desk.post(bench_of(first), values | {"base_revision": "0", "_save": "queue"})
    assert response.headers["Location"] == bench_of(second)
    assert item_of(first).settled_at is not None
    assert Claim.objects.get(article=first).outcome == Claim.Outcome.CORRECTED
    assert "已校 <b>1</b> 篇" in desk.get(QUEUE).content.decode()


def test_the_next_item_keeps_to_the_part_that_is_worked_at(desk: Client) -> None:
    notice = make_article(page=make_page(label="B01"), headline="公告", body="", kind="notice", confidence=0.99)
    another = make_article(page=notice.page, headline="另一公告", body="", kind="notice")
    ranked(notice, another)
    three_articles()
    assert titles(desk.get(QUEUE, {"kind": "notice"}).content.decode()) == ["公告", "另一公告"]
    assert desk.post(reverse("admin:queue_claim"), {"part": "kind=notice"}).headers["Location"] == bench_of(notice)
    done = desk.post(reverse("admin:queue_faultless"), {"article": notice.pk})
    assert done.headers["Location"] == bench_of(another)
    last = desk.post(reverse("admin:queue_faultless"), {"article": another.pk})
    assert last.headers["Location"] == f"{QUEUE}?kind=notice"


def test_put_back(desk: Client) -> None:
    first, _, _ = three_articles()
    desk.post(reverse("admin:queue_claim"))
    assert desk.post(reverse("admin:queue_keep"), {"article": first.pk}).status_code == 204
    desk.post(reverse("admin:queue_release"), {"article": first.pk})
    assert item_of(first).holder is None
    assert desk.post(reverse("admin:queue_keep"), {"article": first.pk}).status_code == 409


def test_filters(desk: Client) -> None:
    paper = make_newspaper(name="山阳晚报", slug="shanyang")
    program, department = make_program(name="怀川码上办", aliases=["码上办"]), make_department(name="怀川市档案局")
    wanted = make_article(
        page=make_page(issue=make_issue(newspaper=paper, date=datetime.date(2019, 5, 1))),
        headline="档案进手机",
        body="怀川市档案局用上怀川码上办。",
        kind="notice",
        programs=[program],
        departments=[department],
    )
    ranked(wanted)
    three_articles()
    for asked in (
        {"newspaper": "shanyang"},
        {"year": "2019"},
        {"kind": "notice"},
        {"program": "怀川码上办"},
        {"program": "码上办"},
        {"department": "怀川市档案局"},
    ):
        assert titles(desk.get(QUEUE, asked).content.decode()) == ["档案进手机"], asked
    desk.post(reverse("admin:queue_claim"), {"article": wanted.pk})
    assert titles(desk.get(QUEUE, {"mine": "on"}).content.decode()) == ["档案进手机"]


@pytest.mark.parametrize(
    "asked",
    [{"program": "没有的项目\x00"}, {"year": "九九"}, {"kind": "nothing"}, {"newspaper": "x' OR 1=1"}],
    ids=["program", "year", "kind", "newspaper"],
)
def test_what_cannot_be_read_is_said_and_shows_nothing(desk: Client, asked: dict[str, str]) -> None:
    three_articles()
    response = desk.get(QUEUE, asked)
    assert response.status_code == 400
    assert "errornote" in response.content.decode()
    assert titles(response.content.decode()) == []


def test_markup_in_a_headline_stays_text(desk: Client) -> None:
    ranked(make_article(headline="<script>alert(1)</script>", body=""))
    shown = desk.get(QUEUE).content.decode()
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_an_archive_that_was_never_ranked_says_what_to_do(desk: Client) -> None:
    assert "所有文章都校过了" in desk.get(QUEUE).content.decode()
    make_article()
    assert "manage.py rank_queue" in desk.get(QUEUE).content.decode()


def test_pages_lead_on_and_ask_the_same_however_many_rows(desk: Client) -> None:
    page = make_page()
    articles = [make_article(page=page, headline=f"第{number}篇", body="") for number in range(35)]
    ranked(articles[0])
    desk.get(QUEUE)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            shown = desk.get(QUEUE).content.decode()
        counts.append(len(captured))
        assert not any(WHOLE_TEXT.search(query["sql"]) for query in captured.captured_queries)
        ranked(*articles)
    assert counts[0] == counts[1] <= 14
    shown = desk.get(QUEUE).content.decode()
    assert len(titles(shown)) == 30 and "共 35 篇待校" in shown
    assert len(titles(desk.get(QUEUE, {"page": "2"}).content.decode())) == 5
    assert ArticleWorth.objects.count() == 35


@pytest.mark.parametrize("name", [*READING, *WRITING])
def test_strangers_and_readers_are_kept_out(client: Client, name: str) -> None:
    address = reverse(name)
    ask = client.post if name in WRITING else client.get
    assert ask(address).headers["Location"] == f"/admin/login/?next={address}"
    client.force_login(make_person(name="读者", is_staff=False))
    assert ask(address).status_code == 302
    client.force_login(make_person(name="赵见习", permissions=["articles.view_article"]))
    assert ask(address).status_code == 403
    assert not Claim.objects.exists()


@pytest.mark.parametrize("name", WRITING)
def test_nothing_is_written_by_looking(desk: Client, name: str) -> None:
    three_articles()
    assert desk.get(reverse(name)).status_code == 405
    assert not Claim.objects.exists()


@pytest.mark.parametrize("article", ["", "x", "9" * 30, "999999999"])
def test_no_article_is_no_fault(desk: Client, article: str) -> None:
    for name in ("admin:queue_release", "admin:queue_faultless"):
        assert desk.post(reverse(name), {"article": article}).headers["Location"] == QUEUE
    assert desk.post(reverse("admin:queue_keep"), {"article": article}).status_code == 409
    assert desk.post(reverse("admin:queue_claim"), {"article": article}).headers["Location"] == QUEUE
