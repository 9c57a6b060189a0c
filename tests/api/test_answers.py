"""What the API answers: the same as the pages, whole and in their words, and every answer as it is described."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, Department, DepartmentSuccession, Issue, LinkStatus, Redirect
from articles.search.draining import drain
from articles.services.corrections import correct_article
from articles.services.text_changed import queue_index
from tests import builders
from tests.api.conftest import Ask
from tests.site.conftest import Archive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def test_article_is_told_whole(ask: Ask, archive: Archive) -> None:
    answer = ask(f"/articles/{archive.launch.public_id}")
    base = "http://testserver"
    assert (answer["kicker"], answer["headline"], answer["subtitle"]) == (
        *("数字政府建设提速", "怀川码上办正式上线", "八百项事项一网通办"),
    )
    assert answer["paragraphs"] == [
        "1月27日，怀川市政务服务局宣布，怀川码上办正式上线。",
        "市民在手机上即可办理八百项事项。",
    ]
    assert answer["published"]["date"] == "2022-01-28" and answer["published"]["source"] == "given"
    assert answer["newspaper"]["rights"] == "版权归怀川日报社所有。"
    assert answer["page"] == {"label": "A01", "url": f"{base}/huaichuan/2022-01-28/A01/"}
    assert answer["issue"] == f"{base}/api/v1/issues/huaichuan/2022-01-28"
    reporter = archive.launch.credits.get().reporter
    assert reporter and answer["credits"] == [{"role": "记者", "name": "王晓明", "reporter": reporter.slug}]
    (department,) = answer["departments"]
    assert (department["slug"], department["role"]) == (archive.department.slug, "mentioned")
    assert department["sentence"] == {
        "before": "1月27日，",
        "name": "怀川市政务服务局",
        "after": "宣布，怀川码上办正式上线。",
    }
    (program,) = answer["programs"]
    assert (program["slug"], program["kind"], program["sentence"]["name"]) == (
        *(archive.program.slug, "app", "怀川码上办"),
    )
    assert (answer["revision"], answer["is_corrected"], answer["corrections"]) == (0, False, [])


def test_links_that_pages_do_not_show_are_not_told(ask: Ask, archive: Archive) -> None:
    archive.launch.department_links.update(status=LinkStatus.SUGGESTED)
    slogan = builders.make_program(name="八百项事项", kind="slogan")
    builders.mention_program(article=archive.launch, program=slogan)
    answer = ask(f"/articles/{archive.launch.public_id}")
    assert answer["departments"] == []
    assert [each["name"] for each in answer["programs"]] == ["怀川码上办"]


def test_corrections_are_told_without_their_editors(ask: Ask, archive: Archive) -> None:
    editor = User.objects.create_user("li-bianji", first_name="李编辑")
    correct_article(archive.launch, base_revision=0, editor=editor, reason="错字", headline="怀川码上办今日上线")
    drain()
    answer = ask(f"/articles/{archive.launch.public_id}")
    assert (answer["headline"], answer["revision"], answer["is_corrected"]) == ("怀川码上办今日上线", 1, True)
    (told,) = answer["corrections"]
    assert (told["number"], told["origin"], told["reason"]) == (1, "correction", "错字")
    assert "li-bianji" not in str(answer) and "李编辑" not in str(answer)


def test_article_without_a_headline_is_titled_by_its_first_sentence(ask: Ask, archive: Archive) -> None:
    answer = ask(f"/articles/{archive.weather.public_id}")
    assert (answer["title"], answer["headline"], answer["has_headline"]) == ("今起三天我市有小雪", "", False)
    (row,) = [each for each in ask("/articles")["items"] if each["id"] == archive.weather.public_id]
    assert (row["title"], row["has_headline"]) == ("今起三天我市有小雪", False)


def test_undated_article_says_what_is_known_of_its_day(ask: Ask, archive: Archive) -> None:
    page = builders.make_page(
        newspaper=archive.newspaper,
        label="",
        date_earliest=datetime.date(2022, 2, 1),
        date_latest=datetime.date(2022, 2, 9),
    )
    article = builders.make_article(page=page, headline="不知哪天的消息")
    queue_index([article.pk])
    drain()
    answer = ask(f"/articles/{article.public_id}")
    assert answer["published"] == {
        "date": None,
        "source": None,
        "earliest": "2022-02-01",
        "latest": "2022-02-09",
    }
    assert answer["issue"] is None
    assert [row["date"] for row in ask("/articles")["items"]] == ["2022-01-28", "2022-01-28", "2021-12-30", None]


def test_withdrawn_article_is_gone_and_in_no_list(ask: Ask, archive: Archive) -> None:
    Article.objects.filter(pk=archive.older.pk).update(state=Article.State.WITHDRAWN)
    queue_index([archive.older.pk])
    drain()
    problem = ask(f"/articles/{archive.older.public_id}", 410)
    assert problem["status"] == 410 and "已经撤下" in problem["detail"]
    assert archive.older.public_id not in [row["id"] for row in ask("/articles")["items"]]
    (page,) = ask("/issues/huaichuan/2021-12-30")["pages"]
    assert page["articles"] == []


def test_old_number_leads_to_the_article_it_became_part_of(client: Client, archive: Archive) -> None:
    Redirect.objects.create(old_public_id=77_777, article=archive.launch, reason="并入")
    response = client.get("/api/v1/articles/77777")
    assert (response.status_code, response["Location"]) == (301, f"/api/v1/articles/{archive.launch.public_id}")
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("kind", ["notice", "advert"])
def test_notices_and_adverts_stand_in_lists_only_when_asked_for(ask: Ask, archive: Archive, kind: str) -> None:
    notice = builders.make_article(page=archive.front, headline="遗失声明", body="张某身份证遗失。", kind=kind)
    queue_index([notice.pk])
    drain()
    for address in ("/articles", "/search?q=遗失"):
        answer = ask(address)
        assert notice.public_id not in [row["id"] for row in answer["items"]]
        assert answer["left_out_kinds"] == ["notice", "advert"]
        more = "&" if "?" in address else "?"
        asked_for = ask(f"{address}{more}kind={kind}")
        assert [row["id"] for row in asked_for["items"]] == [notice.public_id]
        assert (asked_for["total"], asked_for["left_out_kinds"]) == (1, [])
    printed = ask("/issues/huaichuan/2022-01-28")
    assert notice.public_id not in ids_of(printed) and printed["left_out_kinds"] == ["notice", "advert"]
    assert ids_of(ask(f"/issues/huaichuan/2022-01-28?kind={kind}")) == [notice.public_id]
    assert ask(f"/articles/{notice.public_id}")["kind"] == kind


def ids_of(issue: Any) -> list[int]:
    return [article["id"] for page in issue["pages"] for article in page["articles"]]


def test_issue_tells_its_pages_and_its_neighbours(ask: Ask, archive: Archive) -> None:
    Issue.objects.filter(pk=archive.issue.pk).update(date_source=Issue.DateSource.EDITOR)
    answer = ask("/issues/huaichuan/2022-01-28")
    assert [page["label"] for page in answer["pages"]] == ["A01", "A02"]
    assert ids_of(answer) == [archive.launch.public_id, archive.weather.public_id]
    assert answer["published"]["source"] == "editor"
    assert (answer["previous"], answer["next"]) == ("http://testserver/api/v1/issues/huaichuan/2021-12-30", None)


def test_issues_are_listed_by_newspaper_and_date(ask: Ask, archive: Archive) -> None:
    other = builders.make_newspaper(name="沁水晚报", slug="qinshui")
    builders.make_issue(newspaper=other)
    rows = ask("/issues")["items"]
    assert [(row["newspaper"], row["published"]["date"], row["pages"]) for row in rows] == [
        ("huaichuan", "2022-01-28", 2),
        ("qinshui", "2022-01-28", 0),
        ("huaichuan", "2021-12-30", 1),
    ]
    assert [row["published"]["date"] for row in ask("/issues?newspaper=huaichuan&sort=oldest")["items"]] == [
        *("2021-12-30", "2022-01-28"),
    ]
    assert ask("/issues?year=2021")["total"] == 1
    assert ask("/issues?date_from=2022-01-01&date_to=2022-12-31")["total"] == 2
    assert ask("/newspapers")["items"][0]["issues"] == 2


def test_department_tells_series_months_and_company(ask: Ask, archive: Archive) -> None:
    old = builders.make_department(name="怀川市行政服务中心", slug="old-centre")
    DepartmentSuccession.objects.create(predecessor=old, successor=archive.department, note="更名")
    answer = ask(f"/departments/{archive.department.slug}")
    assert [(each["slug"], each["note"]) for each in answer["predecessors"]] == [("old-centre", "更名")]
    assert answer["months"] == [{"month": "2022-01", "articles": 1}]
    assert [each["slug"] for each in answer["with_programs"]] == [archive.program.slug]
    assert [each["slug"] for each in answer["programs"]] == [archive.program.slug]
    assert ask(answer["articles_url"])["total"] == answer["articles"] == 1
    rows = {row["slug"]: row["articles"] for row in ask("/departments")["items"]}
    assert rows == {archive.department.slug: 1}


def test_department_of_old_leads_to_the_one_it_became(client: Client, archive: Archive) -> None:
    old = builders.make_department(name="怀川市行政服务中心", slug="old-centre")
    DepartmentSuccession.objects.create(predecessor=old, successor=archive.department)
    response = client.get("/api/v1/departments/old-centre")
    assert (response.status_code, response["Location"]) == (302, f"/api/v1/departments/{archive.department.slug}")


def test_program_tells_names_and_company(ask: Ask, archive: Archive) -> None:
    answer = ask(f"/programs/{archive.program.slug}")
    assert answer["run_by"]["slug"] == archive.department.slug
    assert answer["months"] == [{"month": "2022-01", "articles": 1}]
    assert [each["slug"] for each in answer["with_departments"]] == [archive.department.slug]
    assert ask(answer["articles_url"])["items"][0]["id"] == archive.launch.public_id
    slogan = builders.make_program(name="小雪", kind="slogan")
    assert slogan.slug not in [row["slug"] for row in ask("/programs")["items"]]


def test_reporter_tells_what_he_signed(ask: Ask, archive: Archive) -> None:
    rows = {row["name"]: row for row in ask("/reporters")["items"]}
    assert {name: row["articles"] for name, row in rows.items()} == {"王晓明": 2, "李敏": 1}
    answer = ask(f"/reporters/{rows['王晓明']['slug']}")
    assert answer["months"] == [{"month": "2021-12", "articles": 1}, {"month": "2022-01", "articles": 1}]
    assert [each["slug"] for each in answer["with_departments"]] == [archive.department.slug]
    assert ask(answer["articles_url"])["total"] == 2


def test_search_finds_what_the_page_finds_with_totals_facets_and_passages(ask: Ask, archive: Archive) -> None:
    answer = ask("/search?q=怀川码上办&facets=year,department")
    assert (answer["total"], answer["exact_total"], answer["query"]) == (1, 1, "怀川码上办")
    (row,) = answer["items"]
    passage = row["snippet"]
    assert [passage["text"][start:end] for start, end in passage["hits"]] == ["怀川码上办"]
    assert answer["facets"]["year"] == [{"value": "2022", "label": "2022年", "articles": 1}]
    assert [each["value"] for each in answer["facets"]["department"]] == [archive.department.slug]
    assert ask("/search?q=怀川码上办")["facets"] is None
    assert "只用了前 300 字" in ask("/search?q=" + "字" * 301)["notes"][0]


def test_filters_are_those_of_the_site(ask: Ask, archive: Archive) -> None:
    reporter = archive.older.credits.get().reporter
    assert reporter is not None
    totals = {
        "year=2021": 1,
        "year=2021&year=2022": 3,
        f"reporter={reporter.slug}": 2,
        f"department={archive.department.slug}&role=mentioned": 1,
        f"program={archive.program.slug}": 1,
        "newspaper=huaichuan": 3,
        "date_from=2022-01-01": 2,
        "kind=photo_caption": 0,
    }
    assert {query: ask(f"/articles?{query}")["total"] for query in totals} == totals
    rows = ask("/articles?sort=oldest")["items"]
    assert [row["date"] for row in rows] == ["2021-12-30", "2022-01-28", "2022-01-28"]


def test_articles_without_a_date_can_be_asked_for(ask: Ask, archive: Archive) -> None:
    page = builders.make_page(newspaper=archive.newspaper, label="")
    queue_index([builders.make_article(page=page, headline="旧闻", body="怀川旧闻。").pk])
    drain()
    (row,) = ask("/articles?year=none")["items"]
    assert (row["title"], row["date"]) == ("旧闻", None)
    assert ask("/articles?year=none&year=2021")["total"] == 2
    answer = ask("/search?q=怀川&facets=year")
    assert answer["facets"]["year"][-1] == {"value": "none", "label": "日期不详", "articles": 1}
    year = next(
        each
        for each in ask("/openapi.json")["paths"]["/api/v1/articles"]["get"]["parameters"]
        if each.get("name") == "year"
    )
    assert "none 是日期不详的" in year["description"]
    assert {"type": "string", "enum": ["none"]} in year["schema"]["items"]["anyOf"]


def test_nothing_found_is_an_answer(ask: Ask, archive: Archive) -> None:
    answer = ask("/search?q=并无此事")
    assert (answer["total"], answer["items"], answer["next"], answer["newspapers"]) == (0, [], None, [])


def test_registries_say_what_nobody_wrote_about(ask: Ask) -> None:
    builders.make_department(name="怀川市档案馆", slug="dang-an-guan")
    rows = {row["slug"]: row["articles"] for row in ask("/departments")["items"]}
    assert rows["dang-an-guan"] == 0
    assert Department.objects.current().count() == len(rows) == ask("/departments")["total"]
