"""Borders: what ends one item and begins the next, and what is no article at all. All texts are invented."""

from articles.ingest.drafts import Kind, Part
from tests.ingest.reading import articles, headed, only, printed, read, span_texts

LIBRARY = (
    "本报讯（记者李青河）市图书馆新馆昨日开馆，首日接待读者一千二百人次，少儿阅览区座无虚席，自助借还设备前排起长队。"
)
BRIDGE = "本报讯（记者周晓岚）跨越东湖的人行桥主体工程完工，市住建局预计年底前通行，届时两岸居民步行只需五分钟。"
HARVEST = "本报讯（通讯员孟凡星）秋收时节，各乡镇农机手抢抓晴好天气，全市玉米机收率超过九成，颗粒归仓指日可待。"


def test_a_new_report_begins_at_its_dateline_without_a_blank_line() -> None:
    text = f"{printed(LIBRARY, 16)}\n{printed(BRIDGE, 16)}\n"

    assert [article.body[:4] for article in articles(text)] == ["市图书馆", "跨越东湖"]


def test_a_leading_space_marks_a_new_zone() -> None:
    zone = "新安社区的老年食堂开张半年来，每天为两百多位老人送餐，社区还组织志愿者上门陪伴。"
    text = f"{printed(LIBRARY, 16)}\n {printed(zone, 16)}\n"

    assert [article.body[:4] for article in articles(text)] == ["市图书馆", "新安社区"]


def test_subheads_stay_inside_their_article() -> None:
    text = (
        f"城东街道打造幸福社区\n\n{LIBRARY}\n\n服务送到家门口\n\n"
        "街道把服务窗口搬进小区，居民下楼就能办理医保、社保等二十余项业务，不再来回奔波。\n\n"
        "邻里议事解难题\n\n"
        "每月初八是居民议事日，楼院里的停车、晾晒、加装电梯等难题，都在这里商量着办，半年办结七十余件。\n\n"
        f"人行桥主体完工\n\n{BRIDGE}\n"
    )

    assert headed(text) == {"城东街道打造幸福社区": "市图书馆新馆昨日", "人行桥主体完工": "跨越东湖的人行桥"}
    assert "\n服务送到家门口\n" in articles(text)[0].body


def test_captions_and_credits_are_items_of_their_own() -> None:
    text = f"市图书馆新馆开馆\n\n{LIBRARY}\n\n图①② 4月9日，市民在新馆内阅读。\n\n"
    text += f"本报记者 周晓岚 摄\n\n人行桥主体完工\n\n{BRIDGE}\n"

    caption = only(text, Kind.PHOTO_CAPTION)
    assert caption.body == "图①②4月9日，市民在新馆内阅读。"
    assert [(credit.name, credit.role) for credit in caption.credits] == [("周晓岚", "摄影")]
    assert set(headed(text)) == {"市图书馆新馆开馆", "人行桥主体完工"}


def test_a_source_credit_without_its_picture_is_not_glued_to_an_article() -> None:
    text = f"{printed(LIBRARY, 16)}\n\n市图书馆新馆开馆\n\n（市文化广电和旅游局提供）\n"

    (credit,) = only(text, Kind.PHOTO_CAPTION).credits
    assert (credit.name, credit.is_person) == ("市文化广电和旅游局", False)
    assert only(text).headline == "市图书馆新馆开馆"


def test_bulleted_briefs_broken_by_blank_lines_are_one_list() -> None:
    text = f"{printed(LIBRARY, 16)}\n\n市图书馆新馆开馆\n\n●全市冬季供暖准备就绪\n\n"
    text += "●市标准化协会发布《社区食堂服务\n\n规范》\n\n●城西公园免费开放\n"

    assert len(only(text, Kind.BRIEF_LIST).spans) == 1
    assert only(text, Kind.BRIEF_LIST).body.count("●") == 3
    assert "规范" not in only(text).body


def test_teasers_point_elsewhere_and_take_no_body() -> None:
    text = "导读\n\n山村办起艺术节\n\n▶▶▶ 详见今日本报A06版\n\n老街重开百年茶馆\n\n▶▶▶ 详见今日本报A08版\n\n"
    text += f"市图书馆新馆开馆\n\n{LIBRARY}\n"

    assert "山村办起艺术节" in only(text, Kind.TEASER).body
    assert headed(text) == {"市图书馆新馆开馆": "市图书馆新馆昨日"}


def test_notices_keep_their_table_and_their_signature() -> None:
    text = (
        f"市图书馆新馆开馆\n\n{LIBRARY}\n\n## 公 示\n\n"
        "经评审，拟确定以下作品为扶持项目，现予以公示，如有异议请书面反映。\n\n"
        f"类别\t作品\t单位\n音乐\t《山河》\t市文联\n\n## 人行桥主体完工\n\n{BRIDGE}\n"
    )

    notice = only(text, Kind.NOTICE)
    assert notice.headline == "公示"
    assert "《山河》" in notice.body
    assert set(headed(text)) == {"市图书馆新馆开馆", "人行桥主体完工"}


def test_adverts_are_no_articles() -> None:
    text = f"市图书馆新馆开馆\n\n{LIBRARY}\n\n"
    text += f"春季家装节\n全场让利 欢迎选购\n地址：建设路与塔南路交叉口\n\n人行桥主体完工\n\n{BRIDGE}\n"

    assert only(text, Kind.ADVERT).body.startswith("春季家装节")
    assert set(headed(text)) == {"市图书馆新馆开馆", "人行桥主体完工"}


def test_page_furniture_is_set_apart() -> None:
    text = f"云溪日报\n2021年6月18日　星期五　要闻　A02\n责编 赵明远 校对 韩雪\n\n市图书馆新馆开馆\n\n{LIBRARY}\n"

    assert only(text, Kind.PAGE_FURNITURE).headline.startswith("云溪日报")
    assert set(headed(text)) == {"市图书馆新馆开馆"}


def test_continuation_marks_make_items_and_are_no_text() -> None:
    text = (
        "（上接A01版①）四是强化督导检查，对工作滞后的单位及时提醒，推动各项任务落到实处。\n\n"
        "（上接A01版③）全市法院今年共审结各类案件两万余件，结案率居全省前列。（原载于《云溪日报》）\n\n"
        f"市图书馆新馆开馆\n\n{LIBRARY[:-1]}，管理员告诉记者，(下转A03版②)\n"
    )

    first, second = articles(text, Kind.CONTINUATION)
    assert (first.continued_from, second.continued_from) == ("A01版①", "A01版③")
    assert first.body.startswith("四是强化")
    article = only(text)
    assert article.continues_to == "A03版②"
    assert article.body.endswith("管理员告诉记者，")


def test_a_mark_in_the_middle_of_a_line_begins_a_new_item() -> None:
    text = f"市图书馆新馆开馆\n\n{LIBRARY}（上接A01版②）五是建立台账，逐项销号，确保问题整改不留死角。\n"

    assert only(text).body.endswith("排起长队。")
    assert only(text, Kind.CONTINUATION).body.startswith("五是建立台账")


def test_a_sidebar_label_below_its_text_is_a_mark() -> None:
    source = read(f"{printed(LIBRARY, 16)}\n\n市图书馆新馆开馆\n\n■相关链接……………………\n")
    (article,) = [article for article in source.pages[0].articles if article.kind is Kind.ARTICLE]

    assert span_texts(source, article, Part.MARK) == ["■相关链接……………………"]
    assert "相关链接" not in article.body + article.headline


def test_markup_goes_out_of_the_text() -> None:
    text = f"## **市图书馆新馆开馆**\n\n{LIBRARY}\n\n"
    text += "<p>开放时间为每日<b>九时</b>至二十一时，周一闭馆，节假日照常开放，请市民留意。</p>\n"

    article = only(text)
    assert article.headline == "市图书馆新馆开馆"
    assert article.body.endswith("开放时间为每日九时至二十一时，周一闭馆，节假日照常开放，请市民留意。")


def test_articles_stand_in_page_order() -> None:
    source = read(f"人行桥主体完工\n\n{BRIDGE}\n\n市图书馆新馆开馆\n\n{LIBRARY}\n\n秋粮收获近尾声\n\n{HARVEST}\n")

    starts = [min(span.start for span in article.spans) for article in source.pages[0].articles]
    assert starts == sorted(starts)


def test_a_notice_above_its_head_leaves_what_stands_below_it() -> None:
    notice = "经单位推荐、专家评审，拟确定以下十五个项目为扶持项目，现予以公示。如有异议，请以书面形式反映。"
    text = (
        f"{printed(LIBRARY, 16)}\n\n市图书馆新馆开馆\n\n{printed(notice, 14)}\n\n"
        f"公 示\n\n连日来，南李村组织志愿者打扫卫生，受到群众好评。图为活动现场。\n\n本报记者 周晓岚 摄\n"
    )

    assert "拟确定以下十五个项目" in only(text, Kind.NOTICE).body
    assert only(text, Kind.PHOTO_CAPTION).body.startswith("连日来，南李村")


def test_slogans_before_a_report_are_an_advert() -> None:
    slogans = "社会主义核心价值观\n富强 民主 文明 和谐\n自由 平等 公正 法治\n爱国 敬业 诚信 友善"
    text = f"{printed(LIBRARY, 16)}\n\n市图书馆新馆开馆\n\n{slogans}\n\n{printed(BRIDGE, 16)}\n\n人行桥主体完工\n"

    assert "爱国 敬业" in only(text, Kind.ADVERT).body
    assert headed(text) == {"市图书馆新馆开馆": "市图书馆新馆昨日", "人行桥主体完工": "跨越东湖的人行桥"}


def test_a_headline_about_a_hotline_or_days_to_go_is_no_advert() -> None:
    for headline in ("距全国文明城市测评还有30天", "市民热线：让群众“一呼百应”", "家电促销点燃消费热情"):
        assert set(headed(f"{headline}\n\n{LIBRARY}\n")) == {headline}
        assert set(headed(f"{headline}\n\n{LIBRARY.split('）')[1]}{BRIDGE.split('）')[1]}\n")) == {headline}


def test_a_caption_glued_to_its_credit_is_no_part_of_the_report() -> None:
    text = f"{printed(LIBRARY, 14)}\n\n暴雨来临前，排水工人\n在清理雨水口。\n韩 雪 摄\n\n市图书馆新馆开馆\n"

    caption = only(text, Kind.PHOTO_CAPTION)
    assert caption.body == "暴雨来临前，排水工人在清理雨水口。"
    assert [credit.name for credit in caption.credits] == ["韩雪"]
    assert "雨水口" not in only(text).body


def test_a_box_takes_no_headline_from_the_report_beside_it() -> None:
    box = "我市将于6月1日起实行新的公积金提取办法，租房提取额度提高到每月一千五百元。"
    fund = "本报讯（记者周晓岚）记者从市住房公积金管理中心获悉，新的提取办法简化了手续，职工可通过手机办理。"
    text = f"● 新闻提示\n{printed(box, 14)}\n\n{printed(fund, 14)}\n\n公积金租房提取额度提高\n"

    first, second = articles(text)
    assert (first.headline, first.body) == ("", box)
    assert second.headline == "公积金租房提取额度提高"
