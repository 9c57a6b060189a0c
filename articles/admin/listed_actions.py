"""What an editor did at once, as a reviewer sees it: in words, before and after, and where it can be looked at."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from articles.models import ListedAction

VERDICTS = {"": "由程序判断", "confirmed": "已确认", "rejected": "已否定"}


@dataclass(frozen=True, slots=True)
class ActionShown:
    """`places`: of hidden passages, each with its label and what stands around it. `shows_hidden`: sending it back
    lets readers see hidden words again."""

    summary: str
    before: str
    after: str
    places: list[dict[str, Any]]
    address: str
    name_of_address: str
    shows_hidden: bool


def shown_action(action: ListedAction) -> ActionShown:
    """No query."""
    kind, *numbers = action.about.split(":")
    if kind == "hiding":
        address, name = reverse("admin:articles_article_hide", args=numbers), "隐去的文字"
    elif kind == "link":
        address, name = f"{reverse('admin:articles_article_change', args=numbers[:1])}#links", "关联"
    elif kind == "page":
        address, name = reverse("admin:articles_page_change", args=numbers), "版面"
    else:
        pages = action.before.get("pages") or [0]
        address, name = reverse("admin:articles_page_change", args=pages[:1]), "版面"
    return ActionShown(
        summary="改日期、版次" if kind == "page" else action.summary,
        before=words_of(action.before),
        after=words_of(action.after),
        places=action.after.get("places", []),
        address=address,
        name_of_address=name,
        shows_hidden=kind == "hiding",
    )


def words_of(state: dict[str, Any]) -> str:
    return VERDICTS[state["verdict"]] if "verdict" in state else str(state.get("words", ""))
