"""The one list of articles: what it finds, its facets, filters, sorting and pages, wherever it stands."""

import datetime
import itertools
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, DepartmentLink, Reporter
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from articles.services.withdrawal import withdraw_article
from articles.views import facets, paging
from entities.models import Program
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def search(client: Client, **parameters: Any) -> Seen:
    return Seen(client.get("/search/", parameters))


def titles(page: Seen) -> list[str]:
    return page.texts("h2", class_="result-title")


def many(archive: Archive, count: int) -> None:
    page = builders.make_page(issue=builders.make_issue(date=datetime.date(2020, 5, 1)), label="B01")
    for number in range(count):
        builders.make_article(page=page, headline=f"系列报道之{number}", body=f"连载第{number}回。")
    index_everything()


def index_everything() -> None:
    queue_index(list(Article.objects.values_list("pk", flat=True)))
    drain()


def test_search_finds_and_marks_the_words(client: Client, archive: Archive) -> None:
    page = search(client, q="码上办")
    assert titles(page) == ["怀川码上办正式上线"]
    assert page.texts("mark") == ["码上办", "码上办"]
    assert "“码上办” 共 1 篇" in page.text
    assert page.attributes("input", "value")[0] == "码上办"


def test_a_result_shows_where_it_stands(client: Client, archive: Archive) -> None:
    (source,) = search(client, q="码上办").texts("p", class_="result-source")
    assert source == "2022-01-28 第A01版 记者 王晓明 怀川市政务服务局"


def test_a_result_names_its_newspaper_where_the_list_holds_several(client: Client, archive: Archive) -> None:
    other = builders.make_newspaper(name="沁河晚报", slug="qin-he-wan-bao")
    issue = builders.make_issue(newspaper=other, date=datetime.date(2022, 1, 29))
    builders.make_article(page=builders.make_page(issue=issue, label="02"), headline="码上办走进沁河", body="短讯。")
    index_everything()
    sources = search(client, q="码上办", sort="newest").texts("p", class_="result-source")
    assert [source.split()[0] for source in sources] == ["沁河晚报", archive.newspaper.name]


def test_the_headings_of_a_list_leave_no_level_out(client: Client, archive: Archive) -> None:
    for address in ("/search/", "/search/?q=上线", archive.department.get_absolute_url()):
        levels = Seen(client.get(address)).heading_levels
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), address


def test_nothing_found_is_not_offered_in_another_order(client: Client, archive: Archive) -> None:
    assert search(client, q="上线").links("最早")
    assert search(client, q="查无此句").links("最早") == []


def test_a_result_opens_with_the_words_kept(client: Client, archive: Archive) -> None:
    (address,) = search(client, q="码上办").links("怀川码上办正式上线")
    assert urlsplit(address).path == archive.launch.get_absolute_url()
    assert parse_qs(urlsplit(address).query) == {"q": ["码上办"]}


@pytest.mark.parametrize(("words", "line"), [("提速", "数字政府建设提速"), ("一网通办", "八百项事项一网通办")])
def test_words_above_or_below_the_headline_are_shown_and_marked(
    client: Client, archive: Archive, words: str, line: str
) -> None:
    page = search(client, q=words)
    assert page.texts("p", class_="result-kicker") == [line]
    assert page.texts("mark") == [words]
    opened = Seen(client.get(archive.launch.get_absolute_url(), {"q": words}))
    assert opened.texts("mark") == [words]
    assert line in opened.text


def test_a_result_without_headline_says_so(client: Client, archive: Archive) -> None:
    assert titles(search(client, q="小雪")) == ["今起三天我市有小雪 版面文字中无标题"]


def test_an_empty_search_lists_everything_newest_first(client: Client, archive: Archive) -> None:
    page = search(client)
    assert titles(page)[-1] == "社区食堂开张"
    assert "共 3 篇" in page.text
    assert page.links("相关") == []


def test_sorting(client: Client, archive: Archive) -> None:
    oldest = search(client, sort="oldest")
    assert titles(oldest)[0] == "社区食堂开张"
    (newest,) = oldest.links("最新")
    assert parse_qs(urlsplit(newest).query) == {"sort": ["newest"]}
    assert search(client, q="上线", sort="oldest").links("相关") == ["?q=%E4%B8%8A%E7%BA%BF&sort=relevance"]


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"department": "zheng-wu-fu-wu-ju"}, ["怀川码上办正式上线"]),
        ({"program": "huai-chuan-ma-shang-ban"}, ["怀川码上办正式上线"]),
        ({"year": "2021"}, ["社区食堂开张"]),
        ({"year": ["2021", "2022"], "q": "食堂"}, ["社区食堂开张"]),
        ({"date_from": "2022-01-01", "q": "上线"}, ["怀川码上办正式上线"]),
        ({"date_to": "2022-01-27"}, ["社区食堂开张"]),
        ({"date_from": "2022年1月28日", "date_to": "20220128", "kind": "notice"}, []),
        ({"newspaper": "huaichuan", "q": "食堂"}, ["社区食堂开张"]),
    ],
)
def test_filters_narrow(client: Client, archive: Archive, parameters: dict[str, Any], found: list[str]) -> None:
    assert titles(search(client, **parameters)) == found


def test_reporter_filter(client: Client, archive: Archive) -> None:
    reporter = archive.launch.credits.get().reporter
    assert reporter is not None
    assert set(titles(search(client, reporter=reporter.slug))) == {"怀川码上办正式上线", "社区食堂开张"}


def test_facets_count_the_whole_result_and_lead_to_what_they_count(client: Client, archive: Archive) -> None:
    page = search(client, q="社区 食堂")
    assert page.links("王晓明 1") == [f"?q=%E7%A4%BE%E5%8C%BA+%E9%A3%9F%E5%A0%82&reporter={reporter_slug(archive)}"]
    everything = search(client)
    (address,) = everything.links("2022年 2")
    assert len(titles(Seen(client.get("/search/" + address)))) == 2


def reporter_slug(archive: Archive) -> str:
    reporter = archive.launch.credits.get().reporter
    assert reporter is not None
    return reporter.slug


def test_filters_in_force_are_words_that_can_be_taken_away(client: Client, archive: Archive) -> None:
    page = search(client, q="上线", department="zheng-wu-fu-wu-ju", year="2022", date_from="2022-01-01")
    (in_force,) = page.texts("ul", class_="in-force")
    assert in_force == "部门 怀川市政务服务局 ×（去掉）年份 2022年 ×（去掉）起始日期 2022-01-01 ×（去掉）"
    (address,) = page.links("部门 怀川市政务服务局")
    assert parse_qs(urlsplit(address).query) == {"q": ["上线"], "year": ["2022"], "date_from": ["2022-01-01"]}
    assert "筛选（已用 3 项）" in page.text


def test_a_chosen_facet_value_turns_itself_off(client: Client, archive: Archive) -> None:
    page = search(client, year="2022", kind="article")
    (address,) = page.links("2022年 2")
    assert parse_qs(urlsplit(address).query) == {"kind": ["article"]}


def test_slogans_are_no_facet(client: Client, archive: Archive) -> None:
    slogan = builders.make_program(name="为民办实事", kind=Program.Kind.SLOGAN)
    builders.make_article(page=archive.front, body="全市开展为民办实事。", programs=[slogan])
    index_everything()
    page = search(client)
    (programs,) = page.texts("section", class_="facet-program")
    assert programs == "项目 怀川码上办 1"


def test_long_facets_fold_their_tail(client: Client, archive: Archive) -> None:
    for number in range(10):
        builders.make_article(page=archive.front, headline=f"第{number}篇", reporters=[f"记者{number}"])
    index_everything()
    page = search(client, kind="article")
    (rest,) = page.texts("details", class_="facet-rest")
    assert rest.startswith("再看 4 个")
    assert page.attributes("details", "open") == []


def test_a_folded_tail_with_a_chosen_value_is_open(client: Client, archive: Archive) -> None:
    for number in range(10):
        builders.make_article(page=archive.front, headline=f"第{number}篇", reporters=[f"记者{number}"])
    index_everything()
    page = search(client, reporter=Reporter.objects.get(name="记者9").slug)
    assert len(page.attributes("details", "open")) == 1
    (rest,) = page.texts("details", class_="facet-rest")
    assert "记者9 1" in rest


def test_a_chosen_value_stands_in_its_facet_however_rare(
    client: Client, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "SHOWN_AT_MOST", 1)
    assert search(client).links("李敏") == []
    page = search(client, reporter=Reporter.objects.get(name="李敏").slug)
    assert "李敏 1" in page.texts("section", class_="facet-reporter")[0]


def test_pages_keep_the_words_and_their_number(client: Client, archive: Archive) -> None:
    many(archive, 45)
    first = search(client, q="连载")
    assert len(titles(first)) == paging.PAGE_SIZE
    assert first.links("下一页") == ["?q=%E8%BF%9E%E8%BD%BD&page=2"]
    assert first.links("上一页") == []
    last = search(client, q="连载", page=3)
    assert len(titles(last)) == 5
    assert last.links("下一页") == []
    assert not set(titles(first)) & set(titles(last))


def test_narrowing_begins_at_the_first_page(client: Client, archive: Archive) -> None:
    many(archive, 25)
    (address,) = search(client, q="连载", page=2).links("2020年")
    assert "page" not in parse_qs(urlsplit(address).query)


def test_a_page_beyond_the_last_says_how_many_there_are(client: Client, archive: Archive) -> None:
    page = search(client, page=2)
    assert page.status == 404
    assert "这里只有 1 页。" in page.text
    assert page.links("去掉筛选，从第一页看起") == ["/search/"]


def test_deep_pages_are_refused_with_advice(client: Client, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "MAX_PAGE", 2)
    many(archive, 60)
    assert "只列出前 2 页" in search(client, q="连载").text
    assert search(client, q="连载", page=2).links("下一页") == []
    refused = search(client, q="连载", page=3)
    assert refused.status == 404
    assert "只能翻到第 2 页" in refused.text


def test_a_withdrawn_article_is_in_no_list_even_before_the_index_follows(client: Client, archive: Archive) -> None:
    Article.objects.filter(pk=archive.launch.pk).update(state=Article.State.WITHDRAWN)
    assert titles(search(client, q="码上办")) == []


def test_a_withdrawn_article_leaves_counts_and_facets(client: Client, archive: Archive) -> None:
    withdraw_article(archive.launch, by=User.objects.create_user("editor"), reason="个人信息")
    drain()
    page = search(client)
    assert "共 2 篇" in page.text
    assert page.texts("section", class_="facet-program") == []


def test_department_page_lists_its_articles_with_the_same_component(client: Client, archive: Archive) -> None:
    page = Seen(client.get(archive.department.get_absolute_url()))
    assert page.texts("h1") == ["怀川市政务服务局"]
    assert titles(page) == ["怀川码上办正式上线"]
    assert page.texts("section", class_="facet-department") == []
    assert "/programs/huai-chuan-ma-shang-ban/" in page.links("怀川码上办")
    assert "?program=huai-chuan-ma-shang-ban" in page.links("怀川码上办")


def test_no_parameter_widens_a_department_page(client: Client, archive: Archive) -> None:
    other = builders.make_department(name="怀川市民政局", slug="min-zheng-ju")
    builders.make_article(page=archive.front, headline="别的部门", body="怀川市民政局发放补贴。", departments=[other])
    index_everything()
    page = Seen(client.get(archive.department.get_absolute_url(), {"department": "min-zheng-ju"}))
    assert titles(page) == ["怀川码上办正式上线"]
    assert "怀川市民政局" not in page.text


def test_department_page_tells_primary_from_mentioned(client: Client, archive: Archive) -> None:
    second = builders.make_article(page=archive.front, headline="只是提及", body="怀川市政务服务局等参加。")
    builders.link_department(article=second, department=archive.department)
    DepartmentLink.objects.filter(article=archive.launch).update(role=DepartmentLink.Role.PRIMARY)
    address = archive.department.get_absolute_url()
    queue_index([archive.launch.pk, second.pk])
    drain()
    page = Seen(client.get(address))
    assert set(titles(page)) == {"怀川码上办正式上线", "只是提及"}
    assert titles(Seen(client.get(address + page.links("主办")[0]))) == ["怀川码上办正式上线"]
    assert titles(Seen(client.get(address + page.links("提及")[0]))) == ["只是提及"]


def test_searching_within_a_program_keeps_to_it(client: Client, archive: Archive) -> None:
    address = archive.program.get_absolute_url()
    page = Seen(client.get(address, {"q": "食堂"}))
    assert titles(page) == []
    assert titles(Seen(client.get(address, {"q": "手机"}))) == ["怀川码上办正式上线"]


def test_a_dossier_shows_the_passage_that_names_its_subject(client: Client, archive: Archive) -> None:
    archive.program.aliases.create(surface="码上办平台")
    article = builders.make_article(
        page=archive.front, headline="年终盘点", body="开头的话。" * 40 + "市民都说码上办平台好用。" + "结尾的话。" * 40
    )
    builders.mention_program(article=article, program=archive.program, surface="码上办平台")
    index_everything()
    address = archive.program.get_absolute_url()
    (passage,) = [text for text in Seen(client.get(address)).texts("p", class_="result-snippet") if "开头" in text]
    assert "市民都说码上办平台好用。" in passage
    assert Seen(client.get(address)).texts("mark") == []
    searched = Seen(client.get(address, {"q": "结尾"}))
    assert set(searched.texts("mark")) == {"结尾"}


def test_reporter_page_lists_what_was_signed(client: Client, archive: Archive) -> None:
    reporter = archive.launch.credits.get().reporter
    assert reporter is not None
    page = Seen(client.get(reporter.get_absolute_url()))
    assert page.texts("h1") == ["王晓明"]
    assert titles(page) == ["怀川码上办正式上线", "社区食堂开张"]


def test_a_phrase_typed_in_quotation_marks_is_named_as_typed(client: Client, archive: Archive) -> None:
    page = search(client, q="“正式上线”")
    assert "<title>“正式上线”" in page.html
    assert page.texts("b", class_="words") == ["“正式上线”"]
    assert search(client, q="正式上线").texts("b", class_="words") == ["“正式上线”"]
