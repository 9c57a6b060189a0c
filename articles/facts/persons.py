"""Where a text names a person: one who is known, one who speaks, one beside a title
or behind a byline's role. Pure."""

import re
from collections.abc import Collection, Iterator

from articles.ingest.stages.names import looks_like_person, stands_bare

_HAN = "\u4e00-\u9fff"
_SIGNED = rf"(?:[{_HAN}·]{{2,4}}|[{_HAN}][ \u3000][{_HAN}])"
_ROLE = re.compile(
    rf"(?:记者|通讯员|实习生|摄影|摄像|撰文|供图|责任编辑|责编|编辑|校对|作者|文[/／]图?|图[/／])[ \u3000:：]*"
    rf"({_SIGNED}(?:[ \u3000、，]+{_SIGNED}){{0,5}})"
)
_SPEAKS = re.compile(
    "(?=(?:笑着|高兴地|激动地|感慨地|深有感触地|自豪地)?(?:说|介绍|表示|告诉|指出|强调|认为|坦言|透露|解释|回忆|感慨|称|主持|率队|带队|荣获|当选|同志|先生|女士|老人))"
)
_TITLE = re.compile(
    "(?:书记|市长|县长|区长|镇长|乡长|局长|主任|部长|院长|校长|经理|董事长|总裁|主席|秘书长|会长|队长|所长|站长|科长|处长|厅长|省长|行长|"
    "支书|村长|村民|居民|市民|教师|老师|医生|护士|民警|警官|负责人|工作人员|职工|工人|农民|党员|代表|委员|司机|店主|业主|户主|选手|队员|获奖者|得主|冠军)"
)
_NAME_LENGTHS = (4, 3, 2)


def person_ranges(text: str, known: Collection[str]) -> Iterator[tuple[int, int]]:
    """Half-open ranges; they may overlap. `known` are names that are looked for as they are."""
    for name in known:
        start = text.find(name) if name else -1
        while start >= 0:
            yield start, start + len(name)
            start = text.find(name, start + 1)
    yield from (match.span(1) for match in _ROLE.finditer(text))
    for match in _SPEAKS.finditer(text):
        yield from _name_that_ends(text, match.start())
    for match in _TITLE.finditer(text):
        yield from _name_that_begins(text, match.end())
        # 张建国市长 is the usual order.
        yield from _name_that_ends(text, match.start())


def _name_that_ends(text: str, end: int) -> Iterator[tuple[int, int]]:
    for length in _NAME_LENGTHS:
        if end >= length and _is_person(text[end - length : end]):
            yield end - length, end
            return


def _name_that_begins(text: str, start: int) -> Iterator[tuple[int, int]]:
    for length in _NAME_LENGTHS:
        if _is_person(text[start : start + length]):
            yield start, start + length
            return


def _is_person(word: str) -> bool:
    return len(word) > 1 and looks_like_person(word) and stands_bare(word)
