"""Faults of every kind, each planted in a sound archive: what the report then names is returned."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from articles.models import Article, BorderChange, Newspaper, Review
from articles.services.borders import set_kind, undo
from articles.services.hiding import hide_passages
from tests.builders import (
    make_newspaper,
    make_page,
)
from tests.desk.people import make_editor


@dataclass(frozen=True)
class Archive:
    corrected: Article
    heir: Article
    gone: Article
    withdrawn: Article
    typed: Article


def run(sql: str, *parameters: int | str) -> None:
    """Past every guard that can be switched off within a test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        guarded = ("articles_revision", "articles_source", "articles_borderchange", "articles_review")
        for table in (*guarded, "articles_auditentry"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql, parameters)


def drop_constraint(table: str, name: str) -> None:
    run(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def lose_text(archive: Archive) -> str:
    run("UPDATE articles_page SET text = text || '落下的字', first_line = 11")
    return "(line 18): in no item"


def overlap(archive: Archive) -> str:
    drop_constraint("articles_span", "spans_never_overlap")
    run('UPDATE articles_span SET "end" = "end" + 2 WHERE article_id = %s AND rank = 0', archive.heir.pk)
    return "in two items"


def overshoot(archive: Archive) -> str:
    run(
        'INSERT INTO articles_span (article_id, page_id, start, "end", rank, part) '
        "VALUES (%s, %s, 9000, 9009, 9, 'body')",
        archive.heir.pk,
        archive.heir.page_id,
    )
    return "characters 9000 to 9009 (line 9): a span outside the page's text"


def move_home(archive: Archive) -> str:
    run("UPDATE articles_article SET page_id = %s WHERE id = %s", make_page(label="A02").pk, archive.heir.pk)
    return f"article {archive.heir.public_id}: its home is page"


def take_spans(archive: Archive) -> str:
    run("DELETE FROM articles_span WHERE article_id = %s", archive.heir.pk)
    return f"article {archive.heir.public_id}: it comes from a page"


def give_spans(archive: Archive) -> str:
    run("UPDATE articles_span SET article_id = %s WHERE article_id = %s", archive.typed.pk, archive.heir.pk)
    return f"article {archive.typed.public_id}: an editor typed it"


def lose_first_revision(archive: Archive) -> str:
    run("DELETE FROM articles_revision WHERE article_id = %s", archive.heir.pk)
    return f"article {archive.heir.public_id}: it has no revision 0"


def break_chain(archive: Archive) -> str:
    run("UPDATE articles_revision SET number = 5 WHERE article_id = %s AND number = 1", archive.corrected.pk)
    return f"article {archive.corrected.public_id}: revision 5 does not supersede revision 4"


def show_old_revision(archive: Archive) -> str:
    run("UPDATE articles_article SET revision_number = 0 WHERE id = %s", archive.corrected.pk)
    return f"article {archive.corrected.public_id}: it shows revision 0, its last is 1"


def write_past_revisions(archive: Archive) -> str:
    run("UPDATE articles_article SET body = '偷改', agency = '新华社' WHERE id = %s", archive.heir.pk)
    return f"article {archive.heir.public_id}: differs from its revision 0 in: agency, body"


def drop_credit(archive: Archive) -> str:
    run("DELETE FROM articles_credit WHERE article_id = %s", archive.heir.pk)
    return f'article {archive.heir.public_id}: its credits are [], its revision 0 says [["王晓明", "记者"]]'


def credit_a_stranger(archive: Archive) -> str:
    other = Newspaper.objects.create(name="山阳日报", slug="shanyang")
    run("UPDATE articles_reporter SET newspaper_id = %s WHERE name = '李红'", other.pk)
    return f"article {archive.corrected.public_id}: credit 李红: reporter li-hong is of another newspaper"


def change_source(archive: Archive) -> str:
    page = make_page(label="A03", text="来源文字")
    assert page.source
    run("UPDATE articles_source SET data = 'x' || substr(data, 2) WHERE id = %s", page.source.pk)
    return f"source {page.source.pk}: its bytes have the SHA-256"


def cut_source(archive: Archive) -> str:
    page = make_page(label="A03", text="来源文字")
    assert page.source
    run("UPDATE articles_source SET data = 'x' WHERE id = %s", page.source.pk)
    return f"source {page.source.pk}: 1 bytes are stored, 12 are on record"


def put_in_other_newspaper(archive: Archive) -> str:
    drop_constraint("articles_page", "page_issue_of_its_newspaper")
    run("UPDATE articles_page SET newspaper_id = %s", make_newspaper(name="山阳日报", slug="shanyang").pk)
    return f"page {archive.heir.page_id}: it is of newspaper"


def lose_issue(archive: Archive) -> str:
    drop_constraint("articles_page", "page_issue_of_its_newspaper")
    run("DELETE FROM articles_issue")
    return f"page {archive.heir.page_id}: its issue {archive.heir.page.issue_id} does not exist"


def double_label(archive: Archive) -> str:
    run("DROP INDEX page_label_once_an_issue")
    page = archive.heir.page
    twin = make_page(label="A02")
    run("UPDATE articles_page SET label = 'A01'")
    return f"page {page.pk}: pages {page.pk}, {twin.pk} of one issue all carry the label A01"


def invent_number(archive: Archive) -> str:
    run("UPDATE articles_article SET public_id = 10 ^ 12 WHERE id = %s", archive.heir.pk)
    return "article 1000000000000: its number was never allotted"


def double_number(archive: Archive) -> str:
    run("ALTER TABLE articles_article DROP CONSTRAINT articles_article_public_id_key")
    run("UPDATE articles_article SET public_id = %s WHERE id = %s", archive.heir.public_id, archive.typed.pk)
    return f"article {archive.heir.public_id}: 2 articles carry this number"


def lose_redirect(archive: Archive) -> str:
    run("DELETE FROM articles_redirect")
    return f"article {archive.gone.public_id}: it became part of another, but its address leads nowhere"


def keep_spans(archive: Archive) -> str:
    run("UPDATE articles_span SET article_id = %s WHERE article_id = %s", archive.gone.pk, archive.heir.pk)
    return f"article {archive.gone.public_id}: it became part of another, but still holds text"


def show_hidden(archive: Archive) -> str:
    hide_passages(archive.typed, ["补录"], by=make_editor(name="周编辑"), reason="来信要求")
    run("UPDATE articles_article SET headline = '补录' WHERE id = %s", archive.typed.pk)
    return f"article {archive.typed.public_id}: does not say what the public may read of revision 0 in: headline"


def chain_redirects(archive: Archive) -> str:
    run("UPDATE articles_article SET state = 'superseded' WHERE id = %s", archive.heir.pk)
    return f"redirect {archive.gone.public_id}: leads to article {archive.heir.public_id}, itself superseded"


def revive(archive: Archive) -> str:
    run("UPDATE articles_article SET state = 'published' WHERE id = %s", archive.gone.pk)
    return f"redirect {archive.gone.public_id}: the article of this number is alive"


def redirect_nothing(archive: Archive) -> str:
    run("UPDATE articles_redirect SET old_public_id = 424242")
    return "redirect 424242: there was never an article"


def forget_reason(archive: Archive) -> str:
    run("UPDATE articles_article SET withdrawn_reason = '' WHERE id = %s", archive.withdrawn.pk)
    return f"article {archive.withdrawn.public_id}: it is withdrawn without a reason"


def leave_reason(archive: Archive) -> str:
    run("UPDATE articles_article SET state = 'published' WHERE id = %s", archive.withdrawn.pk)
    return f"article {archive.withdrawn.public_id}: it has a reason for a withdrawal that is not in force"


def shift_mention(archive: Archive) -> str:
    run('UPDATE entities_mention SET start = start + 1, "end" = "end" + 1')
    return "body 17 to 22 of revision 1 is not “怀川码上办”"


def mention_no_revision(archive: Archive) -> str:
    run("UPDATE entities_mention SET revision_number = 7")
    return ": there is no revision 7"


def shift_evidence(archive: Archive) -> str:
    run("UPDATE articles_departmentlink SET evidence = jsonb_set(evidence, '{0,start}', '0')")
    return "body 0 to 14 of revision 1 is not “怀川市政务服务局”"


def age_department(archive: Archive) -> str:
    run("UPDATE articles_departmentlink SET revision_number = 0")
    return "was found in revision 0, the present one is 1"


def age_mention(archive: Archive) -> str:
    run("UPDATE entities_mention SET revision_number = 0")
    return "was found in revision 0, the present one is 1"


def decide_unsigned(archive: Archive) -> str:
    run("UPDATE articles_departmentlink SET status = 'rejected', decided_at = now()")
    return f"article {archive.corrected.public_id}: department"


def decide_unrecorded(archive: Archive) -> str:
    run("UPDATE entities_mention SET status = 'rejected'")
    return "is shown as rejected, decided was nothing"


def change_borders(archive: Archive) -> tuple[BorderChange, str]:
    """A change and what took it back; how the report names the first."""
    editor = make_editor(name="王编辑")
    change = set_kind(archive.heir, Article.Kind.NOTICE, by=editor, bases={})
    return undo(change, by=editor), f"change {change.pk}: "


def forget_revision(archive: Archive) -> str:
    _, named = change_borders(archive)
    run("UPDATE articles_borderchange SET after = jsonb_set(after, ARRAY['items', '0'], '{\"revision\": 9}')")
    return f"{named}there is no article with the id 0"


def undo_itself(archive: Archive) -> str:
    undone, _ = change_borders(archive)
    run("UPDATE articles_borderchange SET undoes_id = id WHERE id = %s", undone.pk)
    return f"change {undone.pk}: it takes back change {undone.pk}"


def drop_line(archive: Archive) -> str:
    _, named = change_borders(archive)
    run("DELETE FROM articles_auditentry WHERE record_type = 'articles.borderchange'")
    return f"{named}0 lines of the log"


def reopen_review(archive: Archive) -> str:
    undone, named = change_borders(archive)
    run("UPDATE articles_review SET state = 'open', decided_by_id = NULL, decided_at = NULL")
    review = Review.objects.get(border_change=undone.undoes)
    return f"{named}its review {review.pk} is open, and change {undone.pk} took it back"


PLANTS: list[tuple[str, Callable[[Archive], str]]] = [
    ("border-items", forget_revision),
    ("border-undone", undo_itself),
    ("border-logged", drop_line),
    ("border-reviewed", reopen_review),
    ("hidden-passages", show_hidden),
    ("coverage", lose_text),
    ("coverage", overlap),
    ("coverage", overshoot),
    ("home-page", move_home),
    ("spanless", take_spans),
    ("typed-spans", give_spans),
    ("first-revision", lose_first_revision),
    ("revision-chain", break_chain),
    ("last-revision", show_old_revision),
    ("present-text", write_past_revisions),
    ("credits", drop_credit),
    ("reporters", credit_a_stranger),
    ("source-bytes", change_source),
    ("source-bytes", cut_source),
    ("page-issue", put_in_other_newspaper),
    ("page-issue", lose_issue),
    ("page-label", double_label),
    ("public-ids", invent_number),
    ("public-ids", double_number),
    ("superseded", lose_redirect),
    ("superseded", keep_spans),
    ("redirects", chain_redirects),
    ("redirects", revive),
    ("redirects", redirect_nothing),
    ("withdrawn", forget_reason),
    ("withdrawn", leave_reason),
    ("mention-places", shift_mention),
    ("mention-places", mention_no_revision),
    ("evidence-places", shift_evidence),
    ("present-links", age_department),
    ("present-links", age_mention),
    ("decisions", decide_unsigned),
    ("decisions", decide_unrecorded),
]
