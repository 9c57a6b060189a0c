"""Headlines find their bodies over the whole page, and no article takes its neighbour's."""

from articles.ingest.drafts import Part
from tests.ingest.reading import articles, headed, only, printed, read, span_texts

LIBRARY = (
    "市图书馆新馆昨日开馆，首日接待读者一千二百人次，少儿阅览区座无虚席，自助借还设备前排起了长队，图书管理员忙个不停。"
)
BRIDGE = "跨越东湖的人行桥主体工程完工，市住建局预计年底前通行，届时两岸居民步行只需五分钟，不必再绕行三公里外的老桥。"
HARVEST = "秋收时节，各乡镇农机手抢抓晴好天气，全市玉米机收率超过九成，颗粒归仓指日可待，种粮大户们喜笑颜开。"
CLINIC = "社区卫生服务站的家庭医生团队每周上门巡诊，为行动不便的老人测量血压、调整用药，签约居民已达两万余人。"


def report(text: str, name: str = "李青河") -> str:
    return f"本报讯（记者{name}）{text}"


def test_headlines_after_their_bodies() -> None:
    text = "\n\n".join(
        [
            *(printed(report(LIBRARY), 16), "市图书馆新馆开门迎客"),
            *(printed(report(BRIDGE), 18), "东湖人行桥主体完工"),
            *(printed(report(HARVEST), 15), "秋收时节玉米颗粒归仓"),
        ]
    )

    assert headed(text) == {
        "市图书馆新馆开门迎客": LIBRARY[:8],
        "东湖人行桥主体完工": BRIDGE[:8],
        "秋收时节玉米颗粒归仓": HARVEST[:8],
    }


def test_headlines_before_their_bodies() -> None:
    text = f"市图书馆新馆开门迎客\n\n{report(LIBRARY)}\n\n东湖人行桥主体完工\n\n{report(BRIDGE)}\n"

    assert headed(text) == {"市图书馆新馆开门迎客": LIBRARY[:8], "东湖人行桥主体完工": BRIDGE[:8]}


def test_a_far_headline_finds_its_body_past_another_article() -> None:
    text = "\n\n".join(
        [
            printed(report(HARVEST), 16),
            "秋收时节玉米颗粒归仓",
            f"本报记者 周 晓\n{printed(CLINIC, 16)}",
            printed(report(BRIDGE), 18),
            "东湖人行桥主体完工",
            "全体代表在桥上合影。 本报记者 周 晓 摄",
            "家庭医生上门巡诊暖人心",
            printed(report(LIBRARY), 15),
            "市图书馆新馆开门迎客",
        ]
    )

    assert headed(text) == {
        "秋收时节玉米颗粒归仓": HARVEST[:8],
        "家庭医生上门巡诊暖人心": CLINIC[:8],
        "东湖人行桥主体完工": BRIDGE[:8],
        "市图书馆新馆开门迎客": LIBRARY[:8],
    }


def test_an_unsigned_article_is_parted_where_its_own_headline_follows() -> None:
    """Neither of two articles in a row names its writer before the text; each has its headline below it."""
    text = "\n\n".join(
        [
            printed(report(LIBRARY), 16),
            "市图书馆新馆开门迎客",
            printed(BRIDGE, 16),
            printed("人行桥两端将增设口袋公园，东湖两岸居民散步又多了一个去处，市住建局征集桥名的活动下月启动。", 16),
            "东湖人行桥主体完工",
            printed(report(HARVEST), 16),
            "秋收时节玉米颗粒归仓",
        ]
    )

    assert headed(text) == {
        "市图书馆新馆开门迎客": LIBRARY[:8],
        "东湖人行桥主体完工": BRIDGE[:8],
        "秋收时节玉米颗粒归仓": HARVEST[:8],
    }


def test_a_byline_below_a_text_is_not_the_next_reports_that_names_its_own() -> None:
    text = f"{printed(CLINIC, 16)}\n\n本报记者 周 晓\n\n{printed(report(BRIDGE), 16)}\n\n东湖人行桥主体完工\n"

    first, second = articles(text)
    assert [credit.name for credit in first.credits] == ["周晓"]
    assert [credit.name for credit in second.credits] == ["李青河"]


def test_a_headline_at_the_top_finds_its_text_at_the_foot_by_its_words() -> None:
    others = [("市图书馆新馆开门迎客", LIBRARY), ("东湖人行桥主体完工", BRIDGE), ("家庭医生上门巡诊", CLINIC)]
    more = [
        ("全市冬季供暖准备就绪", "供热企业完成管网检修三百公里，老旧小区换热站全部改造完毕，热线电话全天有人接听。")
    ]
    middle = "\n\n".join(f"{headline}\n\n{report(text)}" for headline, text in [*others, *more])
    text = f"农机手抢抓晴好天气颗粒归仓\n\n{middle}\n\n{report(HARVEST)}\n"

    assert headed(text)["农机手抢抓晴好天气颗粒归仓"] == HARVEST[:8]


EVENING = "春耕时节，岸上村的农民夜校又开课了，会议室里坐满了人。\n\n村民赵大叔说，去年他家靠新学的手艺多卖了两万元。"
CANTEEN = "临近中午，社区食堂的门口排起了队，八十岁的孙奶奶打了一份豆腐。\n\n负责人介绍，这里每天供应四十多种饭菜。"


def test_headings_of_one_level_head_two_articles_without_bylines() -> None:
    text = f"# 山村夜校点亮致富灯\n\n{EVENING}\n\n# 社区食堂飘出饭菜香\n\n{CANTEEN}\n"

    assert headed(text) == {"山村夜校点亮致富灯": EVENING[:8], "社区食堂飘出饭菜香": CANTEEN[:8]}


def test_headings_of_a_deeper_level_are_subheads() -> None:
    text = f"# 山村夜校点亮致富灯\n\n{EVENING}\n\n### 食堂飘出饭菜香\n\n{CANTEEN}\n"

    assert headed(text) == {"山村夜校点亮致富灯": EVENING[:8]}


def test_a_text_that_its_writer_signs_ends_there() -> None:
    text = f"山村夜校点亮致富灯\n\n{EVENING}（记者周晓岚）\n\n社区食堂飘出饭菜香\n\n{CANTEEN}\n"

    assert headed(text) == {"山村夜校点亮致富灯": EVENING[:8], "社区食堂飘出饭菜香": CANTEEN[:8]}


def test_a_border_that_was_nearly_drawn_is_told_to_the_editor() -> None:
    """Nothing but the short line itself says whether the second text is an article of its own."""
    text = f"山村夜校点亮致富灯\n\n{EVENING}\n\n社区食堂飘出饭菜香\n\n{CANTEEN}\n"

    notes = [(note.code, note.line) for article in articles(text) for note in article.notes]
    assert {code for code, _ in notes} & {"maybe_two", "maybe_one"}
    assert all(line == 7 for code, line in notes if code.startswith("maybe"))
    assert min(article.confidence for article in articles(text)) < 1


def test_an_article_without_a_headline_takes_none_from_its_neighbour() -> None:
    text = "\n\n".join(
        [
            printed(report(LIBRARY), 16),
            "市图书馆新馆开门迎客",
            printed(report(CLINIC), 16),
            printed(report(BRIDGE), 16),
            "东湖人行桥主体完工",
        ]
    )

    assert [article.headline for article in articles(text)] == ["市图书馆新馆开门迎客", "", "东湖人行桥主体完工"]


def test_the_byline_after_a_headline_belongs_to_the_next_article() -> None:
    text = f"{printed(report(BRIDGE), 16)}\n\n东湖人行桥主体完工\n\n"
    text += f"本报记者 周 晓\n\n{printed(CLINIC, 16)}\n\n家庭医生上门巡诊\n"

    first, second = articles(text)
    assert (first.headline, [credit.name for credit in first.credits]) == ("东湖人行桥主体完工", ["李青河"])
    assert (second.headline, [credit.name for credit in second.credits]) == ("家庭医生上门巡诊", ["周晓"])


def test_kicker_headline_and_subtitle_are_told_apart() -> None:
    text = f"文明城市创建进行时\n\n东湖人行桥主体完工\n\n——全市重点工程建设见闻\n\n{report(BRIDGE)}\n"

    article = only(text)
    assert (article.kicker, article.headline, article.subtitle) == (
        "文明城市创建进行时",
        "东湖人行桥主体完工",
        "——全市重点工程建设见闻",
    )
    source = read(text)
    (draft,) = source.pages[0].articles
    assert span_texts(source, draft, Part.SUBTITLE) == ["——全市重点工程建设见闻"]


def test_a_headline_over_two_lines_is_one() -> None:
    text = f"{printed(report(BRIDGE), 12)}\n\n东湖人行桥主体\n完工年底前通行\n"

    assert only(text).headline == "东湖人行桥主体完工年底前通行"


def test_two_clauses_on_one_line_keep_their_space() -> None:
    assert only(f"架桥惠民生 东湖变通途\n\n{report(BRIDGE)}\n").headline == "架桥惠民生 东湖变通途"


def test_a_spaced_out_headline_closes_up() -> None:
    assert only(f"{printed(report(BRIDGE), 16)}\n\n东 湖 人 行 桥 完 工\n").headline == "东湖人行桥完工"


def test_numbered_heads_are_subheads() -> None:
    numbered = [("一", "夯实基础", BRIDGE), ("二", "补齐短板", HARVEST), ("三", "提升服务", CLINIC)]
    parts = "\n\n".join(f"{number}、{head}\n\n{body}" for number, head, body in numbered)
    text = f"我市部署民生实事\n\n{report(LIBRARY)}\n\n{parts}\n"

    article = only(text)
    assert article.headline == "我市部署民生实事"
    assert "\n二、补齐短板\n" in article.body


def test_a_headline_that_heads_nothing_stands_alone_with_a_doubt() -> None:
    text = f"东湖人行桥主体完工\n\n{report(BRIDGE)}\n\n5月6日，市民在新桥上散步。 王春林 摄\n\n深山里的百年茶香\n"

    alone = next(article for article in articles(text) if article.headline == "深山里的百年茶香")
    assert alone.body == ""
    assert [note.code for note in alone.notes] == ["headline_alone"]
    assert alone.confidence < 0.5
