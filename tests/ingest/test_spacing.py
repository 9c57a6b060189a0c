"""Spaces that OCR put between characters go; spaces that mean something stay."""

import pytest

from articles.ingest.stages.spacing import close_up, close_up_headline, join_lines


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("秋 收 时 节 ， 大 田 里", "秋收时节，大田里"),
        ("《条例》 自 2021 年起施行", "《条例》自2021年起施行"),
        ("用户 （含企业用户） 已达 30 万", "用户（含企业用户）已达30万"),
        ("登录 Smart City Platform 即可", "登录Smart City Platform即可"),
        ("主题为“新起点 新作为”的活动", "主题为“新起点 新作为”的活动"),
    ],
)
def test_body_text_closes_up(printed: str, clean: str) -> None:
    assert close_up(printed) == clean


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("稻 花 香 里 说 丰 年", "稻花香里说丰年"),
        ("公 告", "公告"),
        ("新起点 新作为 新跨越", "新起点 新作为 新跨越"),
        ("强服务  促发展", "强服务 促发展"),
    ],
)
def test_headlines_keep_the_spaces_between_their_clauses(printed: str, clean: str) -> None:
    assert close_up_headline(printed) == clean


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["市民可通过手", "机查询"], "市民可通过手机查询"),
        (["the city", "library"], "the city library"),
        (["网址为http://www.example.", "org/news"], "网址为http://www.example.org/news"),
        (["电话391", "8000"], "电话3918000"),
    ],
)
def test_wrapped_lines_join(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined
