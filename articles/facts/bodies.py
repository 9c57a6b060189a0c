"""Where a text names a public body that no registry may know, told by what it ends with: 市教育局, 县政府. Pure."""

import re
from collections.abc import Iterator

from articles.ingest.stages.names import is_common_word

_HAN = "[\u4e00-\u9fff]"
_LEVEL = "[省市县区旗镇乡]"
_SIGN = re.compile("[局委办厅部院]|中心")
_SHORT = re.compile(rf"(?:{_LEVEL}|[党团纪])委(?![员托派屈])|{_LEVEL}?(?:人民)?政府")
#: What stands before the sign: two characters, or more from the level on, which the name begins with.
_BEFORE = re.compile(rf"{_LEVEL}{_HAN}{{2,4}}$|{_HAN}{{2}}$")
_LONGEST = 5


def body_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges; they may overlap."""
    yield from (match.span() for match in _SHORT.finditer(text))
    for sign in _SIGN.finditer(text):
        start, end = sign.span()
        if _is_of_another_word(text, start, end):
            continue
        before = _BEFORE.search(text[max(0, start - _LONGEST) : start])
        if before:
            yield start - len(before.group()), end


def _is_of_another_word(text: str, start: int, end: int) -> bool:
    """The sign belongs to an ordinary word: 部署, 干部, 举办."""
    around = [text[start : end + 1], *([text[start - 1 : end]] if start and end - start == 1 else [])]
    return any(is_common_word(word) for word in around)
