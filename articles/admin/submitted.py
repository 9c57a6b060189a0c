"""What an editor is told of the correction he sent: what is live, what waits, and what somebody asked for already."""

from typing import Any

from django.contrib import messages

from articles.facts.kinds import LABELS, Fact
from articles.models import WaitingChange
from articles.person_names import name_of
from articles.services.review import Submitted

SHOWN = 3


def told(submitted: Submitted) -> list[tuple[str, int]]:
    """Sentences with their levels of Django's messages; none where all of it is live and nothing is to be said."""
    waiting = submitted.waiting
    if waiting is None:
        return []
    is_live = submitted.live is not None and submitted.live.is_new
    live = f"其余改动已经公开（第{submitted.live.revision.number}稿）。" if submitted.live and is_live else ""
    if submitted.is_repeated:
        return [(f"您已提交过同样的改动，正在等审校：{in_words(waiting)}。{live}", messages.WARNING)]
    if submitted.same is not None:
        who = name_of(submitted.same.editor)
        words = f"{who}已提交过同样的改动，正在等审校：{in_words(waiting)}。您的也记下了，会一并审校。{live}"
        return [(words, messages.WARNING)]
    return [(f"改动涉及{facts_of(waiting)}，要等审校通过才公开：{in_words(waiting)}。{live}", messages.WARNING)]


def facts_of(waiting: WaitingChange) -> str:
    kinds = {kind for run in waiting.runs for kind in run["touches"]}
    return "、".join(LABELS[kind] for kind in Fact if kind in kinds)


def in_words(waiting: WaitingChange) -> str:
    """推迸→推进, each with what stands right around it."""
    changes = [_run_in_words(run) for run in waiting.runs]
    more = f"等{len(changes)}处" if len(changes) > SHOWN else ""
    return "，".join(changes[:SHOWN]) + more


def _run_in_words(run: dict[str, Any]) -> str:
    if run["field"] == "credits":
        names = ["、".join(credit["name"] for credit in run[side]) or "无" for side in ("old", "new")]
        return f"署名“{names[0]}”→“{names[1]}”"
    before, after = run["before"].rsplit("\n", 1)[-1][-3:], run["after"].split("\n", 1)[0][:3]
    sides = [f"“{before}{_short(run[side])}{after}”" for side in ("old", "new")]
    return "→".join(sides)


def _short(words: str) -> str:
    return words if len(words) <= 30 else f"{words[:14]}…{words[-14:]}"
