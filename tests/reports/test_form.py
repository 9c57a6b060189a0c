"""The form: what a reader sends is kept as it was written, and what cannot be taken comes back as it was typed."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from articles.models import Report, ReportContact
from articles.services.succession import supersede
from articles.services.withdrawal import withdraw_article
from tests.reports.conftest import CONTACT, WROTE
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert('错')</script><b onclick=x>粗</b> {{ 7|add:7 }} █"


def address(archive: Archive) -> str:
    return f"/report/{archive.launch.public_id}/"


def form_number(client: Client, at: str) -> str:
    found = re.search(r'name="number" value="([^"]+)"', client.get(at).content.decode())
    assert found
    return found[1]


def test_every_article_leads_to_its_form_and_carries_no_token(client: Client, archive: Archive) -> None:
    response = client.get(archive.launch.get_absolute_url())
    assert set(Seen(response).links("报错")) == {address(archive)}
    assert "csrf" not in response.content.decode() and not response.cookies
    assert response["Cache-Control"] == "no-cache"


def test_a_report_is_taken_as_it_was_written(client: Client, archive: Archive) -> None:
    form = Seen(client.get(address(archive)))
    assert "怀川码上办正式上线" in form.text and "2022年1月28日" in form.text
    assert 'name="robots" content="noindex"' in form.html

    sent = client.post(address(archive), WROTE | {"contact": f" {CONTACT} "})
    report = Report.objects.get()
    assert sent.status_code == 303
    assert (report.article, report.newspaper, report.revision_number) == (archive.launch, archive.newspaper, 0)
    assert (report.kind, report.passage, report.proposal, report.message) == tuple(WROTE.values())
    assert ReportContact.objects.get().text == CONTACT

    ticket = Seen(client.get(sent["Location"]))
    assert "已收到" in ticket.text and re.search(r"[0-9A-Z]{5}(-[0-9A-Z]{5}){2}", ticket.text)
    for written in (*WROTE.values(), CONTACT, "怀川"):
        if written != "typo":
            assert written not in ticket.html


def test_one_text_is_enough_and_none_is_too_little(client: Client, archive: Archive) -> None:
    for name in ("message", "passage", "proposal"):
        assert client.post(address(archive), {"kind": "other", name: "缺字"}).status_code == 303
    refused = client.post(address(archive), {"kind": "other", "message": " \r\n\t", "contact": CONTACT})
    assert refused.status_code == 400 and "请至少写一处" in refused.content.decode()
    assert CONTACT in refused.content.decode()
    assert Report.objects.count() == 3


def test_what_cannot_be_taken_comes_back_as_it_was_typed(client: Client, archive: Archive) -> None:
    typed = {"kind": "nonsense", "message": "长" * 2001, "proposal": SCRIPT, "contact": "电" * 101}
    refused = client.post(address(archive), typed)
    seen = Seen(refused)
    assert refused.status_code == 400 and not Report.objects.exists()
    assert "哪里不对有 2001 字，最多 2000 字" in seen.text and "联系方式有 101 字" in seen.text
    assert "请选一类" in seen.text and "改好下面 3 处" in seen.text
    assert seen.texts("textarea", name="message") == ["长" * 2001]
    assert seen.texts("textarea", name="proposal") == [SCRIPT]
    assert "<script>alert" not in seen.html and "<b onclick" not in seen.html
    assert "电" * 101 in seen.attributes("input", "value")


def test_characters_that_nobody_sees_are_left_out(client: Client, archive: Archive) -> None:
    assert client.post(address(archive), {"kind": "typo", "message": "错\x00字\x07\r\n第二行"}).status_code == 303
    assert Report.objects.get().message.startswith("错字\n第二行")


def test_a_robot_fills_what_people_do_not_see(client: Client, archive: Archive) -> None:
    refused = client.post(address(archive), WROTE | {"website": "spam.example"})
    seen = Seen(refused)
    assert refused.status_code == 400 and "请留空" in seen.text and not Report.objects.exists()
    assert seen.texts("textarea", name="passage") == [WROTE["passage"]]


def test_a_visitor_sends_so_many_in_a_time(client: Client, archive: Archive, settings: Settings) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"report": (2, 3600)}
    statuses = [client.post(address(archive), WROTE | {"message": f"第{each}"}).status_code for each in range(2)]
    refused = client.post(address(archive), WROTE | {"message": "第三次写的"})
    assert statuses == [303, 303] and refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert "第三次写的" in refused.content.decode()
    other = client.post(address(archive), WROTE, REMOTE_ADDR="203.0.113.9")
    assert other.status_code == 303 and Report.objects.count() == 3


def test_what_is_far_too_big_is_not_read(client: Client, archive: Archive) -> None:
    for at in (address(archive), "/report/"):
        refused = client.post(at, WROTE | {"message": "长" * 100_000})
        assert refused.status_code == 413 and "后退" in refused.content.decode()
    assert not Report.objects.exists()


def test_without_a_token_nothing_is_taken_and_nothing_lost(archive: Archive) -> None:
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post(address(archive), WROTE)
    seen = Seen(refused)
    assert refused.status_code == 403 and not Report.objects.exists()
    assert seen.texts("textarea", name="passage") == [WROTE["passage"]] and "再按一次" in seen.text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', seen.html)
    assert token
    again = strict.post(address(archive), WROTE | {"csrfmiddlewaretoken": token[1]})
    assert again.status_code == 303 and Report.objects.count() == 1


def test_what_is_sent_twice_is_one_report_and_what_is_changed_is_another(client: Client, archive: Archive) -> None:
    number = form_number(client, address(archive))
    first, second = (client.post(address(archive), WROTE | {"number": number}) for _ in range(2))
    assert first["Location"] == second["Location"] and Report.objects.count() == 1
    changed = client.post(address(archive), WROTE | {"number": number, "message": "还有一处"})
    assert changed["Location"] != first["Location"] and Report.objects.count() == 2
    forged: Any = client.post(address(archive), WROTE | {"number": "AAAAABBBBBCCCCC"})
    assert "AAAAA" not in forged["Location"] and Report.objects.count() == 3


def test_a_merged_article_has_the_form_of_the_one_it_became_part_of(client: Client, archive: Archive) -> None:
    old = address(archive)
    supersede(archive.launch, archive.weather, reason="误分")
    assert client.get(old + "?kind=typo")["Location"] == f"/report/{archive.weather.public_id}/?kind=typo"
    # Merged while the reader wrote: nothing is lost.
    assert client.post(old, WROTE).status_code == 303
    assert Report.objects.get().article == archive.weather


def test_a_withdrawn_article_can_be_reported_and_shows_nothing_of_itself(client: Client, archive: Archive) -> None:
    withdraw_article(archive.launch, by=User.objects.create_user("editor"), reason="来信要求")
    gone = client.get(archive.launch.get_absolute_url())
    assert gone.status_code == 410 and address(archive) in Seen(gone).links("报错")
    form = Seen(client.get(address(archive)))
    assert form.status == 200 and "已撤下" in form.text
    assert "怀川" not in form.html and "来信要求" not in form.html
    assert form.attributes("input", "value").count("privacy") == 1 and "typo" not in form.attributes("input", "value")
    assert client.post(address(archive), {"kind": "typo", "message": "错"}).status_code == 400
    assert client.post(address(archive), {"kind": "privacy", "message": "别处还看得到"}).status_code == 303


@pytest.mark.parametrize("number", [999_999, 10**30])
def test_an_article_that_never_was_has_no_form(client: Client, archive: Archive, number: int) -> None:
    assert client.get(f"/report/{number}/").status_code == 404
    assert client.post(f"/report/{number}/", WROTE).status_code == 404


def test_a_page_that_is_no_article_is_reported_by_its_address(client: Client, archive: Archive) -> None:
    at = "/huaichuan/2022-01-28/A02/"
    (link, *_) = Seen(client.get(at)).links("本页有误？报错")
    assert link == "/report/?" + urlencode({"page": at}, safe="/")
    assert at in Seen(client.get(link)).links(at)
    assert client.post("/report/", {"kind": "missing", "message": "缺三篇", "page": at}).status_code == 303
    report = Report.objects.get()
    assert (report.article, report.address, report.newspaper) == (None, at, archive.newspaper)


@pytest.mark.usefixtures("indexed")
def test_a_list_is_reported_with_its_words_and_filters(client: Client, archive: Archive) -> None:
    asked = {"q": "码上办 & 食堂", "year": "2022", "sort": "oldest"}
    (link,) = Seen(client.get("/search/", asked)).links("本页有误？报错")
    form = Seen(client.get(link))
    assert any("q=码上办" in shown and "year=2022" in shown for shown in form.links("/search/"))
    kept = dict(zip(form.attributes("input", "name"), form.attributes("input", "value"), strict=False))["page"]
    assert client.post("/report/", {"kind": "missing", "message": "缺一篇", "page": kept}).status_code == 303
    address = Report.objects.get().address
    assert client.get(address).wsgi_request.GET.dict() == asked


def test_of_an_address_too_long_to_keep_the_page_is_kept(client: Client, archive: Archive) -> None:
    asked = "/search/?" + urlencode({"q": "字" * 290, "year": "2022"})
    client.post("/report/", {"kind": "other", "message": "错", "page": asked})
    assert Report.objects.get().address == "/search/"


def test_the_address_of_an_article_is_that_article(client: Client, archive: Archive) -> None:
    at = archive.launch.get_absolute_url() + "?q=上线"
    assert client.get("/report/", {"page": at}).headers["Location"] == address(archive)
    assert client.post("/report/", {"kind": "typo", "message": "错", "page": at}).status_code == 303
    assert Report.objects.get().article == archive.launch
    assert client.get("/report/", {"page": "/article/999999/"}).status_code == 200


@pytest.mark.parametrize(
    "asked",
    ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", "/no/such/page/", "/admin/",
     "/search/?q=\x01", "/" + "a" * 400],
)  # fmt: skip
def test_other_addresses_are_none(client: Client, asked: str) -> None:
    page = client.get("/report/", {"page": asked})
    assert page.status_code == 200 and "关于 <a" not in page.content.decode()
    assert client.post("/report/", {"kind": "other", "message": "错", "page": asked}).status_code == 303
    assert Report.objects.get().address == ""


def test_search_engines_are_kept_out(client: Client, archive: Archive) -> None:
    assert "Disallow: /report/" in client.get("/robots.txt").content.decode()
    assert "no-store" in client.get(address(archive))["Cache-Control"]


def test_about_tells_how_to_report(client: Client, settings: Settings) -> None:
    settings.REPORT_DAYS = {"accept": 2, "answer": 9}
    about = Seen(client.get("/about/"))
    assert "2 个工作日内受理，9 个工作日内反馈" in about.text
    assert "/report/status/" in about.links("报错查询") and "/report/" in about.links("写在这里")
