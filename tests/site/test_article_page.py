"""The page of one article: its text with links and hits, source lines, neighbours, corrections, moved addresses."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, Credit, DepartmentLink, LinkStatus
from articles.services.corrections import correct_article
from articles.services.succession import supersede
from articles.services.withdrawal import withdraw_article
from entities.models import Mention, Program
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


def see(client: Client, article: Article, query: str = "") -> Seen:
    return Seen(client.get(article.get_absolute_url() + query))


def test_shows_the_whole_article_with_its_source_line(client: Client, archive: Archive) -> None:
    page = see(client, archive.launch)
    assert page.texts("h1") == ["怀川码上办正式上线"]
    assert page.texts("p", class_="kicker") == ["数字政府建设提速"]
    assert page.texts("p", class_="subtitle") == ["八百项事项一网通办"]
    assert page.texts("p", class_="source-line") == ["怀川日报 2022年1月28日（周五） 第A01版 记者 王晓明"]
    assert "本报讯 1月27日，怀川市政务服务局宣布，怀川码上办正式上线。" in page.text
    assert "市民在手机上即可办理八百项事项。" in page.text


def test_source_line_leads_to_newspaper_issue_page_and_reporter(client: Client, archive: Archive) -> None:
    page = see(client, archive.launch)
    reporter = archive.launch.credits.get().reporter
    assert reporter is not None
    assert "/huaichuan/" in page.links("怀川日报")
    assert "/huaichuan/2022-01-28/" in page.links("2022年1月28日（周五）")
    assert "/huaichuan/2022-01-28/A01/" in page.links("第A01版")
    assert page.links("王晓明") == [reporter.get_absolute_url()]


def test_breadcrumbs_lead_back_up(client: Client, archive: Archive) -> None:
    (crumbs,) = see(client, archive.launch).texts("nav", class_="crumbs")
    assert crumbs == "报纸 怀川日报 2022年1月28日 第A01版 怀川码上办正式上线"


def test_departments_and_programs_are_linked_where_the_text_names_them(client: Client, archive: Archive) -> None:
    html = see(client, archive.launch).html
    assert (
        '<a class="entity" href="/departments/zheng-wu-fu-wu-ju/" title="怀川市政务服务局">怀川市政务服务局</a>宣布，'
        '<a class="entity" href="/programs/huai-chuan-ma-shang-ban/" title="怀川码上办">怀川码上办</a>正式上线。'
    ) in html


def test_related_entries_quote_the_sentence_that_names_them(client: Client, archive: Archive) -> None:
    page = see(client, archive.launch)
    departments, programs = page.texts("section", class_="linked")
    assert departments.startswith("相关部门 怀川市政务服务局 提及 1月27日，怀川市政务服务局宣布，")
    assert programs.startswith("涉及项目 怀川码上办 应用")


def test_places_of_an_older_revision_are_not_pointed_at(client: Client, archive: Archive) -> None:
    Article.objects.filter(pk=archive.launch.pk).update(revision_number=1)
    page = see(client, archive.launch)
    assert page.texts("a", class_="entity") == ["王晓明"]
    assert "相关部门 怀川市政务服务局" in page.text


def test_a_place_that_does_not_hold_its_words_is_not_pointed_at(client: Client, archive: Archive) -> None:
    Mention.objects.filter(article=archive.launch, field="body").update(surface="别的词语")
    assert see(client, archive.launch).texts("a", class_="entity") == ["王晓明", "怀川市政务服务局"]


@pytest.mark.parametrize("status", [LinkStatus.REJECTED, LinkStatus.SUGGESTED])
def test_links_that_nobody_stands_for_are_not_shown(client: Client, archive: Archive, status: str) -> None:
    DepartmentLink.objects.update(
        status=status, decided_at="2022-02-01T00:00Z" if status == LinkStatus.REJECTED else None
    )
    Mention.objects.update(status=status)
    page = see(client, archive.launch)
    assert page.texts("section", class_="linked") == []
    assert page.texts("a", class_="entity") == ["王晓明"]


def test_a_slogan_is_linked_in_the_text_and_listed_nowhere(client: Client, archive: Archive) -> None:
    slogan = builders.make_program(name="为民办实事", slug="wei-min", kind=Program.Kind.SLOGAN)
    article = builders.make_article(page=archive.front, body="全市开展为民办实事。", programs=[slogan])
    page = see(client, article)
    assert page.links("为民办实事") == ["/programs/wei-min/"]
    assert "涉及项目" not in page.text


def test_a_headline_the_page_does_not_hold_is_the_first_sentence_marked_as_such(
    client: Client, archive: Archive
) -> None:
    page = see(client, archive.weather)
    assert page.texts("h1") == ["今起三天我市有小雪"]
    assert "版面文字中无标题" in page.text
    assert "版面文字中无标题" not in see(client, archive.launch).text


def test_an_article_without_headline_and_text_is_named_by_its_kind(client: Client, archive: Archive) -> None:
    article = builders.make_article(page=archive.front, headline="", body="", kind=Article.Kind.ADVERT)
    page = see(client, article)
    assert page.texts("h1") == ["（广告）"]
    assert "版面上没有正文" in page.text


def test_source_lines_carry_their_numbers_in_the_file(client: Client, archive: Archive) -> None:
    page = builders.make_page(
        issue=archive.issue, label="A05", first_line=301, text="别的文章\n老街修缮\n完 工了\n隔壁一行\n居民都说好\n"
    )
    other = builders.make_article(page=page, headline="别的文章", body="隔壁一行")
    article = builders.make_article(page=page, headline="老街修缮", body="完 工了\n居民都说好")
    seen = see(client, article)
    assert seen.texts("ol", class_="ocr-lines") == ["302老街修缮 303完 工了 305居民都说好"]
    assert seen.texts("li", class_="after-gap") == ["305居民都说好"]
    assert other.headline in seen.text


def test_text_that_no_page_holds_says_so(client: Client, archive: Archive) -> None:
    article = builders.make_article(
        page=archive.front, origin=Article.Origin.IMPORT, headline="外稿", body="外稿正文。"
    )
    article.spans.all().delete()
    page = see(client, article)
    assert "馆藏没有它的版面文字" in page.text
    assert page.texts("ol", class_="ocr-lines") == []


def test_neighbours_follow_the_order_of_the_page(client: Client, archive: Archive) -> None:
    third = builders.make_article(page=archive.front, headline="第三篇")
    builders.make_article(page=archive.front, headline="报头文字", kind=Article.Kind.PAGE_FURNITURE)
    hidden = builders.make_article(page=archive.front, headline="撤下的一篇")
    Article.objects.filter(pk=hidden.pk).update(state=Article.State.WITHDRAWN)
    page = see(client, archive.weather)
    assert page.texts("a", rel="prev") == ["‹ 上一篇 怀川码上办正式上线"]
    assert page.texts("a", rel="next") == ["下一篇 › 第三篇"]
    assert page.texts("section", class_="same-page") == ["标题导航 本版其他文章 怀川码上办正式上线第三篇"]
    assert see(client, third).texts("a", rel="next") == []


def test_hits_of_the_query_are_marked_in_headline_and_text(client: Client, archive: Archive) -> None:
    page = see(client, archive.launch, "?q=码上办正式")
    assert page.texts("mark") == ["码上办正式", "码上办", "正式"]
    (link,) = re.findall('<a class="entity" href="/programs/huai-chuan-ma-shang-ban/"[^>]*>(.*?)</a>', page.html)
    assert link == '怀川<mark id="hit-2">码上办</mark>'
    assert page.links("‹ 回到“码上办正式”的检索结果") == ["/search/?q=%E7%A0%81%E4%B8%8A%E5%8A%9E%E6%AD%A3%E5%BC%8F"]


def test_corrections_are_told_in_brief_and_without_names(client: Client, archive: Archive, editor: User) -> None:
    correct_article(archive.launch, base_revision=0, editor=editor, reason="错字“八百”", body="改过的正文。")
    page = see(client, archive.launch)
    assert "已校订 1 次" in page.text
    assert "校订：错字“八百”" in page.text
    assert "改过的正文。" in page.text
    assert "editor" not in page.text


def test_roles_are_named_and_bodies_that_sign_are_no_links(client: Client, archive: Archive) -> None:
    article = builders.make_article(page=archive.front, headline="合写的一篇", reporters=["李敏", "王晓明"])
    builders.make_credit(article=article, name="赵立", role=Credit.Role.PHOTOGRAPHER, rank=2)
    builders.make_credit(article=article, name="市委宣传部", role=Credit.Role.CORRESPONDENT, is_person=False, rank=3)
    page = see(client, article)
    assert page.texts("span", class_="credits") == ["记者 李敏、王晓明 摄影 赵立 通讯员 市委宣传部"]
    assert page.links("市委宣传部") == []


def test_a_merged_article_leads_to_its_heir_for_good(client: Client, archive: Archive) -> None:
    supersede(archive.weather, archive.launch, reason="同一篇")
    response = client.get(archive.weather.get_absolute_url() + "?q=小雪")
    assert response.status_code == 301
    assert response["Location"].startswith(archive.launch.get_absolute_url() + "?q=")


def test_a_withdrawn_article_is_gone_and_shows_nothing_of_itself(
    client: Client, archive: Archive, editor: User
) -> None:
    withdraw_article(archive.launch, by=editor, reason="涉及隐私")
    page = see(client, archive.launch)
    assert page.status == 410
    assert "已撤下" in page.text
    for words in ("怀川码上办正式上线", "八百项", "涉及隐私"):
        assert words not in page.html


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999999999"])
def test_an_unknown_number_is_a_helpful_404(client: Client, archive: Archive, number: str) -> None:
    page = Seen(client.get(f"/article/{number}/"))
    assert page.status == 404
    assert f"没有编号为 {number} 的文章" in page.text


def test_who_may_correct_finds_the_way_to_the_workbench(client: Client, archive: Archive, editor: User) -> None:
    client.force_login(editor)
    assert see(client, archive.launch).links("订正") == []
    editor.is_staff = editor.is_superuser = True
    editor.save()
    assert see(client, archive.launch).links("订正") == [
        f"/admin/workbench/{archive.launch.page_id}/?article={archive.launch.pk}"
    ]


def test_rights_of_the_newspaper_stand_on_the_page(client: Client, archive: Archive) -> None:
    assert "版权归怀川日报社所有。" in see(client, archive.launch).text


def test_no_date_of_a_citation_is_broken_at_the_end_of_a_line(client: Client, archive: Archive) -> None:
    page = client.get(archive.launch.get_absolute_url()).content.decode()
    assert '<span class="whole">2022-01-28</span>' in page
