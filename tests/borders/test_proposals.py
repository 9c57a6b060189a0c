"""What a newer segmenter proposes is taken over or turned down, difference by difference."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.borders.comparing import Sort
from articles.models import AuditEntry, ProposalDecision, Review, SegmentationProposal
from articles.services.border_proposals import accept, dismiss, propose, view_of
from articles.services.borders import merge_articles, split_article, undo
from articles.services.corrections import correct_article
from tests.borders.desk import headlines, layout_of, living, make_person, place, store_page, texts_of
from tests.desk.people import make_administrator
from tests.store.drafts import FLOOD, LIBRARY, SCHOOL, Item, page_draft, source_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sound_archive")]


def changed_page() -> tuple[SegmentationProposal, tuple[dict[int, object], list[tuple[object, ...]]]]:
    """Two items made one, one made two, and a word put right; the segmenter would have it as it was."""
    page, editor = store_page(), make_person()
    flood, school, library = living(page)
    correct_article(school, base_revision=0, editor=editor, body=SCHOOL[1].replace("三千六百", "3600"))
    merge_articles(flood, [school], by=editor, bases={})
    split_article(library, page, place(page, "周末照常")[0], by=editor, bases={})
    draft, _ = source_draft(page_draft([Item(*FLOOD), Item(*SCHOOL), Item(*LIBRARY)]))
    return propose(page, draft), (dict(texts_of(page)), layout_of(page))


def test_all_of_it_is_one_change_that_keeps_what_was_corrected_and_is_undone() -> None:
    proposal, before = changed_page()
    assert [each.sort for each in view_of(proposal).open] == [Sort.SPLIT, Sort.MERGE]
    change = accept(proposal, by=make_person())
    review = Review.objects.open().get(border_change=change)
    assert (review.subject, review.editor) == ("borders", make_person())
    assert AuditEntry.objects.get(record_type="articles.borderchange", record_id=change.pk).action == "borders"
    assert headlines(proposal.page) == [FLOOD[0], SCHOOL[0], LIBRARY[0]]
    assert living(proposal.page)[1].body == SCHOOL[1].replace("三千六百", "3600")
    assert view_of(proposal).open == []
    undo(change, by=make_person())
    assert (texts_of(proposal.page), layout_of(proposal.page)) == before


def test_one_difference_is_taken_over_and_another_turned_down_in_the_admin() -> None:
    proposal, _ = changed_page()
    client, address = Client(), reverse("admin:articles_proposal_differences", args=[proposal.pk])
    client.force_login(make_administrator())
    split, merge = view_of(proposal).open
    assert "建议拆开" in client.get(address).content.decode()
    client.post(address, {"key": merge.key, "verdict": "accepted"})
    assert len(headlines(proposal.page)) == 3, "a form that does not say what it was made from changes nothing"
    bases = {f"base-{article.pk}": article.revision_number for article in living(proposal.page)}
    client.post(address, {"key": merge.key, "verdict": "accepted", **bases})
    assert headlines(proposal.page) == [FLOOD[0], LIBRARY[0]]
    client.post(address, {"key": split.key, "verdict": "dismissed"})
    assert view_of(proposal).open == []
    decided = ProposalDecision.objects.get(verdict="dismissed")
    assert (decided.decided_by.username, decided.key) == ("张管理", split.key)


def test_what_was_turned_down_is_not_proposed_again() -> None:
    proposal, _ = changed_page()
    dismiss(proposal, by=make_person())
    draft, _ = source_draft(page_draft([Item(*FLOOD), Item(*SCHOOL), Item(*LIBRARY)]))
    assert propose(proposal.page, draft) == proposal
    assert view_of(proposal).open == []


def test_who_may_not_correct_articles_decides_nothing(client: Client) -> None:
    proposal, _ = changed_page()
    address = reverse("admin:articles_proposal_differences", args=[proposal.pk])
    assert client.post(address, {"key": "", "verdict": "dismissed"}).status_code == 302
    assert not ProposalDecision.objects.exists()
