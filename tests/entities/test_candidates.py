"""Which names the patterns take for bodies and programs that nobody registered. All sentences are invented."""

import pytest

from entities.matching.candidates import find_candidates, find_quotations, find_unregistered, own_places
from entities.matching.names import find_names
from tests.entities.invented_registry import GAZETTEER, HOME


def bodies(text: str) -> list[str]:
    return [each.surface for each in find_candidates(text) if each.type == "department"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("记者从焦作市园艺局获悉", ["焦作市园艺局"]),
        ("沁阳市数字经济服务中心揭牌", ["沁阳市数字经济服务中心"]),
        ("江苏省无锡市崇安区法院审理", ["江苏省无锡市崇安区法院"]),
        ("区住建局、区城管局和区农业农村局到场", ["区住建局", "区城管局", "区农业农村局"]),
        ("市政务服务和大数据管理局牵头", ["市政务服务和大数据管理局"]),
        ("市纪委监委、团市委、市委政法委参加", ["市纪委监委", "团市委", "市委政法委"]),
        ("国家粮食和物资储备局发布", ["国家粮食和物资储备局"]),
        ("公安部和国家能源局联合发文", ["国家能源局"]),
        ("北京市农业局重大疫情办主任", ["北京市农业局重大疫情办"]),
        ("解放区民主街道办事处组织", ["解放区民主街道办事处"]),
        ("向绍兴市人民检察院移送", ["绍兴市人民检察院"]),
        ("温县人民政府印发", ["温县人民政府"]),
        ("市12345热线服务中心接线", ["市12345热线服务中心"]),
        ("响应市纪委号召，受市园艺局委托", ["市纪委", "市园艺局"]),
        ("国务院安委办部署", ["国务院安委办"]),
        ("市园艺领导小组办公室通报", ["市园艺领导小组办公室"]),
        ("桐柳街道办盖章", []),
        ("解放区桐柳街道办盖章", ["解放区桐柳街道办"]),
        ("恩施土家族苗族自治州园艺局", ["恩施土家族苗族自治州园艺局"]),
        ("广西壮族自治区人民政府", ["广西壮族自治区人民政府"]),
        ("兼查违办公室主任", ["查违办公室"]),
        ("记者从园艺推广管理局获悉", ["园艺推广管理局"]),
        ("，教育科学卫生委员会认为", ["教育科学卫生委员会"]),
        ("焦作 市园\n艺局", ["焦作 市园\n艺局"]),
    ],
)
def test_bodies_are_known_by_place_and_ending(text: str, expected: list[str]) -> None:
    assert bodies(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "焦作市优化布局",
        "焦作市举办",
        "焦作市委托第三方",
        "城市管理局面",
        "美国联邦调查局",
        "焦作市购物中心",
        "郑州市第三医院",
        "以北京为中心",
        "空军后勤部办公室",
        "全省干部躬身入局",
        "焦作市政府采购",
        "中共中央政治局",
        "焦作市各级有关部门办公室",
        "街道两旁",
        "共和国成立",
        "“焦作”局",
        "北京城市副中心",
        "县里设立收集处理中心",
        "北京冬奥会办赛",
        "东部3省市党委",
        "有关省级招办",
        "比如政府",
        "全国法院",
        "该国最高法院",
        "长春算力中心",
        "中国会见园艺委员会",
    ],
)
def test_words_that_end_alike_are_no_bodies(text: str) -> None:
    assert bodies(text) == []


def test_a_body_without_its_place_is_less_sure() -> None:
    (bare,) = find_candidates("，卫生局通知")
    (placed,) = find_candidates("，焦作市卫生局通知")
    assert bare.score < 0.8 < placed.score


def test_a_quoted_name_before_what_programs_are_called_is_a_program() -> None:
    (found,) = find_candidates("开展“六联六促”活动，倡导“节约”，落实《意见》")
    assert (found.surface, found.type, found.rule) == ("六联六促", "program", "quoted")


def test_any_short_quotation_may_turn_out_a_name() -> None:
    text = "“六联六促”和“好”，他说：“今天的会，很好。”和“银杏计划”"
    names = find_names(text, GAZETTEER, HOME)
    assert [each.surface for each in find_quotations(names, GAZETTEER)] == ["六联六促"]


def test_what_is_registered_or_part_of_it_is_no_candidate() -> None:
    text = "市财政局、市园林局苗圃办公室、市园艺局启动“银杏计划”"
    names = find_names(text, GAZETTEER, HOME)
    candidates = find_unregistered(names, GAZETTEER, own_places(GAZETTEER, HOME))
    assert [match.canonical for match in names.matches] == ["焦作市财政局", "焦作市园林局", "银杏计划"]
    assert [each.surface for each in candidates] == ["市园林局苗圃办公室", "市园艺局"]


def test_offsets_are_code_points_of_the_text_as_it_is() -> None:
    text = "𠮷①　焦作 市园艺局"
    (found,) = find_candidates(text)
    assert text[found.start : found.end] == found.surface == "焦作 市园艺局"
