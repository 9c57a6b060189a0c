"""Which figures a text states, of whom, and as of when. All sentences are invented."""

import datetime
from decimal import Decimal
from importlib import import_module

import pytest
from django.contrib.auth.models import User
from django.db import connection

from articles.models import Article
from articles.services.issue_dates import correct_issue_date
from articles.services.text_changed import text_changed
from entities.figures import day_of
from entities.matching.figures import AsOf, StatedFigure, find_figures
from entities.models import Figure
from tests.builders import make_article, make_department, make_issue, make_page, make_program


def one(text: str) -> StatedFigure:
    (figure,) = find_figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "measure", "value", "unit", "normalized", "qualifier"),
    [
        ("已收集群众问题1144个。", "收集群众问题", "1144", "个", "1144", ""),
        ("解决率达98.5%，", "解决率", "98.5", "%", "98.5", ""),
        ("平台注册用户约47万人。", "平台注册用户", "47", "人", "470000", "约"),
        ("累计融资1041亿元", "融资", "1041", "元", "104100000000", ""),
        ("调用接口217.7万余次", "调用接口", "217.7", "次", "2177000", "余"),
        ("阅读量超50万次", "阅读量", "50", "次", "500000", "超"),
        ("覆盖面积逾1,200平方米", "覆盖面积", "1200", "平方米", "1200", "逾"),
        ("抽调近百名，抽调近100名业务骨干", "抽调业务骨干", "100", "名", "100", "近"),
        ("包联1067家重点企业", "包联重点企业", "1067", "家", "1067", ""),
        ("较上月回升34.5个百分点", "较上月回升", "34.5", "个百分点", "34.5", ""),
        ("降低能耗30%以上", "降低能耗", "30", "%", "30", "以上"),
        ("服务企业 3059 家", "服务企业", "3059", "家", "3059", ""),
    ],
)
def test_a_figure_has_a_measure_a_value_a_unit_and_its_qualifier(
    text: str, measure: str, value: str, unit: str, normalized: str, qualifier: str
) -> None:
    figure = find_figures(text)[-1]
    assert (figure.measure, figure.value, figure.unit) == (measure, Decimal(value), unit)
    assert (figure.normalized, figure.qualifier) == (Decimal(normalized), qualifier)


def test_a_range_keeps_both_ends() -> None:
    figure = one("每户补贴3万到5万元")
    assert [figure.value, figure.upper] == [Decimal(3), Decimal(5)]
    assert [figure.normalized, figure.normalized_upper] == [Decimal(30000), Decimal(50000)]
    assert one("需要3至5天").upper == Decimal(5)


@pytest.mark.parametrize(
    "text",
    [
        "咨询电话0391-3900360，",
        "热线12345已开通",
        "2022年1月27日上午9时30分",
        "位于人民路32号3单元5层",
        "运行“13710”工作制度",
        "焦我办360平台",
        "排名第3名，前10家",
        "自2019年3月起",
        "女子59公斤级比赛",
        "2006款新车",
        "G20峰会",
        "张三，45岁",
    ],
)
def test_telephone_numbers_days_addresses_ranks_and_names_are_no_figures(text: str) -> None:
    assert find_figures(text) == []


def test_a_figure_without_words_of_its_own_is_told_of_what_its_clause_speaks_of() -> None:
    first, second = find_figures("纳入清单582户1256人")
    assert second.measure == first.measure == "纳入清单"
    assert find_figures("对贫困户给予补助，最高可达2000元")[0].measure == "对贫困户给予补助"


def test_spans_are_code_points_of_the_text() -> None:
    text = "𠮷市。平台注册用户约47万人！另。"
    figure = one(text)
    assert text[figure.start : figure.end] == "约47万人"
    assert text[figure.sentence_start : figure.sentence_end] == "平台注册用户约47万人！"


def test_the_day_that_a_figure_is_told_of() -> None:
    figure = one("截至今年3月14日11时，累计接种825.6万剂次。")
    assert figure.as_of == AsOf("截至今年3月14日", "今", 3, 14)
    printed = datetime.date(2022, 3, 20)
    assert day_of(figure.as_of, printed) == datetime.date(2022, 3, 14)
    assert day_of(AsOf("截至去年2月底", "去", 2, 0, True), printed) == datetime.date(2021, 2, 28)
    assert day_of(AsOf("截至2020年2月底", "2020", 2, 0, True), None) == datetime.date(2020, 2, 29)
    assert day_of(AsOf("截至目前"), printed) == printed
    assert day_of(AsOf("截至今年13月", "今", 13), printed) is None
    assert day_of(AsOf("截至今年3月14日", "今", 3, 14), None) is None


@pytest.mark.django_db
def test_figures_are_stored_of_those_that_the_sentence_or_paragraph_names() -> None:
    bureau = make_department(name="怀川市林业局", place="怀川市")
    program = make_program(name="百村添绿")
    body = (
        "市林业局介绍，“百村添绿”植树30万棵。成活率达95%。\n截至今年1月20日，全市建成公园12个。\n"
        "无关的一段有志愿者8名。"
    )
    article = make_article(
        page=make_page(issue=make_issue(date=datetime.date(2022, 1, 28))), headline="市林业局部署植树", body=body
    )
    text_changed([article.pk])
    told = {
        (figure.measure, figure.surface): {figure.program or figure.department}
        | {other.program or other.department for other in Figure.objects.filter(start=figure.start)}
        for figure in Figure.objects.all()
    }
    assert told["植树", "30万棵"] == {bureau, program}
    assert told["成活率", "95%"] == {bureau, program}
    assert told["全市建成公园", "12个"] == {bureau}
    parks = Figure.objects.get(surface="12个")
    assert (parks.as_of, parks.as_of_words) == (datetime.date(2022, 1, 20), "截至今年1月20日")
    trees = Figure.objects.get(surface="30万棵", program=program)
    assert trees.normalized == 300000
    assert article.body[trees.sentence_start : trees.sentence_end] == "市林业局介绍，“百村添绿”植树30万棵。"

    Article.objects.filter(pk=article.pk).update(body="市林业局植树40万棵。", revision_number=1)
    text_changed([article.pk])
    assert [(each.surface, each.revision_number) for each in Figure.objects.all()] == [("40万棵", 1)]


@pytest.mark.django_db
def test_a_figure_is_told_of_what_was_named_before_it_rather_than_behind() -> None:
    bureaus = [make_department(name=f"怀川市{field}局", place="怀川市") for field in ("林业", "水务", "财政", "民政")]
    platform = make_program(name="怀川金服平台", kind="platform")
    slogan = make_program(name="怀川模式", kind="slogan")
    body = (
        "怀川金服平台今日启用。平台已服务企业3059家，叫响怀川模式。\n"
        "表扬市林业局、市水务局、市财政局、市民政局等10家单位。\n60家企业在怀川金服平台注册。"
    )
    article = make_article(body=body)
    text_changed([article.pk])
    told = {
        surface: {each.program or each.department for each in Figure.objects.filter(surface=surface)}
        for surface in ("3059家", "10家", "60家")
    }
    assert told == {"3059家": {platform}, "10家": {bureaus[0]}, "60家": {platform}}
    assert slogan not in told["3059家"]


@pytest.mark.django_db
def test_figures_stand_in_the_order_of_their_days_also_when_an_issue_turns_out_to_be_of_another_day() -> None:
    make_program(name="百村添绿")
    page = make_page(issue=make_issue(date=datetime.date(2022, 1, 28)))
    body = "“百村添绿”植树30万棵。\n截至今年1月20日，“百村添绿”累计投入800万元。"
    text_changed([make_article(page=page, body=body).pk])
    assert days() == {"30万棵": datetime.date(2022, 1, 28), "800万元": datetime.date(2022, 1, 20)}

    assert page.issue is not None
    correct_issue_date(page.issue, datetime.date(2023, 3, 1), by=User.objects.create(username="editor"))
    assert days() == {"30万棵": datetime.date(2023, 3, 1), "800万元": datetime.date(2023, 1, 20)}


@pytest.mark.django_db
def test_figures_of_an_archive_from_before_get_their_days() -> None:
    make_program(name="百村添绿")
    text_changed([make_article(body="“百村添绿”植树30万棵。\n截至去年底，“百村添绿”累计投入800万元。").pk])
    before = days()
    Figure.objects.update(day=None)
    with connection.cursor() as cursor:
        cursor.execute(import_module("entities.migrations.0008_days_of_figures").FILL)
    assert days() == before and None not in before.values()


def days() -> dict[str, datetime.date | None]:
    return dict(Figure.objects.values_list("surface", "day"))
