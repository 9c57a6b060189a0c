"""Pages of programs and departments: what it is, coverage by month, company, figures, each leading to its sentence."""

import datetime
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article
from articles.search.backend import search_backend
from articles.search.draining import drain
from articles.search.rebuilding import rebuild
from articles.services.text_changed import text_changed
from articles.services.withdrawal import withdraw_article
from articles.views.sentence_links import sentence_address
from entities.models import Program, ProgramRelation
from tests.builders import make_article, make_department, make_issue, make_page, make_program
from tests.site.pages import Seen

pytestmark = pytest.mark.django_db


def see(client: Client, address: str) -> Seen:
    response = client.get(address)
    assert response.status_code == 200
    return Seen(response)


@pytest.fixture
def program() -> Program:
    bureau = make_department(name="怀川市林业局", place="怀川市", slug="lin-ye")
    program = make_program(
        name="百村添绿", slug="bai-cun", kind="campaign", summary="在一百个村植树。", started="2021-06", run_by=bureau
    )
    other = make_program(name="怀川码上办", slug="ma-shang")
    ProgramRelation.objects.create(source=other, kind="supports", target=program)
    bodies = {
        datetime.date(2022, 1, 28): "开头。\n市林业局介绍，百村添绿植树30万棵，怀川码上办可查。",
        datetime.date(2022, 3, 2): "百村添绿植树45万棵。",
    }
    ids = []
    for date, body in bodies.items():
        page = make_page(issue=make_issue(date=date))
        ids.append(make_article(page=page, headline=f"{date.month}月植树忙", body=body).pk)
    text_changed(ids)
    rebuild(search_backend())
    return program


def test_a_programs_dossier_tells_its_story(program: Program, client: Client) -> None:
    page = see(client, "/programs/bai-cun/")
    assert "在一百个村植树。" in page.text and "起始2021年6月" in page.text
    assert page.links("怀川市林业局")[0] == "/departments/lin-ye/"
    assert "支撑它的怀川码上办" in page.text and page.links("怀川码上办")
    assert "最早见报2022-01-28" in page.text
    assert page.links("2022年1月") == ["/search/?program=bai-cun&date_from=2022-01-01&date_to=2022-01-31"]
    assert page.links("2022年3月") == ["/search/?program=bai-cun&date_from=2022-03-01&date_to=2022-03-31"]
    assert "/search/?program=bai-cun&department=lin-ye" in page.links("怀川市林业局")
    assert page.text.index("3月植树忙") < page.text.index("1月植树忙")


def test_figures_stand_by_date_and_lead_to_their_sentence(program: Program, client: Client) -> None:
    page = see(client, "/programs/bai-cun/")
    assert page.text.index("30万棵") < page.text.index("45万棵")
    (address,) = page.links("30万棵")
    article = Article.objects.get(headline="1月植树忙")
    assert address.startswith(f"{article.get_absolute_url()}#p2:~:text=")
    assert 'id="p2"' in client.get(address.partition("#")[0]).content.decode()


def test_what_changed_stands_by_day_and_leads_to_its_sentence(program: Program, client: Client) -> None:
    page = make_page(issue=make_issue(date=datetime.date(2022, 2, 10)))
    body = "开头一句。\n2022年2月8日，百村添绿正式启动。\n百村添绿又添新功能。"
    article = make_article(page=page, headline="百村添绿启动", body=body)
    text_changed([article.pk])
    rebuild(search_backend())
    seen = see(client, "/programs/bai-cun/")
    events = seen.text[seen.text.index("大事") : seen.text.index("报道逐月")]
    assert events.index("2022-01-28数据") < events.index("2022-02-08启动") < events.index("2022-02-10新功能")
    (address,) = seen.links("2022年2月8日，百村添绿正式启动。")
    assert address.startswith(f"{article.get_absolute_url()}#p2:~:text=2022")
    withdraw_article(article, by=User.objects.create(username="editor"), reason="当事人要求")
    drain()
    assert "正式启动" not in see(client, "/programs/bai-cun/").text


def test_the_list_opens_the_sentence_that_names_the_program(program: Program, client: Client) -> None:
    (address,) = see(client, "/programs/bai-cun/").links("百村添绿植树45万棵。")
    assert address.startswith(Article.objects.get(headline="3月植树忙").get_absolute_url() + "#p1:~:text=")
    assert "#p1" not in "".join(see(client, "/search/?q=植树").links("植树45万棵"))


def test_a_number_of_the_paper_is_written_out_on_hover(program: Program, client: Client) -> None:
    assert 'title="300,000棵"' in client.get("/programs/bai-cun/").content.decode()


def test_relations_read_from_either_side(program: Program, client: Client) -> None:
    assert "支撑百村添绿" in see(client, "/programs/ma-shang/").text
    assert "支撑它的怀川码上办" in see(client, "/programs/bai-cun/").text


def test_a_departments_page_has_the_same(program: Program, client: Client) -> None:
    page = see(client, "/departments/lin-ye/")
    assert "2022年1月" in page.text and "30万棵" in page.text
    assert "/search/?department=lin-ye&program=bai-cun" in page.links("百村添绿")
    assert "主办项目百村添绿" in page.text


def test_a_withdrawn_article_tells_no_figure(program: Program, client: Client) -> None:
    Article.objects.filter(headline="1月植树忙").update(state=Article.State.WITHDRAWN)
    assert "30万棵" not in see(client, "/programs/bai-cun/").text


def test_an_entry_that_no_article_names_has_no_empty_parts(client: Client) -> None:
    make_program(name="无人提起", slug="wu-ren")
    rebuild(search_backend())
    page = see(client, "/programs/wu-ren/")
    assert "报道逐月" not in page.text and "数据" not in page.text and "同见于" not in page.text


def test_a_sentence_is_addressed_by_its_paragraph_and_words() -> None:
    article = make_article(body="甲。\n\n乙-丙，丁。\n" + "长" * 60)
    text = article.body
    start = text.index("乙")
    assert sentence_address(article, text, start, start + 5).endswith("#p2:~:text=乙%2D丙，丁")
    long = sentence_address(article, text, text.index("长"), len(text))
    assert "#p3:~:text=" in long and "," in long.partition("text=")[2]


def test_a_dossier_leads_from_its_head_to_its_list_the_last_quarter_and_the_files(
    client: Client, program: Program
) -> None:
    page = client.get(program.get_absolute_url()).content.decode()
    head = page[page.index('class="dossier-head"') :].partition("</header>")[0]
    assert 'href="#reports"' in head and 'id="reports"' in page and "articles.xlsx" in head
    assert "date_from=2022-01-01&amp;date_to=2022-03-31#reports" in head and "最近一季" in head
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_all_figures_have_pages_of_their_own(client: Client, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.views.told_figures.SENTENCES_OF_DOSSIER", 1)
    monkeypatch.setattr("articles.views.figure_pages.PAGE_SIZE", 1)
    address = f"{program.get_absolute_url()}figures/"
    assert address in see(client, program.get_absolute_url()).html
    first, second = see(client, address), see(client, f"{address}?page=2")
    assert "共 2 个数" in first.text and "30万棵" in first.text and "45万棵" not in first.text
    assert "45万棵" in second.text and "#" in second.html
    assert client.get(f"{address}?page=9").status_code == 404
    too_deep = Seen(client.get(f"{address}?page=101"))
    assert "只能翻到第 100 页。更后面的数在导出的" in too_deep.text and too_deep.links("CSV")
    assert "还没有说到它的数" in see(client, "/programs/ma-shang/figures/").text


def test_whoever_filters_a_dossier_sees_the_list_first(client: Client, program: Program) -> None:
    plain, filtered = (see(client, program.get_absolute_url() + query).html for query in ("", "?year=2022"))
    assert plain.index('id="reports"') > plain.index('id="figures"')
    assert filtered.index('id="reports"') < filtered.index('id="figures"')
