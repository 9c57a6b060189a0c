"""The text sent from the workbench: proposals ticked among its doubts, and whether anything was typed."""

import json
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field

from django.http import QueryDict

from articles.admin.article_form import CREDITS_FIELD, ArticleForm
from articles.admin.workbench_page import Item
from articles.services.article_text import WORDS, field_label

ACCEPT = "accept"


@dataclass
class SentText:
    """What was sent, with the ticked proposals put in; `refused` are those whose place was changed meanwhile."""

    data: QueryDict
    refused: list[str] = field(default_factory=list)


def proposal_value(name: str, start: int, found: str, proposal: str) -> str:
    """What the box of a proposal sends: the field, where the words stand in code points, and both texts."""
    return json.dumps([name, start, found, proposal], ensure_ascii=False)


def read_proposals(values: Iterable[str]) -> Iterator[tuple[str, int, str, str]]:
    """What is no proposal is left out: no page of ours sent it."""
    for value in values:
        try:
            parts = json.loads(value)
        except ValueError:
            continue
        if isinstance(parts, list) and [type(part) for part in parts] == [str, int, str, str] and parts[0] in WORDS:
            yield parts[0], parts[1], parts[2], parts[3]


def form_of(item: Item | None, data: QueryDict | None = None) -> ArticleForm | None:
    """The form of an item; it lays what was typed over a copy, so that the page shows the record."""
    return ArticleForm(data, instance=copy(item.article)) if item is not None else None


def with_proposals(sent: QueryDict) -> SentText:
    """From the end of each field to its beginning, so that places stay."""
    result = SentText(sent.copy())
    proposals = read_proposals(sent.getlist(ACCEPT))
    for name, start, found, new in sorted(proposals, key=lambda each: (each[0], -each[1])):
        text = result.data.get(name, "").replace("\r\n", "\n")
        if start >= 0 and text[start : start + len(found)] == found:
            result.data[name] = text[:start] + new + text[start + len(found) :]
        else:
            result.refused.append(f"{field_label(name)}“{found}”")
    result.data.setlist(ACCEPT, [])
    return result


def is_typed_on(form: ArticleForm) -> bool:
    """Whether the sent text differs from the present one in more than line ends and margins."""
    names = (*WORDS, CREDITS_FIELD, "kind")
    return any(plain(form.data.get(name, "")) != plain(str(form.initial.get(name) or "")) for name in names)


def plain(text: str) -> str:
    return "\n".join(line.strip() for line in text.replace("\r\n", "\n").split("\n")).strip()
