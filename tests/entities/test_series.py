"""A department that was renamed, merged or split: one series, found by every name it had."""

import pytest
from django.test import Client

from articles.models import Department, DepartmentSuccession
from articles.search.backend import search_backend
from articles.search.queries import Filters, SearchQuery
from articles.search.rebuilding import rebuild
from articles.series import series_of
from tests.builders import link_department, make_article, make_department, make_page, make_program


def test_a_body_is_headed_by_what_it_became() -> None:
    series = series_of([(1, 2), (2, 3)])
    assert (series.heads(1), series.head(1), series.members(3)) == ({3}, 3, {1, 2, 3})
    assert series.filed_under(1) == {1, 3}
    assert series.filed_under(9) == {9}


def test_a_split_body_is_filed_under_each_part_and_keeps_its_own_list() -> None:
    series = series_of([(1, 2), (1, 3)])
    assert series.heads(1) == {2, 3}
    assert series.head(1) == 1
    assert series.members(2) == {1, 2}


def test_a_merged_body_holds_both_and_a_circle_does_no_harm() -> None:
    assert series_of([(1, 3), (2, 3)]).members(3) == {1, 2, 3}
    assert series_of([(1, 2), (2, 1)]).heads(1) == {1}


@pytest.fixture
def reorganised(db: None) -> tuple[Department, Department]:
    """The bureau of trade and industry and the quality bureau became the market bureau in 2019."""
    old = make_department(name="怀川市工商局", valid_to="2019-03-01")
    new = make_department(name="怀川市市场监管局", valid_from="2019-03-01")
    DepartmentSuccession.objects.create(predecessor=old, successor=new, happened_on="2019-03-01")
    page = make_page()
    for department, headline in ((old, "市工商局查假货"), (new, "市场监管局查秤")):
        article = make_article(page=page, headline=headline, body=f"{department.name}部署。")
        link_department(article=article, department=department, role="primary")
    rebuild(search_backend())
    return old, new


def test_both_names_find_the_one_series(reorganised: tuple[Department, Department], client: Client) -> None:
    old, new = reorganised
    for department in reorganised:
        html = client.get("/search/", {"department": department.slug}).content.decode()
        assert "市工商局查假货" in html and "市场监管局查秤" in html
    response = client.get(old.get_absolute_url())
    assert (response.status_code, response["Location"]) == (302, new.get_absolute_url())
    html = client.get(new.get_absolute_url()).content.decode()
    assert "市工商局查假货" in html and "市场监管局查秤" in html
    assert "前身" in html and "怀川市工商局" in html


def test_the_filter_counts_the_series_under_its_present_name(
    reorganised: tuple[Department, Department], client: Client
) -> None:
    html = client.get("/search/").content.decode()
    facets = html[html.index("部门") :]
    assert f"department={reorganised[1].slug}" in facets
    assert f"department={reorganised[0].slug}" not in facets
    listed = client.get("/departments/").content.decode()
    assert "怀川市工商局" in listed and "今怀川市市场监管局" in listed


def test_an_article_keeps_the_name_that_was_printed(reorganised: tuple[Department, Department], client: Client) -> None:
    link = reorganised[0].article_links.get()
    html = client.get(link.article.get_absolute_url()).content.decode()
    assert "怀川市工商局" in html and "怀川市市场监管局" not in html


def test_a_split_bureaus_articles_stand_under_both_parts(db: None, client: Client) -> None:
    whole, one, other = (make_department(name=f"怀川市{name}局") for name in ("文体", "文化", "体育"))
    for part in (one, other):
        DepartmentSuccession.objects.create(predecessor=whole, successor=part)
    article = make_article(headline="文体局办展", body="怀川市文体局。")
    link_department(article=article, department=whole)
    rebuild(search_backend())
    for part in (one, other):
        found = search_backend().search(SearchQuery(filters=Filters(department_ids=(part.pk,)))).article_ids
        assert list(found) == [article.pk]
    html = client.get(whole.get_absolute_url()).content.decode()
    assert "文体局办展" in html and "怀川市文化局" in html and "怀川市体育局" in html


def test_three_bureaus_made_one_are_one_series(db: None, client: Client) -> None:
    old = [make_department(name=f"怀川市{name}局", valid_to="2019-03-01") for name in ("工商", "质监", "食药监")]
    new = make_department(name="怀川市市场监管局", valid_from="2019-03-01")
    page = make_page()
    for department in [*old, new]:
        if department is not new:
            DepartmentSuccession.objects.create(
                predecessor=department, successor=new, happened_on="2019-03-01", note="2019年机构改革"
            )
        article = make_article(page=page, headline=f"{department.name}执法", body=f"{department.name}部署。")
        link_department(article=article, department=department)
    rebuild(search_backend())
    for department in [*old, new]:
        html = client.get("/search/", {"department": department.slug}).content.decode()
        assert all(f"{each.name}执法" in html for each in [*old, new])
    html = client.get(new.get_absolute_url()).content.decode()
    assert all(each.name in html for each in old) and html.count("2019年机构改革") == 1
    assert html.count("局执法</a>") == 4


def test_a_series_is_filtered_by_program_reporter_date_and_role(
    reorganised: tuple[Department, Department], client: Client
) -> None:
    old, new = reorganised
    article = make_article(
        page=make_page(label="A02"),
        headline="两局办案",
        body=f"{old.name}推进护秤行动。",
        reporters=["李敏"],
        programs=[make_program(name="护秤行动")],
    )
    link_department(article=article, department=old)
    rebuild(search_backend())
    program, reporter = article.mentions.get().program, article.credits.get().reporter
    assert reporter is not None
    for parameters, expected in (
        ({"program": program.slug}, {"两局办案"}),
        ({"reporter": reporter.slug}, {"两局办案"}),
        ({"role": "mentioned"}, {"两局办案"}),
        ({"role": "primary"}, {"市工商局查假货", "市场监管局查秤"}),
        ({"date_from": "2030-01-01"}, set()),
    ):
        html = client.get(new.get_absolute_url(), parameters).content.decode()
        listed = html[html.index('class="results"') :]
        assert {each for each in ("两局办案", "市工商局查假货", "市场监管局查秤") if each in listed} == expected
