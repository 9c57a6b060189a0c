"""Which figures a text states, of whom, and as of when. All sentences are invented."""

import datetime
import itertools
from decimal import Decimal
from importlib import import_module

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from articles.services.issue_dates import correct_issue_date
from articles.services.text_changed import text_changed
from entities.figures import day_of
from entities.matching.figure_words import MULTIPLIERS
from entities.matching.figures import AsOf, StatedFigure, find_figures
from entities.models import Figure
from tests.builders import make_article, make_department, make_issue, make_page, make_program
from tests.desk.people import make_reviewer


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
        "第十二条规定",
        "怀政〔2021〕5号文件",
        "零下12度的夜里",
        "一件事一次办",
        "只跑一次",
        "摆下百家宴",
        "走进千家万户",
        "建成15分钟生活圈",
        "24小时自助服务大厅",
        "3对3篮球赛",
        "100米栏决赛",
        "形成“1个图谱”“N张清单”",
        "枭龙04架首飞",
        "地处北纬30度",
    ],
)
def test_telephone_numbers_days_addresses_ranks_and_names_are_no_figures(text: str) -> None:
    assert find_figures(text) == []


def test_a_figure_without_words_of_its_own_is_told_of_what_its_clause_speaks_of() -> None:
    first, second = find_figures("纳入清单582户1256人")
    assert second.measure == first.measure == "纳入清单"
    assert find_figures("对贫困户给予补助，最高可达2000元")[0].measure == "对贫困户给予补助"


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("收集问题1144个，已解决1121个，解决率达98%。", ["收集问题", "解决问题", "解决率"]),
        ("受理案件351件，审结329件。", ["受理案件", "审结案件"]),
        ("达标率由27%提高到目前的100%。", ["达标率", "达标率提高到"]),
        ("实现产值14亿元，同比增长8.5%，占全县的7%。", ["实现产值", "实现产值同比增长", "占全县"]),
        ("市林业局、水务局等12家单位派出骨干。", ["单位"]),
        ("为43家“专精特新”企业提供贷款19.06亿元。", ["“专精特新”企业", "提供贷款"]),
        ("抽调8名县（市、区）干部，成立9个疫苗接种专项工作组。", ["抽调县（市、区）干部", "成立疫苗接种专项工作组"]),
        ("开展了累计1.45亿元的新型银担批量合作业务。", ["开展新型银担批量合作业务"]),
        ("造成25人遇难。", ["造成遇难"]),
        ("排查来（返）怀人员84人。", ["排查来（返）怀人员"]),
        ("3个500亿级工程各有其一。", [""]),
        ("走访了两三家企业。", ["走访企业"]),
    ],
)
def test_a_measure_is_named_in_whole_words_or_not_at_all(text: str, measures: list[str]) -> None:
    assert [figure.measure for figure in find_figures(text)] == measures


@pytest.mark.parametrize(
    ("text", "normalized", "upper", "unit", "qualifier"),
    [
        ("走访两三家企业", "2", "3", "家", ""),
        ("年收入十多万元", "100000", None, "元", "多"),
        ("捐款1亿2351.3万元", "123513000", None, "元", ""),
        ("降价5%～8%", "5", "8", "%", ""),
        ("办理历时3个多小时", "3", None, "小时", "多"),
        ("办理历时3个半小时", "3.5", None, "小时", ""),
        ("不到一分钟，审批完成", "1", None, "分钟", "不到"),
        ("附近48个村", "48", None, "个", ""),
    ],
)
def test_values_in_characters_ranges_and_parts_are_worked_out(
    text: str, normalized: str, upper: str | None, unit: str, qualifier: str
) -> None:
    figure = one(text)
    assert (figure.normalized, figure.unit, figure.qualifier) == (Decimal(normalized), unit, qualifier)
    assert figure.normalized_upper == (Decimal(upper) if upper else None)


_PROSE = st.text("市林业局植树造林共约超达为，。、；：“”（）《》0123456789.%亿万个家名元的与和等\n 　𠮷", max_size=60)


@given(_PROSE)
def test_every_figure_stands_within_its_sentence_and_none_overlaps_another(text: str) -> None:
    figures = find_figures(text)
    for figure in figures:
        assert 0 <= figure.sentence_start <= figure.start < figure.end <= figure.sentence_end <= len(text)
        assert not set("。！？\n") & set(text[figure.sentence_start : figure.start])
        assert figure.unit in text[figure.start : figure.end]
        assert figure.measure == figure.measure.strip() and len(figure.measure) <= 28
    assert all(first.end <= second.start for first, second in itertools.pairwise(figures))


@given(
    st.decimals(min_value=1, max_value=9999, places=2),
    st.sampled_from(["", *MULTIPLIERS]),
    st.sampled_from(["元", "个", "平方米", "人次"]),
    st.sampled_from(["", "约", "超", "近", "逾"]),
    st.sampled_from(["", "余", "多"]),
)
def test_a_printed_value_is_read_as_it_was_written(
    value: Decimal, multiplier: str, unit: str, before: str, more: str
) -> None:
    figure = one(f"建成面积{before}{value}{multiplier}{more}{unit}。")
    assert (figure.value, figure.multiplier, figure.unit) == (value, multiplier, unit)
    assert figure.normalized == value * MULTIPLIERS.get(multiplier, 1)
    assert figure.qualifier == before + more


@given(st.integers(min_value=1, max_value=99_999_999))
def test_marks_between_thousands_change_nothing(number: int) -> None:
    assert one(f"接种{number:,}人次。").normalized == one(f"接种{number}人次。").normalized == number


@given(st.decimals(min_value=0, max_value=100, places=1), st.sampled_from(["%", "％"]))
def test_a_percentage_stays_one(value: Decimal, sign: str) -> None:
    figure = one(f"办结率达{value}{sign}。")
    assert (figure.normalized, figure.unit) == (value, sign)


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
def test_a_platform_called_only_that_is_the_one_named_last() -> None:
    make_department(name="怀川市财政局", place="怀川市")
    platform = make_program(name="怀川金服平台", kind="platform")
    policy = make_program(name="小巨人计划", kind="policy")
    body = (
        "怀川金服平台今日启用。\n围绕小巨人计划，截至目前，300家企业在平台注册，获贷7亿元。\n"
        "记者从市财政局获悉，为小巨人计划的40家企业贷款2亿元。"
    )
    article = make_article(body=body)
    text_changed([article.pk])
    told = {
        surface: {each.program or each.department for each in Figure.objects.filter(surface=surface)}
        for surface in ("300家", "7亿元", "40家")
    }
    assert told == {"300家": {platform}, "7亿元": {platform}, "40家": {policy}}


@pytest.mark.django_db
def test_bodies_that_are_only_counted_are_not_told_of() -> None:
    office = make_department(name="怀川市政府办公室", place="怀川市")
    for field in ("林业", "水务", "民政"):
        make_department(name=f"怀川市{field}局", place="怀川市")
    body = "市政府办公室今日调度防汛。\n会上，市林业局、市水务局、市民政局等12家单位汇报。"
    article = make_article(headline="市政府办公室调度防汛", body=body)
    text_changed([article.pk])
    assert {each.department for each in Figure.objects.filter(surface="12家")} == {office}


@pytest.mark.django_db
def test_a_firms_own_figures_are_not_those_of_what_the_article_is_about() -> None:
    make_department(name="怀川市林业局", place="怀川市")
    body = "市林业局走进企业。\n怀川木业有限公司年产板材7万吨。"
    article = make_article(headline="市林业局走进企业", body=body)
    text_changed([article.pk])
    assert not Figure.objects.filter(surface="7万吨").exists()


def test_a_long_run_of_digits_is_no_figure_and_costs_no_more_than_its_length() -> None:
    assert find_figures("表" + "1" * 50_000 + "，惠及12家企业。")[0].value == 12


@pytest.mark.django_db
def test_figures_stand_in_the_order_of_their_days_also_when_an_issue_turns_out_to_be_of_another_day() -> None:
    make_program(name="百村添绿")
    page = make_page(issue=make_issue(date=datetime.date(2022, 1, 28)))
    body = "“百村添绿”植树30万棵。\n截至今年1月20日，“百村添绿”累计投入800万元。"
    text_changed([make_article(page=page, body=body).pk])
    assert days() == {"30万棵": datetime.date(2022, 1, 28), "800万元": datetime.date(2022, 1, 20)}

    assert page.issue is not None
    correct_issue_date(page.issue, datetime.date(2023, 3, 1), by=make_reviewer())
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
