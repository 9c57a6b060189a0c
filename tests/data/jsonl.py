"""Lines of a publisher's file for the tests."""

import json
from pathlib import Path
from typing import Any


def line(**changes: Any) -> dict[str, Any]:
    """A good line of the 怀川日报, with these fields changed."""
    fields = {
        "newspaper": "huaichuan",
        "date": "2022-03-01",
        "page": "A01",
        "title": "春耕备好“钱粮”",
        "author": "记者 苗春雁 通讯员 靳海棠",
        "body": "上午点的申请，后天钱就到了卡上。\n卢保国流转了1200亩地。",
    }
    return fields | changes


def jsonl(*lines: dict[str, Any] | str | bytes) -> bytes:
    """The file of these lines; text and bytes stand as they are."""
    parts = []
    for one in lines:
        if isinstance(one, dict):
            one = json.dumps(one, ensure_ascii=False)
        parts.append(one.encode() if isinstance(one, str) else one)
    return b"\n".join(parts) + b"\n"


def write(folder: Path, *lines: dict[str, Any] | str | bytes) -> Path:
    path = folder / "articles.jsonl"
    path.write_bytes(jsonl(*lines))
    return path
