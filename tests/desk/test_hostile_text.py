"""Text full of markup stays text: on every page of the desk, whatever holds it."""

import re
from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from articles.models import (
    Article,
    Department,
    DepartmentSuccession,
    IngestItem,
    IngestRun,
    Page,
    PageReplacement,
    Redirect,
    ReplacedArticle,
    Replacement,
    Reporter,
    SegmentationProposal,
)
from articles.search.backend import search_backend
from articles.search.rebuilding import rebuild
from articles.services.corrections import correct_article
from articles.services.hiding import hide_passages
from articles.services.record_action import record_action
from articles.services.replacements import prepare
from articles.services.withdrawal import withdraw_article
from entities.models import Candidate, FollowUp, MovedSlug, Place, Program, ProgramDecision, ProgramRelation
from tests.builders import (
    link_department,
    make_article,
    make_department,
    make_page,
    make_program,
    make_source,
    mention_program,
)

pytestmark = pytest.mark.django_db
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"
#: For fields that hold few characters.
SHORT = "<script>alert(1)</script>"
#: What a page would hold if it took any of it for markup.
RAW = re.compile(r"<script>alert|<img src=x|onerror=alert\(2\)>(?!&)", re.IGNORECASE)
OURS = [model for model in admin.site._registry if model._meta.app_label in ("articles", "entities", "auth")]


def poison(row: models.Model, *names: str) -> None:
    """Put markup into these text fields past every check, as a file or an older program may have done."""
    lengths = {name: row._meta.get_field(name).max_length for name in names}  # type: ignore[union-attr]
    values = {name: EVIL if (length or 100) >= len(EVIL) else SHORT for name, length in lengths.items()}
    type(row)._base_manager.filter(pk=row.pk).update(**values)


@pytest.fixture
def hostile(db: None) -> Client:
    """Whoever may see everything."""
    editor, administrator = User.objects.create_superuser("总管理"), Client()
    administrator.force_login(editor)
    paper = make_page(label="A09").newspaper
    poison(paper, "name", "city", "province", "rights")
    department, program = (
        make_department(name=f"甲局{SHORT}", aliases=[f"别名{SHORT}"]),
        make_program(name=f"乙通{SHORT}"),
    )
    poison(department, "short_name", "place")
    poison(program, "summary", "run_by_name")
    program.aliases.create(surface=f"乙{SHORT}")
    DepartmentSuccession.objects.create(predecessor=make_department(name="旧局"), successor=department, note=EVIL)
    ProgramRelation.objects.create(source=program, kind="supports", target=make_program(name=f"丙通{SHORT}"))
    page = make_page(label="A01", source=make_source(name=f"{EVIL}.txt"))
    text = f"{EVIL}题\n{EVIL}正文甲局{SHORT}乙通{SHORT}。"
    page.text = text
    page.save()
    article = make_article(
        page=page, headline=f"{EVIL}题", body=f"{EVIL}正文甲局{SHORT}乙通{SHORT}。", reporters=[SHORT]
    )
    poison(Reporter.objects.get(), "note")
    link_department(article=article, department=department)
    mention_program(article=article, program=program)
    ProgramDecision.objects.create(article=article, program=program, verdict="confirmed", decided_by=editor)
    fields = dict.fromkeys(("kicker", "subtitle", "dateline", "agency"), EVIL)
    correct_article(article, base_revision=0, editor=editor, reason=EVIL, **fields)  # type: ignore[arg-type]
    Article.objects.filter(pk=article.pk).update(
        notes=[{"code": "x", "line": 1, "message": EVIL}], continued_from=EVIL, continues_to=EVIL
    )
    withdrawn = make_article(page=make_page(label="A02"), headline=f"{EVIL}撤下", body=EVIL)
    withdraw_article(withdrawn, by=editor, reason=EVIL)
    hide_passages(withdrawn, ["<script>"], by=editor, reason="来信")
    record_action(article, by=editor, message=EVIL, details={EVIL: EVIL})
    record_action(department, by=editor, message=EVIL)
    beside_the_record(page, article, program, editor)
    rebuild(search_backend())
    replacing(article, editor)
    return administrator


def replacing(article: Article, editor: User) -> None:
    """A run that is looked at, and one that is done."""
    prepare(find="<script>", replacement="<b>", fields=["headline", "body"], article_ids=[article.pk], by=editor)
    done = prepare(find="alert", replacement=EVIL, fields=["body"], article_ids=[article.pk], by=editor)
    Replacement.objects.filter(pk=done.pk).update(state="done", chosen=EVIL)
    ReplacedArticle.objects.filter(run=done).update(outcome="refused", message=EVIL)


def beside_the_record(page: Page, article: Article, program: Program, editor: User) -> None:
    """What programs leave at the desk: runs, proposals, candidates, moved addresses; and a person's name."""
    User.objects.create_user(f"甲{EVIL}", is_staff=True, first_name="<script>alert", last_name="<script>alert")
    Redirect.objects.create(old_public_id=10**6, article=article, reason=EVIL, created_by=editor)
    PageReplacement.objects.create(page=page, old_source=make_source(name=EVIL), new_source=make_source())
    run = IngestRun.objects.create(options={EVIL: EVIL}, counts={EVIL: 1})
    IngestItem.objects.create(run=run, path=EVIL, outcome="failed", message=EVIL, error_code="x", source=page.source)
    SegmentationProposal.objects.create(
        page=page, segmenter_version="9", articles=[{"kind": "article", "headline": EVIL, "body": EVIL}]
    )
    Place.objects.create(name=SHORT, level="city")
    Candidate.objects.create(name=SHORT, type="program").sightings.create(
        article=article, revision_number=1, field="body", start=0, end=5
    )
    MovedSlug.objects.create(section="programs", slug="old", program=program)
    FollowUp.objects.create(what=EVIL, state="done")


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each)
        else:
            yield each


def addresses() -> Iterator[str]:
    """Every address of the desk that answers a look: of each record, and those that need none."""
    for model in OURS:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{base}_changelist")
        yield reverse(f"{base}_changelist") + "?q=script"
        yield reverse(f"{base}_add")
        for pk in model._base_manager.order_by("pk").values_list("pk", flat=True)[:6]:
            for page in ("change", "history", "delete"):
                yield reverse(f"{base}_{page}", args=[pk])
    for article in Article.objects.all():
        yield reverse("admin:articles_article_hide", args=[article.pk])
        for number in range(article.revision_number + 1):
            yield reverse("admin:articles_article_revision", args=[article.pk, number])
    for model in (Department, Program):
        for entry in model._default_manager.all():
            yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_merge", args=[entry.pk])
    yield reverse("admin:index")
    yield reverse("admin:registry_files")
    yield reverse("admin:articles_replacement_add") + "?numbers=<script>alert(1)</script>"
    yield reverse("admin:articles_auditentry_changelist") + '?from="><script>alert(1)</script>'


def test_no_page_of_the_desk_takes_text_for_markup(hostile: Client) -> None:
    seen = 0
    for address in addresses():
        response = hostile.get(address)
        assert response.status_code in (200, 302, 403, 404), (address, response.status_code)
        if response.status_code == 200:
            html = response.content.decode()
            assert not RAW.search(html), (address, html[max(0, RAW.search(html).start() - 200) :][:400])  # type: ignore[union-attr]
            seen += "&lt;script&gt;alert" in html
    assert seen > 60


def test_what_a_form_answers_is_text_too(hostile: Client) -> None:
    article = Article.objects.exclude(state="withdrawn").get()
    answers = [
        hostile.post(
            reverse("admin:articles_article_change", args=[article.pk]), {"headline": EVIL, "base_revision": 0}
        ),
        hostile.post(reverse("admin:articles_article_hide", args=[article.pk]), {"passages": EVIL, "preview": ""}),
        hostile.post(reverse("admin:articles_replacement_add"), {"find": EVIL, "numbers": EVIL}),
        hostile.post(reverse("admin:entities_place_add"), {"name": EVIL, "level": "x"}),
        hostile.post(reverse("admin:articles_article_withdraw", args=[article.pk]), {"reason": EVIL}, follow=True),
    ]
    for answer in answers:
        assert not RAW.search(answer.content.decode())
