"""Paragraphs that an OCR model read in the wrong columns' order come back to their story, and only on proof."""

from articles.ingest.drafts import Kind
from articles.ingest.stages.cohesion import Cohesion
from articles.ingest.stages.sentence_joins import join_gain
from tests.ingest.reading import articles

BRIDGE = [
    "本报讯（记者李青河）沁河特大桥昨日合龙，这座斜拉桥全长2860米，主塔高136米，是沁阳至温县快速通道的控制性工程。",
    "沁河特大桥项目经理韩守义介绍，斜拉桥主塔施工历时十四个月，项目部攻克了深水承台和斜拉索张拉两道难关。",
    "韩守义说，斜拉索张拉期间，项目部四十名技术员日夜守在主塔上，每根斜拉索的索力误差都控制在百分之一以内，大桥合龙后将使",
    "用新型降噪沥青铺装桥面，项目部计划在明年五月完成斜拉桥的荷载试验，届时沁阳至温县的车程将缩短二十五分钟。",
    "韩守义表示，快速通道通车后，沁河特大桥两岸的怀药种植户去温县市场卖怀药，再也不用绕行老桥。",
]
CHESS = [
    "本报讯（通讯员周晓）少儿围棋公开赛上周末在市体育馆收枰，来自各县区的三百二十名小棋手参加了七轮积分编排赛。",
    "获得少儿甲组冠军的是十一岁的棋手孟子涵，她在决胜轮执白中盘战胜了卫冕冠军郭一鸣，积十四分排名榜首。",
    "裁判长高文斌说，今年公开赛的小棋手比去年多了九十名，其中女棋手占三成，孟子涵和郭一鸣的对局水平接近业余五段。",
]


def page(*parts: str) -> str:
    return "\n\n".join(parts)


def bodies(text: str) -> dict[str, str]:
    return {article.headline: article.body for article in articles(text)}


def test_a_text_read_behind_the_next_story_returns_and_its_sentence_is_whole_again() -> None:
    text = page("沁河特大桥昨日合龙", *BRIDGE[:3], "少儿围棋公开赛收枰", *CHESS, *BRIDGE[3:])
    found = bodies(text)
    assert "大桥合龙后将使用新型降噪沥青铺装桥面" in found["沁河特大桥昨日合龙"]
    assert found["沁河特大桥昨日合龙"].endswith("再也不用绕行老桥。")
    assert found["少儿围棋公开赛收枰"].endswith("接近业余五段。")


def test_two_columns_read_in_turns_are_told_apart() -> None:
    text = page("沁河特大桥昨日合龙", *BRIDGE[:3], "少儿围棋公开赛收枰", *CHESS[:2], *BRIDGE[3:], CHESS[2])
    found = bodies(text)
    assert found["沁河特大桥昨日合龙"].endswith("再也不用绕行老桥。")
    assert "韩守义" not in found["少儿围棋公开赛收枰"]
    assert found["少儿围棋公开赛收枰"].endswith("接近业余五段。")


def test_a_text_that_goes_on_in_order_stays_where_it_is() -> None:
    found = bodies(page("沁河特大桥昨日合龙", *BRIDGE, "少儿围棋公开赛收枰", *CHESS))
    assert found["沁河特大桥昨日合龙"].count("\n") == 3
    assert found["少儿围棋公开赛收枰"].count("\n") == 2


def test_a_paragraph_that_speaks_of_neither_story_is_not_moved() -> None:
    stray = (
        "记者采访时看到，不少市民冒着小雨前来，工作人员准备了热水和雨衣，现场秩序井然，气氛热烈，很多人直到傍晚才离开。"
    )
    found = bodies(page("沁河特大桥昨日合龙", *BRIDGE, "少儿围棋公开赛收枰", *CHESS, stray))
    assert found["少儿围棋公开赛收枰"].endswith(stray)


def test_a_word_a_number_and_a_quotation_over_the_join_speak_for_it() -> None:
    assert join_gain("物资即将投入使", "用，市民放心") > join_gain("物资即将投入使", "记者看到现场") == 0
    assert join_gain("紧急转移安置超1", "6万人") > 0
    assert join_gain("他说：“我们一定", "能够办好”。会后") > 0
    assert join_gain("全长2860米", "，主塔高136米") > 0


def test_a_text_tells_on_the_story_that_it_goes_on_and_on_no_other() -> None:
    told = Cohesion([BRIDGE[:3], BRIDGE[3:], CHESS])
    first, rest, other = told.successive([0, 1, 2])
    assert first == 0 < rest
    assert rest > 2 * other


def test_a_short_paragraph_that_breaks_off_within_its_sentence_is_no_headline() -> None:
    broken = "韩守义介绍，项目部计划在明年五月完成斜拉桥的荷载"
    text = page(
        "沁河特大桥昨日合龙", *BRIDGE[:2], broken, "图为合龙现场。 王春林 摄", "试验，届时车程将缩短二十五分钟。"
    )
    assert list(bodies(text)) == ["沁河特大桥昨日合龙"]
    assert "斜拉桥的荷载试验，届时" in bodies(text)["沁河特大桥昨日合龙"]


def test_a_caption_that_names_who_gave_its_picture_is_lifted_out_of_the_sentence_it_interrupts() -> None:
    caption = "5月17日，西向镇村民给道路两侧树木刷白。（市园林绿化中心提供）"
    text = page("沁河特大桥昨日合龙", *BRIDGE[:3], caption, *BRIDGE[3:])
    assert "大桥合龙后将使用新型降噪沥青铺装桥面" in bodies(text)["沁河特大桥昨日合龙"]
    assert next(item.body for item in articles(text, Kind.PHOTO_CAPTION)).startswith("5月17日，西向镇村民")


def test_a_paragraph_with_a_picture_credit_below_it_is_a_caption_where_it_interrupts_a_sentence() -> None:
    caption = "西向镇村民在合龙现场观看烟花。这里环境优美、设施完善，深受村民喜爱。"
    text = page("沁河特大桥昨日合龙", *BRIDGE[:3], caption, "王春林 摄", *BRIDGE[3:])
    assert "大桥合龙后将使用新型降噪沥青铺装桥面" in bodies(text)["沁河特大桥昨日合龙"]
