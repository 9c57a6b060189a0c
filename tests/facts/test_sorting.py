"""Which changes of a text touch names, figures, dates, departments and programs, and which do not."""

import pytest

from articles.facts.kinds import Fact, FactPlace
from articles.facts.places import Known, fact_places
from articles.facts.sorting import SortedRun, sort_runs, with_earlier
from entities.matching.gazetteer import build_gazetteer
from entities.matching.registry import Alias, Entry, EntryType, Home

ENTRIES = [
    Entry(EntryType.DEPARTMENT, 1, "怀川市工业和信息化局", aliases=(Alias("市工信局"),)),
    Entry(EntryType.PROGRAM, 2, "百企帮扶行动", aliases=(Alias("百企帮扶"),)),
]
KNOWN = Known({"王晓明"}, build_gazetteer(ENTRIES), Home("怀川市", "河南省"))


def sorted_between(old: str, new: str) -> list[SortedRun]:
    places = [fact_places({"body": text}, KNOWN)["body"] for text in (old, new)]
    return sort_runs(old, new, old_places=places[0], new_places=places[1])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("我市召开推迸会", "我市召开推进会"),
        ("走在前冽，奋勇争先", "走在前列，奋勇争先"),
        ("他高兴地说，市民办事方便了", "她高兴地说，市民办事更方便了"),
        ("进一步统一思相", "进一步统一思想"),
        ("投资3.35亿元的项日开工", "投资3.35亿元的项目开工"),
        ("王 晓明报道", "王晓明报道"),
        ("市工信局牵头办理，群众满意", "市工信局牵头办里，群众满意"),
        ("全体干部参加了劳动", "全体干部参与了劳动"),
        ("会议作出了部暑和安排", "会议作出了部署和安排"),
        ("局面稳定，全部办洁", "局面稳定，全部办结"),
        ("和谐社区人人共亨", "和谐社区人人共享"),
        ("时间过半，任务全面推迸", "时间过半，任务全面推进"),
        ("各项准查工作正在进行", "各项准备工作正在进行"),
        ("飞机叶事遇难者", "飞机失事遇难者"),
        ("规定的李务劳动", "规定的义务劳动"),
        ("发展和繁坛文化", "发展和繁荣文化"),
        ("第一段。\n第二段话。", "第一段。第二段话。"),
    ],
)
def test_plain_words_touch_nothing(old: str, new: str) -> None:
    runs = sorted_between(old, new)
    assert runs
    assert [run.touches for run in runs] == [frozenset()] * len(runs)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("投资3.35亿元", "投资3.36亿元", Fact.FIGURE),
        ("投资5万元", "投资5亿元", Fact.FIGURE),
        ("增长百分之三十", "增长百分之四十", Fact.FIGURE),
        ("占99.9%", "占99.9‰", Fact.FIGURE),
        ("有一个人受伤", "有三个人受伤", Fact.FIGURE),
        ("电话0391-2468135", "电话0391-2468137", Fact.FIGURE),
        ("共1 000人", "共1000人", Fact.FIGURE),
        ("整改率达九成", "整改率达八成", Fact.FIGURE),
        ("1月27日，我市召开会议", "1月28日，我市召开会议", Fact.DATE),
        ("二〇二一年以来", "二〇二二年以来", Fact.DATE),
        ("昨日，会议召开", "今日，会议召开", Fact.DATE),
        ("王晓明从田间走来", "王晓朋从田间走来", Fact.NAME),
        ("局长张伟说，要快。", "局长张玮说，要快。", Fact.NAME),
        ("村民李建国种了三亩地", "村民李健国种了三亩地", Fact.NAME),
        ("本报记者 赵新 通讯员 孙力", "本报记者 赵新 通讯员 孙立", Fact.NAME),
        ("张建国走进了车间", "李卫东走进了车间", Fact.NAME),
        ("李卫东市长走进了车间", "王卫东市长走进了车间", Fact.NAME),
        ("会议由张建国主持", "会议由李卫东主持", Fact.NAME),
        ("获奖者张建国、王晓明上台领奖", "获奖者李卫东、王晓明上台领奖", Fact.NAME),
        ("获奖者王晓明、张建国上台领奖", "获奖者王晓明、李卫东上台领奖", Fact.NAME),
        ("张建国走进了车间", "他走进了车间", Fact.NAME),
        ("他走进了车间", "张建国走进了车间", Fact.NAME),
        ("张建国走进了车间", "张建设走进了车间", Fact.NAME),
        ("张文明走进了车间", "新文明走进了车间", Fact.NAME),
        ("李卫东走进了车间", "李卫星走进了车间", Fact.NAME),
        ("昨天黄勇走进了车间", "昨天黄海走进了车间", Fact.NAME),
        ("每斤三块钱", "每斤五块钱", Fact.FIGURE),
        ("产值翻番", "产值翻两番", Fact.FIGURE),
        ("增长近一半", "增长近一倍", Fact.FIGURE),
        ("市教育局牵头办理", "市卫健委牵头办理", Fact.DEPARTMENT),
        ("由住建局负责", "由教育局负责", Fact.DEPARTMENT),
        ("县政府决定", "市政府决定", Fact.DEPARTMENT),
        ("便民服务中心开门", "便民办事中心开门", Fact.DEPARTMENT),
        ("市工倍局牵头办理", "市工信局牵头办理", Fact.DEPARTMENT),
        ("市工信局牵头办理", "市财政局牵头办理", Fact.DEPARTMENT),
        ("百企帮扶行动开展以来", "百企帮持行动开展以来", Fact.PROGRAM),
        ("开展活动以来", "开展百企帮扶活动以来", Fact.PROGRAM),
    ],
)
def test_a_change_of_a_fact_is_told_by_its_kind(old: str, new: str, kind: Fact) -> None:
    touched = [run.touches for run in sorted_between(old, new) if run.touches]
    assert touched
    assert all(kind in each for each in touched)


def test_plain_words_beside_a_fact_are_apart_from_it() -> None:
    runs = sorted_between("1月27日，推迸会在我市召开。", "1月28日，推进会在我市召开。")
    assert [(run.run.old, run.run.new, bool(run.touches)) for run in runs] == [("7", "8", True), ("迸", "进", False)]


def test_halves_of_one_word_go_together() -> None:
    """Put right by half, the name would be neither the old one nor the new one."""
    runs = sorted_between("村民王晓朋友好地说", "村民李小明很友好地说")
    assert len({bool(run.touches) for run in runs}) == 1


def test_a_day_is_no_figure() -> None:
    places = fact_places({"body": "2022年1月27日"}, KNOWN)["body"]
    assert {place.kind for place in places} == {Fact.DATE}


def test_what_was_a_fact_before_an_earlier_change_is_one_still() -> None:
    name = [FactPlace(0, 2, Fact.NAME)]
    step = sort_runs("甲乙讲话", "丙丁讲话", old_places=[], new_places=[])
    together = sort_runs("甲乙说话", "丙丁讲话", old_places=name, new_places=[])
    assert [run.touches for run in with_earlier(step, together)] == [{Fact.NAME}]
    elsewhere = sort_runs("甲乙讲话好", "甲乙讲话妙", old_places=[], new_places=[])
    assert [run.touches for run in with_earlier(elsewhere, together)] == [frozenset()]
