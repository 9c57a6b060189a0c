"""A segmenter's proposal beside the page as it is, difference by difference: taken over or turned down."""

from typing import Any

from django.http import HttpRequest

from articles.admin.titles import page_link
from articles.admin.workbench_borders import posted_bases
from articles.borders.comparing import Difference, Sort
from articles.errors import ArchiveError, BorderError, StaleRevisionError
from articles.models import Article, ProposalDecision, SegmentationProposal
from articles.services.border_proposals import ProposalView, accept, dismiss, view_of

LABELS = {
    Sort.PARTS: "标题、署名或正文的划分不同",
    Sort.KIND: "体裁不同",
    Sort.SPLIT: "建议拆开",
    Sort.MERGE: "建议合并",
    Sort.REGROUP: "起止不同",
}
FIRST_WORDS = 40


def differences_context(proposal: SegmentationProposal) -> dict[str, Any]:
    context: dict[str, Any] = {
        "proposal": proposal,
        "page": page_link(proposal.page),
        "decisions": proposal.decisions.select_related("decided_by"),
    }
    try:
        view = view_of(proposal)
    except BorderError as error:
        return context | {"refusal": error.message, "rows": []}
    rows = [_row(view, each) for each in view.differences if each.sort is not Sort.EQUAL]
    touched = {pk for each in view.differences for pk in each.present}
    bases = [(pk, view.scene.articles[pk].revision_number) for pk in sorted(touched)]
    return context | {"rows": rows, "bases": bases, "is_dismissed": "" in view.dismissed}


def _row(view: ProposalView, difference: Difference) -> dict[str, Any]:
    present = [view.scene.articles[pk] for pk in difference.present]
    proposed = [view.proposal.articles[index] for index in difference.proposed]
    return {
        "label": LABELS[difference.sort],
        "key": difference.key,
        "is_dismissed": difference.key in view.dismissed or "" in view.dismissed,
        "present": [shown(each.kind, each.headline, each.body) for each in present],
        "proposed": [shown(each["kind"], each["headline"], each["body"]) for each in proposed],
    }


def shown(kind: str, headline: str | None, body: str | None) -> dict[str, str]:
    title = headline or "（版面文字中无标题）"
    return {"kind": Article.Kind(kind).label, "headline": title, "body": (body or "")[:FIRST_WORDS]}


def decide(request: HttpRequest, proposal: SegmentationProposal) -> str:
    """What was done, in words. Raises ArchiveError."""
    key, verdict = request.POST.get("key", ""), request.POST.get("verdict")
    by: Any = request.user
    if verdict == ProposalDecision.Verdict.DISMISSED:
        dismiss(proposal, key, by=by)
        return "已记下不采纳；这一版切分程序不再提出。"
    if verdict != ProposalDecision.Verdict.ACCEPTED:
        raise ArchiveError("no_verdict", "请选“接受”或“不采纳”。")
    change = accept(proposal, [key] if key else None, by=by, bases=_bases(request))
    return f"已采纳，是第{change.pk}号起止改动，可以撤销。"


def _bases(request: HttpRequest) -> dict[int, int]:
    bases = posted_bases(request.POST)
    if not bases:
        raise StaleRevisionError("页面缺少所据的稿，请重新打开这条建议。")
    return bases
