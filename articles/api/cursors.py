"""Cursors: where the next page of a list begins, as one opaque word. Pure.

A cursor belongs to the list that gave it; with other filters or another order it would point nowhere and is refused.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence

NO_CURSOR = "这不是本接口给出的游标。请原样使用上一页回答中的 next。"
#: Longer than the longest name in pinyin makes one.
LONGEST = 3000


class CursorError(ValueError):
    """The word is no cursor, or one of another list."""


def list_key(path: str, parameters: Sequence[tuple[str, Sequence[str]]]) -> str:
    """What tells lists apart: the address, and the parameters that choose and order the rows."""
    content = json.dumps([path, sorted((name, sorted(values)) for name, values in parameters)])
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def encode(key: str, place: Sequence[int | str]) -> str:
    return base64.urlsafe_b64encode(json.dumps([key, *place]).encode()).decode().rstrip("=")


def decode(cursor: str, key: str, types: Sequence[type]) -> list[int | str]:
    """The place that `encode` wrote, of values of these types. Raises `CursorError`."""
    if len(cursor) > LONGEST:
        raise CursorError(NO_CURSOR)
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        held = json.loads(base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        held = None
    if not isinstance(held, list) or [type(each) for each in held[1:]] != list(types):
        raise CursorError(NO_CURSOR)
    if any(isinstance(each, int) and not 0 <= each < 2**62 for each in held[1:]):
        raise CursorError(NO_CURSOR)
    if held[0] != key:
        raise CursorError("这个游标属于另一份列表：换了筛选或排序，请去掉 cursor 从头取。")
    return held[1:]
