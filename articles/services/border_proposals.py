"""Takes over, wholly or in parts, what a newer segmenter proposes for a page; what a person corrected stays."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from articles.borders.comparing import Difference, Proposed, Sort, assign, compare, overlaps
from articles.borders.pieces import Piece, Pieces
from articles.borders.words import Words
from articles.errors import BorderError
from articles.ingest.drafts import ArticleDraft, CreditDraft, Part, SourceDraft
from articles.ingest.result_json import page_result
from articles.models import Article, BorderChange, Page, ProposalDecision, SegmentationProposal
from articles.services.article_text import WORDS
from articles.services.border_scene import Scene, load_scene, open_scene
from articles.services.border_states import digest
from articles.services.border_writing import Plan, carry_out
from articles.services.record_action import record_action

Verdict = ProposalDecision.Verdict


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal beside the page as it is now. `dismissed` are the keys of the differences that were turned down."""

    proposal: SegmentationProposal
    scene: Scene
    proposed: tuple[Proposed, ...]
    differences: tuple[Difference, ...]
    dismissed: frozenset[str] = field(default_factory=frozenset)

    @property
    def open(self) -> list[Difference]:
        if "" in self.dismissed:
            return []
        return [each for each in self.differences if each.key not in self.dismissed and each.sort is not Sort.EQUAL]


def propose(page: Page, draft: SourceDraft) -> SegmentationProposal:
    """The proposal of a segmenter for the page, which is the draft's only one, made once for each text of the page;
    older ones that nobody ruled on give way to it."""
    said, drawn = page_result(draft, {})["articles"], draft.pages[0]
    proposal, is_new = SegmentationProposal.objects.get_or_create(
        page=page,
        segmenter_version=draft.segmenter_version,
        text_sha256=digest(drawn.text),
        defaults={"articles": [row | _exactly(one) for row, one in zip(said, drawn.articles, strict=True)]},
    )
    if is_new:
        page.proposals.exclude(pk=proposal.pk).filter(decisions=None).delete()
    return proposal


def _exactly(article: ArticleDraft) -> dict[str, Any]:
    """What the page result leaves out: the pieces of text to the character, and which names are no persons'."""
    return {
        "pieces": [[span.start, span.end, span.part.value] for span in article.spans],
        "bodies": [credit.name for credit in article.credits if not credit.is_person],
    }


def view_of(proposal: SegmentationProposal, scene: Scene | None = None) -> ProposalView:
    """Raises BorderError when the page has another text by now, or the proposal was written by an older program."""
    scene = scene or load_scene([proposal.page_id])
    if proposal.text_sha256 != digest(scene.texts[proposal.page_id]):
        raise BorderError(
            "text_replaced",
            "版面文字在提出建议之后换过（或建议是旧格式），不能再采纳；请重新运行 resegment 得到新建议。",
        )
    proposed = tuple(
        Proposed(
            item["kind"], tuple(Piece(proposal.page_id, start, end, Part(part)) for start, end, part in item["pieces"])
        )
        for item in proposal.articles
    )
    here = pieces_on(scene, proposal.page_id)
    differences = compare(here, {pk: scene.articles[pk].kind for pk in here}, proposed, scene.texts)
    dismissed = proposal.decisions.filter(verdict=Verdict.DISMISSED).values_list("key", flat=True)
    return ProposalView(proposal, scene, proposed, tuple(differences), frozenset(dismissed))


def pieces_on(scene: Scene, page_id: int) -> dict[int, Pieces]:
    """The pieces on one page of the articles that have any there."""
    here = {pk: tuple(p for p in pieces if p.page == page_id) for pk, pieces in scene.layout.items()}
    return {pk: pieces for pk, pieces in here.items() if pieces}


@transaction.atomic
def accept(
    proposal: SegmentationProposal,
    keys: Collection[str] | None = None,
    *,
    by: User,
    bases: Mapping[int, int] | None = None,
    reason: str = "",
) -> BorderChange:
    """Take these differences over, or all that are open; one change, which `undo` takes back. Raises BorderError."""
    scene = open_scene([], [proposal.page_id])
    view = view_of(proposal, scene)
    chosen = [each for each in view.differences if each.sort is not Sort.EQUAL and each.key in (keys or ())]
    if keys is None:
        chosen = view.open
    if not chosen or (keys is not None and len(chosen) < len(set(keys))):
        raise BorderError("nothing_to_do", "这处差异已经不在了（可能刚被人改过），没有可采纳的；请刷新。")
    plan = Plan(BorderChange.Action.PROPOSAL, by, reason or f"采纳切分程序第{proposal.segmenter_version}版的建议", {})
    for difference in chosen:
        _take_over(view, plan, difference)
    change = carry_out(scene, plan)
    ProposalDecision.objects.bulk_create(
        ProposalDecision(proposal=proposal, key=each.key, verdict=Verdict.ACCEPTED, change=change, decided_by=by)
        for each in chosen
    )
    return change


@transaction.atomic
def dismiss(proposal: SegmentationProposal, key: str = "", *, by: User) -> None:
    """Turn a difference down, or the whole proposal; this version of the segmenter does not propose it again."""
    _, is_new = ProposalDecision.objects.get_or_create(
        proposal=proposal, key=key, verdict=Verdict.DISMISSED, defaults={"decided_by": by}
    )
    if is_new:
        record_action(proposal, by=by, message="不采纳切分建议" if not key else "不采纳切分建议中的一处差异")


def _take_over(view: ProposalView, plan: Plan, difference: Difference) -> None:
    scene, page_id = view.scene, view.proposal.page_id
    here = pieces_on(scene, page_id)
    present = {pk: here[pk] for pk in difference.present}
    proposed = {index: view.proposed[index] for index in difference.proposed}
    goes_on, heirs = assign(present, proposed, scene.texts)
    keys = {index: goes_on.get(index, -1 - index) for index in proposed}
    for index, item in proposed.items():
        key = keys[index]
        plan.layout[key] = _with_other_pages(scene.layout.get(key, ()), item.pieces, page_id)
        plan.kinds[key] = Article.Kind(item.kind)
        if key < 0:
            plan.parents[key] = _nearest(present, item, scene)
        if all(p.page == page_id for p in plan.layout[key]):
            plan.fresh[key] = _words(view.proposal.articles[index])
    for pk, index in heirs.items():
        plan.heirs[pk] = keys[index]
        elsewhere = tuple(piece for piece in scene.layout[pk] if piece.page != page_id)
        if elsewhere:
            plan.layout[keys[index]] += elsewhere
            plan.fresh.pop(keys[index], None)


def _with_other_pages(old: Pieces, fresh: Pieces, page_id: int) -> Pieces:
    first = next((number for number, piece in enumerate(old) if piece.page == page_id), 0)
    before = tuple(piece for piece in old[:first] if piece.page != page_id)
    return (*before, *fresh, *(piece for piece in old[first:] if piece.page != page_id))


def _nearest(present: Mapping[int, Pieces], item: Proposed, scene: Scene) -> int:
    """The present item with which a proposed one shares most."""
    shares = overlaps(present, [item], scene.texts)
    return max(shares, key=lambda pair: (shares[pair], -pair[0]))[0]


def _words(said: Mapping[str, Any]) -> Words:
    credits = tuple(
        CreditDraft(credit["name"], credit["role"], is_person=credit["name"] not in said["bodies"])
        for credit in said["byline"]
    )
    fields = {name: said[name] or "" for name in (*WORDS, "continued_from", "continues_to")}
    return Words(**fields, credits=credits)
