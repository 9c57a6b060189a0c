"""A newer segmenter redoes the pages that nobody touched, keeps addresses, and only proposes where a person worked."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.ingest.segment import SEGMENTER_VERSION
from articles.models import (
    Article,
    IndexQueueEntry,
    Page,
    PageReplacement,
    Redirect,
    Revision,
    SegmentationProposal,
    Span,
)
from articles.services.corrections import correct_article
from tests.builders import make_newspaper

pytestmark = pytest.mark.django_db

PAGE = """# 怀川启动防汛应急响应

本报讯（记者王一鸣）本市昨日启动防汛四级应急响应，各乡镇干部连夜上堤巡查，气象部门预计降雨将持续三天。

# 三所小学秋季投用

本报讯（记者李春梅）城南新建的三所小学将在秋季开学前投用，可新增学位三千六百个，缓解入学难题。
"""


@pytest.fixture(autouse=True)
def stored(db: None, tmp_path: Path) -> Iterator[None]:
    make_newspaper()
    (tmp_path / "2022-07-12-A01.md").write_text(PAGE, encoding="utf-8")
    call_command("ingest", str(tmp_path), stdout=io.StringIO())
    yield
    call_command("check_archive", stdout=io.StringIO())


def resegment(*args: str) -> str:
    out = io.StringIO()
    call_command("resegment", *args, stdout=out)
    return out.getvalue()


def cut_otherwise() -> tuple[Article, Article]:
    """As an older segmenter might have cut it: both items are one article. Returns it and the one it swallowed."""
    first, second = Article.objects.order_by("position")
    after = first.spans.count()
    for rank, span in enumerate(second.spans.order_by("rank"), after):
        Span.objects.filter(pk=span.pk).update(article=first, rank=rank)
    body = f"{first.body}\n{second.headline}\n{second.body}"
    Revision.objects.create(
        article=first, number=1, supersedes=first.revisions.get(), origin="reingest", headline=first.headline,
        dateline=first.dateline, body=body, credits=first.revisions.get().credits,
    )  # fmt: skip
    Article.objects.filter(pk=first.pk).update(body=body, revision_number=1)
    second.revisions.all()
    Redirect.objects.create(old_public_id=second.public_id, article=first, reason="旧版切分")
    Article.objects.filter(pk=second.pk).update(state=Article.State.SUPERSEDED)
    Page.objects.update(segmenter_version="0")
    call_command("relink", "--all", stdout=io.StringIO())
    first.refresh_from_db()
    return first, second


def test_a_page_that_is_cut_the_same_is_left_as_it_is() -> None:
    Page.objects.update(segmenter_version="0")
    before = [list(model.objects.order_by("pk").values()) for model in (Article, Revision, Span)]
    assert "1 pages: 1 unchanged" in resegment("--all")
    assert [list(model.objects.order_by("pk").values()) for model in (Article, Revision, Span)] == before
    assert Page.objects.get().segmenter_version == SEGMENTER_VERSION
    assert not IndexQueueEntry.objects.exists()


def test_a_page_nobody_touched_is_redone_and_a_second_run_changes_nothing() -> None:
    first, _ = cut_otherwise()
    assert "1 redone" in resegment("--older-than", SEGMENTER_VERSION)
    articles = Article.objects.exclude(state=Article.State.SUPERSEDED).order_by("position")
    assert [article.headline for article in articles] == ["怀川启动防汛应急响应", "三所小学秋季投用"]
    assert not PageReplacement.objects.exists()
    reached = {*articles.values_list("public_id", flat=True), *Redirect.objects.values_list("old_public_id", flat=True)}
    assert first.public_id in reached
    before = list(Article.objects.order_by("pk").values())
    assert "1 unchanged" in resegment("--all")
    assert list(Article.objects.order_by("pk").values()) == before


def test_a_page_a_person_touched_gets_a_proposal_once() -> None:
    first, _ = cut_otherwise()
    correct_article(first, headline="怀川防汛", base_revision=1, editor=User.objects.create_user("bianji"))
    before = list(Article.objects.order_by("pk").values())
    for _ in range(2):
        assert "1 proposed" in resegment("--all")
    assert list(Article.objects.order_by("pk").values()) == before
    proposal = SegmentationProposal.objects.get()
    assert [article["headline"] for article in proposal.articles] == ["怀川启动防汛应急响应", "三所小学秋季投用"]


def test_a_corrected_page_that_is_cut_the_same_needs_no_proposal() -> None:
    article = Article.objects.order_by("position")[0]
    correct_article(article, headline="怀川防汛", base_revision=0, editor=User.objects.create_user("bianji"))
    assert "1 unchanged" in resegment("--all")
    article.refresh_from_db()
    assert article.headline == "怀川防汛"


def test_a_dry_run_says_so_and_changes_nothing() -> None:
    cut_otherwise()
    before = list(Article.objects.order_by("pk").values())
    assert resegment("--all", "--dry-run").startswith("Would be:")
    assert "1 redone" in resegment("--all", "--dry-run")
    assert list(Article.objects.order_by("pk").values()) == before
    assert Page.objects.get().segmenter_version == "0"


def test_only_the_pages_asked_for_are_looked_at() -> None:
    assert "0 pages" in resegment("--older-than", SEGMENTER_VERSION)
    with pytest.raises(CommandError, match="999999; nothing was done"):
        resegment("--page", "999999", "--page", str(Page.objects.get().pk))
    assert "1 pages" in resegment("--page", str(Page.objects.get().pk))
