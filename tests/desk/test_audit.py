"""The log of changes: whatever is changed leaves one line, in its transaction, that nobody can change or delete."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.admin import audit
from articles.models import Article, AuditEntry, Department, Newspaper, Reporter
from articles.services.corrections import correct_article, revert_article
from articles.services.hiding import hide_passages
from articles.services.kinds import change_kind
from articles.services.withdrawal import restore_article, withdraw_article
from entities.models import Candidate, Place, Program
from tests.builders import (
    link_department,
    make_article,
    make_department,
    make_page,
    make_program,
    make_reporter,
    mention_program,
)
from tests.desk.people import make_editor, make_person

pytestmark = pytest.mark.django_db
OLD = "原来的口令12345"
LIST = "admin:articles_auditentry_changelist"


def lines_of(act: Callable[[], Any]) -> list[tuple[str, str]]:
    """What `act` added to the log, as (action, summary)."""
    last = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    act()
    return list(AuditEntry.objects.filter(pk__gt=last).order_by("pk").values_list("action", "summary"))


def latest() -> AuditEntry:
    return AuditEntry.objects.select_related("actor").order_by("pk").last()  # type: ignore[return-value]


@pytest.mark.parametrize("verb", ["UPDATE articles_auditentry SET summary = ''", "DELETE FROM articles_auditentry"])
def test_lines_are_never_changed_nor_deleted(verb: str) -> None:
    make_editor()
    count = AuditEntry.objects.count()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)
    assert AuditEntry.objects.exclude(summary="").count() == count > 0


class TestArticles:
    def test_a_correction_and_a_revert_are_a_line_each(self, editor: Client) -> None:
        article, person = make_article(), User.objects.get(username="李编辑")
        assert lines_of(lambda: correct_article(article, base_revision=0, editor=person, body="新的正文。")) == [
            ("text", "第1稿：校订")
        ]
        line = latest()
        assert (line.article_number, line.record_id, line.actor) == (article.public_id, article.pk, person)
        assert (line.details, line.record_words) == ({"revision": 1, "origin": "correction"}, "")
        assert lines_of(lambda: revert_article(article, to=0, base_revision=1, editor=person)) == [
            ("text", "第2稿：恢复旧文")
        ]
        assert lines_of(lambda: correct_article(article, base_revision=2, editor=person)) == []

    def test_the_form_writes_no_second_line(self, editor: Client) -> None:
        article = make_article(headline="旧题", body="正文。")
        form = {"headline": "新题", "body": "正文。", "kind": "notice", "base_kind": "article", "base_revision": "0"}
        address = reverse("admin:articles_article_change", args=[article.pk])
        assert lines_of(lambda: editor.post(address, form)) == [("text", "第1稿：校订"), ("kind", "体裁：报道 → 公告")]

    def test_what_fails_leaves_no_line(self, editor: Client) -> None:
        article, person = make_article(), User.objects.get(username="李编辑")

        def fail() -> None:
            with transaction.atomic():
                correct_article(article, base_revision=0, editor=person, body="新的正文。")
                transaction.set_rollback(True)

        assert lines_of(fail) == []

    def test_states_kinds_and_hidden_passages(self) -> None:
        article, person = make_article(body="电话13900001111。"), make_editor()
        assert lines_of(lambda: withdraw_article(article, by=person, reason="来信")) == [("withdrawn", "撤下：来信")]
        assert lines_of(lambda: restore_article(article, by=person)) == [("restored", "恢复公开")]
        kind = article.Kind.NOTICE
        assert lines_of(lambda: change_kind(article, kind, by=person)) == [("kind", "体裁：报道 → 公告")]
        hidden = lines_of(lambda: hide_passages(article, ["13900001111"], by=person, reason="来信"))
        assert hidden == [("hidden", "隐去 1 段文字：来信")]
        assert {latest().article_number} == {article.public_id}
        assert not AuditEntry.objects.filter(details__icontains="1390000").exists()

    def test_links_that_a_person_decides(self, administrator: Client) -> None:
        department, program = make_department(name="怀川市财政局"), make_program(name="怀川码上办")
        article = make_article(body="怀川市财政局上线怀川码上办。")
        link_department(article=article, department=department)
        mention_program(article=article, program=program)
        address = reverse("admin:articles_article_decide", args=[article.pk])

        def decided(decision: str) -> list[tuple[str, str]]:
            return lines_of(lambda: administrator.post(address, {"decision": decision}))

        assert decided(f"department:{department.pk}:rejected") == [("link", "已否定：怀川市财政局")]
        assert decided(f"department:{department.pk}:undo") == [("link", "取消判定：怀川市财政局")]
        assert decided(f"program:{program.pk}:confirmed") == [("link", "已确认：怀川码上办")]
        assert decided(f"program:{program.pk}:undo") == [("link", "取消判定：怀川码上办")]
        line = latest()
        assert (line.article_number, line.actor and line.actor.username) == (article.public_id, "张管理")
        assert line.details == {"entry_type": "entities.program", "entry": program.pk, "verdict": "取消判定"}

    def test_its_page_tells_one_story_in_order(self, administrator: Client) -> None:
        article, person = make_article(), make_editor()
        correct_article(article, base_revision=0, editor=person, headline="改过的题", reason="错字")
        withdraw_article(article, by=person, reason="来信要求")
        address = reverse("admin:articles_article_change", args=[article.pk])
        html = administrator.get(address).content.decode()
        story = html.partition("<h2>历史</h2>")[2].partition("</table>")[0]
        assert [story.find(words) for words in ("撤下：来信要求", "错字", "第0稿")] == sorted(
            story.find(words) for words in ("撤下：来信要求", "错字", "第0稿")
        )
        assert -1 not in [story.find(words) for words in ("撤下：来信要求", "错字", "第0稿")]
        assert story.count("校订") == 1


class TestRegistries:
    def test_a_department_made_changed_and_removed(self, administrator: Client) -> None:
        add = reverse("admin:articles_department_add")
        prefixes = re.findall(r'name="(\w+)-TOTAL_FORMS"', administrator.get(add).content.decode())
        management = {f"{prefix}-{name}": "0" for prefix in prefixes for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
        form = {"name": "怀川市数据局", "level": "city", "kind": "", "_confirmed": "1"} | management
        form["kind"] = str(Department._meta.get_field("kind").get_default() or "")
        assert lines_of(lambda: administrator.post(add, form)) == [("created", "新增部门")]
        department = Department.objects.get(name="怀川市数据局")
        line = latest()
        assert (line.record_type, line.record_words) == ("articles.department", "怀川市数据局")
        assert line.details["name"] == ["", "怀川市数据局"]

        change = reverse("admin:articles_department_change", args=[department.pk])
        aliases = {"aliases-TOTAL_FORMS": "1", "aliases-0-surface": "市数据局", "aliases-0-rule": "exact"}
        made = lines_of(lambda: administrator.post(change, form | {"place": "怀川市"} | aliases))
        assert made == [("changed", "修改部门；地方：空 → 怀川市；增部门别名 市数据局")]
        assert latest().details == {"place": ["", "怀川市"], "departmentalias": {"added": ["市数据局"]}}

        remove = reverse("admin:articles_department_delete", args=[department.pk])
        assert lines_of(lambda: administrator.post(remove)) == []
        assert lines_of(lambda: administrator.post(remove, {"_confirmed": "1"})) == [("removed", "删除部门")]
        assert latest().record_words == "怀川市数据局"

    def test_a_preview_leaves_no_line(self, administrator: Client) -> None:
        program = make_program(name="怀川码上办")
        make_article(body="市民用码上办办事。")
        address = reverse("admin:entities_program_change", args=[program.pk])
        prefixes = re.findall(r'name="(\w+)-TOTAL_FORMS"', administrator.get(address).content.decode())
        form = {f"{prefix}-{name}": "0" for prefix in prefixes for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
        form |= {"name": "怀川码上办", "kind": "app", "aliases-TOTAL_FORMS": "1"}
        form |= {"aliases-0-surface": "码上办", "aliases-0-rule": "exact"}
        assert lines_of(lambda: administrator.post(address, form)) == []
        assert lines_of(lambda: administrator.post(address, form | {"_confirmed": "1"}))[0][0] == "changed"

    def test_entries_made_one(self, administrator: Client) -> None:
        old, into = make_program(name="码上办"), make_program(name="怀川码上办")
        address = reverse("admin:entities_program_merge", args=[old.pk])
        form = {"into": "怀川码上办", "_confirmed": "1"}
        assert lines_of(lambda: administrator.post(address, form))[0] == ("merged", "“码上办”并入“怀川码上办”")
        assert AuditEntry.objects.get(action="merged").details == {"merged": old.pk, "name": "码上办"}
        assert AuditEntry.objects.get(action="merged").record_id == into.pk

    def test_a_file_is_a_line_for_each_entry_written_in_bulk(self, administrator: Client) -> None:
        Place.objects.create(name="怀川市", level="city")

        def take_in(count: int, start: int) -> int:
            text = "name,level,parent\n怀川市,province,\n" if start == 0 else "name,level,parent\n"
            text += "".join(f"第{start + n}镇,town,\n" for n in range(count))
            file = SimpleUploadedFile("places.csv", text.encode(), content_type="text/csv")
            with CaptureQueriesContext(connection) as captured:
                sent = {"table": "places.csv", "file": file, "_confirmed": "1"}
                administrator.post(reverse("admin:registry_files"), sent)
            return len(captured)

        few = take_in(3, 0)
        lines = AuditEntry.objects.filter(record_type="entities.place").order_by("pk")
        assert [(line.action, line.record_words) for line in lines] == [
            ("created", "第0镇"),
            ("created", "第1镇"),
            ("created", "第2镇"),
            ("changed", "怀川市"),
        ]
        assert lines.last().details == {"level": ["city", "province"]}  # type: ignore[union-attr]
        assert take_in(300, 100) <= few
        assert lines.all().count() == 304

    def test_newspapers_reporters_and_candidates(self, administrator: Client) -> None:
        reporter = make_reporter()
        address = reverse("admin:articles_reporter_change", args=[reporter.pk])
        changed = lines_of(lambda: administrator.post(address, {"name": "王晓明", "note": "摄影部"}))
        assert [action for action, _ in changed] == ["changed"]
        assert "空 → 摄影部" in changed[0][1]
        chosen = {"action": "delete_selected", "_selected_action": [reporter.pk], "post": "yes"}
        changelist = reverse("admin:articles_reporter_changelist")
        assert lines_of(lambda: administrator.post(changelist, chosen)) == [("removed", "删除记者")]
        assert not Reporter.objects.exists()
        paper = Newspaper.objects.get()
        address = reverse("admin:articles_newspaper_change", args=[paper.pk])
        form = {
            "name": paper.name,
            "city": paper.city,
            "province": paper.province,
            "kind": paper.kind,
            "rights": "转载须注明",
        }
        assert lines_of(lambda: administrator.post(address, form | {"_confirmed": "1"}))[0][0] == "changed"
        candidate = Candidate.objects.create(name="怀川通", type="program")
        address = reverse("admin:entities_candidate_decide", args=[candidate.pk])
        form = {"action": "program", "name": "怀川通", "kind": "app", "_confirmed": "1"}
        made = lines_of(lambda: administrator.post(address, form))
        assert made[0] == ("changed", "“怀川通”已收入项目名录。")
        assert Program.objects.get().name == "怀川通"


class TestPeople:
    def test_accounts_and_rights_given_and_taken(self, administrator: Client) -> None:
        group = Group.objects.create(name="校对组")
        person = User.objects.create_user("王编辑", password=OLD)
        person = User.objects.get(pk=person.pk)

        def save(**fields: Any) -> None:
            for name, value in fields.items():
                setattr(person, name, value)
            person.save()

        assert lines_of(lambda: save(is_staff=True)) == [("rights", "可以进编辑台：否 → 是")]
        assert lines_of(lambda: save(is_active=False, is_superuser=True)) == [
            ("rights", "可以登录：是 → 否；超级用户：否 → 是")
        ]
        assert lines_of(lambda: save(username="王编审")) == [("account", "用户名：王编辑 → 王编审")]
        assert lines_of(lambda: person.groups.add(group)) == [("rights", "给予组：校对组")]
        assert lines_of(lambda: group.user_set.remove(person)) == [("rights", "收回组：校对组")]
        right = Permission.objects.get(content_type__app_label="articles", codename="change_article")
        assert lines_of(lambda: group.permissions.set([right])) == [("rights", "给予权限：修改文章")]
        assert latest().record_type == "auth.group"
        assert lines_of(lambda: group.permissions.clear()) == [("rights", "收回权限：修改文章")]
        assert lines_of(group.delete) == [("rights", "删除组")]

    def test_a_password_is_a_fact_and_never_a_word(self) -> None:
        person = User.objects.create_user("王编辑", password=OLD, email="old@example.org")
        person = User.objects.get(pk=person.pk)
        person.set_password("新的口令67890")
        person.email = "new@example.org"
        assert lines_of(person.save) == [("account", "改了电子邮件地址"), ("account", "改了密码")]
        told = json.dumps(list(AuditEntry.objects.values("summary", "details", "record_words")), ensure_ascii=False)
        assert not re.search("口令|example|pbkdf2|argon|md5", told)

    def test_a_login_leaves_no_line_even_where_it_makes_the_hash_anew(self, client: Client) -> None:
        User.objects.create_user("王编辑", password=OLD, is_staff=True)
        address = reverse("admin:login")
        assert lines_of(lambda: client.post(address, {"username": "王编辑", "password": OLD})) == []
        assert lines_of(lambda: client.post(address, {"username": "王编辑", "password": "错的"})) == []

    def test_the_desk_s_form_names_who_gave_the_right(self, administrator: Client) -> None:
        person = User.objects.create_user("王编辑")
        group = Group.objects.create(name="校对组")
        address = reverse("admin:auth_user_change", args=[person.pk])
        form = {"username": "王编辑", "is_active": "on", "is_staff": "on", "groups": [group.pk]}
        form |= {"date_joined_0": "2022-01-28", "date_joined_1": "08:00:00"}
        made = lines_of(lambda: administrator.post(address, form))
        assert made == [("rights", "可以进编辑台：否 → 是"), ("rights", "给予组：校对组")]
        assert latest().actor == User.objects.get(username="张管理")

    def test_who_stands_in_the_log_cannot_be_deleted(self) -> None:
        person = make_editor()
        change_kind(make_article(), Article.Kind.NOTICE, by=person)
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=person.pk)._raw_delete("default")
            connection.check_constraints()


class TestPrograms:
    def test_a_load_of_the_registry_is_one_line(self) -> None:
        made = lines_of(lambda: call_command("load_registry", verbosity=0))
        assert len(made) == 1
        assert made[0][1].startswith("载入名录：newspapers.csv 2 行")
        assert latest().actor is None
        assert lines_of(lambda: call_command("load_registry", verbosity=0)) == []

    def test_an_ingest_is_a_line_for_each_file(self, tmp_path: Any) -> None:
        call_command("load_registry", verbosity=0)
        (tmp_path / "a.txt").write_text("2022年1月28日 星期五\n第一条新闻\n本报讯 今日开会。\n", "utf-8")
        arguments = [str(tmp_path), "--newspaper", Newspaper.objects.order_by("pk")[0].slug]
        made = lines_of(lambda: call_command("ingest", *arguments))
        assert [action for action, _ in made] == ["program"]
        assert "1 版" in made[0][1]
        assert latest().record_type == "articles.source"
        assert lines_of(lambda: call_command("ingest", *arguments)) == []


class TestList:
    @pytest.fixture(autouse=True)
    def changes(self, administrator: Client) -> None:
        self.client = administrator
        self.person, self.other = make_editor(), make_editor(name="王编辑")
        self.article = make_article(headline="数字政府建设")
        correct_article(self.article, base_revision=0, editor=self.person, headline="数字政府", reason="=错字")
        withdraw_article(self.article, by=self.other, reason="来信要求核实")

    def shown(self, **parameters: str) -> str:
        html = self.client.get(reverse(LIST), parameters).content.decode()
        return html.partition('id="result_list"')[2].partition("</table>")[0]

    def test_it_is_narrowed_by_person_action_record_number_and_day(self) -> None:
        today = timezone.localdate().isoformat()
        narrowed = [
            ({"person": str(self.other.pk)}, "撤下：来信要求核实", "第1稿"),
            ({"action__exact": "text"}, "第1稿：校订", "撤下"),
            ({"record": "auth.user"}, "新建账号", "撤下"),
            ({"q": str(self.article.public_id)}, "撤下：来信要求核实", "新建账号"),
            ({"q": "来信要求"}, "撤下：来信要求核实", "第1稿"),
            ({"from": today, "to": today, "action__exact": "withdrawn"}, "撤下：来信要求核实", "第1稿"),
        ]
        for parameters, wanted, unwanted in narrowed:
            found = self.shown(**parameters)
            assert wanted in found, parameters
            assert unwanted not in found, parameters
        assert "撤下" not in self.shown(**{"from": "2001-01-01", "to": "2001-01-02"})
        assert "第1稿" not in self.shown(person="program")

    def test_it_says_what_a_line_speaks_of_as_that_is_now(self) -> None:
        assert f"{self.article.public_id} 数字政府</a>" in self.shown()
        assert "第1稿：校订：=错字" in self.shown()

    def test_a_day_that_is_none_and_a_word_too_short_are_said(self) -> None:
        html = self.client.get(reverse(LIST), {"from": "昨天"}).content.decode()
        assert "“昨天”不是日期" in html
        assert "撤下：来信要求核实" in html
        assert "请至少写两个连着的字" in self.client.get(reverse(LIST), {"q": "信"}).content.decode()

    def test_what_is_narrowed_is_taken_away(self) -> None:
        def taken(file_format: str, **parameters: str) -> str:
            response = self.client.get(reverse("admin:articles_auditentry_export", args=[file_format]), parameters)
            assert f".{file_format}" in response.headers["Content-Disposition"]
            return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]

        table = taken("csv", action__exact="text")
        assert table.startswith("\ufeff时间,人,程序")
        assert len(table.splitlines()) == 2
        assert "'=错字" in table
        rows = [json.loads(line) for line in taken("jsonl", person=str(self.other.pk)).splitlines()]
        assert [(row["action"], row["actor"], row["article"]) for row in rows] == [
            ("withdrawn", "王编辑", self.article.public_id)
        ]
        assert self.client.get(reverse("admin:articles_auditentry_export", args=["exe"])).status_code == 404

    def test_too_much_for_one_file_is_refused_and_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(audit, "MOST_LINES", 1)
        address = reverse("admin:articles_auditentry_export", args=["csv"])
        html = self.client.get(address, {"record": "auth.user"}, follow=True).content.decode()
        assert "没有导出；请用日期或人员分几次导出" in html

    def test_it_costs_the_same_queries_for_more_lines(self) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                self.shown()
            return len(captured)

        few = queries()
        for number in range(5):
            change = make_article(page=make_page(label=f"C{number}"))
            correct_article(change, base_revision=0, editor=self.person, kicker="引题")
        assert queries() == few <= 10

    def test_only_those_who_may_see_it_do(self) -> None:
        reader, reviewer = Client(), Client()
        reader.force_login(self.person)
        reviewer.force_login(make_person(name="审校", permissions=["articles.view_auditentry"]))
        addresses = [reverse(LIST), reverse("admin:articles_auditentry_export", args=["csv"])]
        assert [reader.get(each).status_code for each in addresses] == [403, 403]
        assert [reviewer.get(each).status_code for each in addresses] == [200, 200]
        line = reverse("admin:articles_auditentry_change", args=[latest().pk])
        assert reviewer.get(line).status_code == 200
        assert reviewer.post(line, {"summary": "偷改"}).status_code == 403
        assert reviewer.post(reverse("admin:articles_auditentry_delete", args=[latest().pk])).status_code == 403
