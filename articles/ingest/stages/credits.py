"""Reads bylines: who wrote, who took the pictures, in which role, for which agency."""

import re

from articles.ingest.drafts import CreditDraft
from articles.ingest.stages.byline_slips import mend_byline, mend_name
from articles.ingest.stages.cues import AGENCIES, ROLES

_ROLE = re.compile("|".join(ROLES))
_TORN_ROLE = re.compile("|".join(r"\s*".join(role) for role in ROLES))
#: Words of the trade that are no part of a name.
_NO_NAME = re.compile(
    r"本报|本刊|本网|本台|全媒体|融媒体|据|讯|电|报道|摄影报道|图/文|文/图|文图|图文|供图|提供|[/:：()（）□■●○◎◆\[\]]|"
    + "|".join(AGENCIES)
)
_BROKEN_NAME = re.compile(
    r"(?P<left>(?:(?<=记者)|(?<=通讯员)|(?<=实习生)|(?<=[\s、：:]))[\u4e00-\u9fff]{1,3})\s*\n\s*"
    r"(?P<right>[\u4e00-\u9fff]{1,3})(?![\u4e00-\u9fff])"
)
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}$")
_FOREIGN_NAME = re.compile(r"[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8}")
_BODY = re.compile(r".*(?:[部局委办会院校厅站所]|中心|公司|集团|政府|街道|支队|大队|银行|团队)$")
_COMPOUND = frozenset(
    re.findall(
        "..",
        "欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐宇文长孙司徒司空夏侯端木申屠南宫西门独孤轩辕闻人濮阳淳于单于",
    )
)
#: Surnames of 99 in 100 people (after the census of 2010 and the 百家姓); two characters follow, or one.
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍"
    "韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单"
    "包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计"
    "喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺水云昌凤酆苍"
)
_TITLES = re.compile(r"(?:\s文\s?[/·、]?\s?图|摄影报道|摄影|摄|供图|[\s/](?:图|文))$")


def read_credits(text: str) -> tuple[CreditDraft, ...]:
    """The credits in a byline or a picture credit, its spaces kept: “本报记者 李 青 通讯员 王 明”, “张三 摄”."""
    text = mend_byline(_TORN_ROLE.sub(lambda match: "".join(match.group().split()), text))
    text = re.sub(r"[^\S\n]+", " ", _BROKEN_NAME.sub(_mend_name, text.strip())).replace("\n", " ")
    photo = bool(re.search(r"(?:摄|摄影|摄影报道|供图)[）)]?$", text)) and not re.search(r"文[/·]?图|图[/·]?文", text)
    provided = re.fullmatch(r"[（(]?\s?(.{2,30}?)\s?(?:提供|供图)[）)]?", text)
    if provided and not _ROLE.search(text):
        return _provided(provided.group(1))
    found: dict[tuple[str, str], CreditDraft] = {}
    roles = list(_ROLE.finditer(text))
    if roles and roles[-1].group() == "摄影" and photo:
        roles.pop()
    if not roles:
        alone = "作者" if text[:1] in "（(" else "记者"
        return tuple(_credits(_TITLES.sub("", text.strip("（()） ")), "摄影" if photo else alone))
    for match, following in zip(roles, [*roles[1:], None], strict=True):
        segment = text[match.end() : following.start() if following else len(text)]
        role = "摄影" if photo and following is None else _normal_role(match.group())
        for credit in _credits(_TITLES.sub("", segment.strip("（()）/ ")), role):
            found.setdefault((credit.name, credit.role), credit)
    return tuple(found.values())


def _mend_name(match: re.Match[str]) -> str:
    """A name torn by a line end: 李/青河 and 周晓/岚 are one name each, 李青河/周晓岚 are two."""
    left, right = match.group("left"), match.group("right")
    if len(left) == len(right) == 1:
        return f"{left} {right}"
    torn = len(left) == 1 or left in _COMPOUND or (len(right) == 1 and len(left) == 2)
    return left + right if torn else f"{left} {right}"


def read_agency(text: str) -> str:
    """The agency that a dateline or byline names, in its usual form."""
    for agency in AGENCIES:
        if agency in text:
            return {"中国新闻社": "中新社"}.get(agency, agency)
    return ""


def looks_like_name(name: str) -> bool:
    """Whether a word may sign: a surname and one or two characters, a foreign name, or a body."""
    if not name:
        return False
    if _FOREIGN_NAME.fullmatch(name) or _is_body(name):
        return True
    return (name[:2] in _COMPOUND and len(name) in (3, 4)) or (name[0] in _SURNAMES and len(name) in (2, 3))


def _normal_role(role: str) -> str:
    for plain in ("首席记者", "见习记者", "特派记者", "特约记者", "摄影记者", "驻站记者", "特约通讯员"):
        if role.endswith(plain):
            return plain
    return "记者" if role in ("全媒体记者", "融媒体记者") else role


def _provided(name: str) -> tuple[CreditDraft, ...]:
    name = name.replace(" ", "")
    return (CreditDraft(name, "供图", is_person=not _BODY.match(name)),) if name else ()


def _credits(segment: str, role: str) -> list[CreditDraft]:
    return [CreditDraft(name, role, is_person=not _is_body(name)) for name in _names(segment)]


def _is_body(name: str) -> bool:
    return len(name) > 3 and bool(_BODY.match(name))


def _names(segment: str) -> list[str]:
    segment = _NO_NAME.sub(" ", segment)
    words = [word for word in re.split(r"[、，,；;\s/]+", segment) if word]
    words = [word if word[:2] in _COMPOUND else mend_name(word) for word in _close_up_names(words)]
    names = []
    for word in words:
        if _HAN_NAME.match(word) or _FOREIGN_NAME.fullmatch(word) or _is_body(word):
            names.append(word)
    return names


def _close_up_names(words: list[str]) -> list[str]:
    """Names spaced out character by character are closed up: 李 青, 欧 阳 明, 郭 华 国 萧 青 爱."""
    closed: list[str] = []
    lone = ""
    for word in [*words, ""]:
        if len(word) == 1:
            lone += word
            continue
        # A third lone character belongs to the name before it: 王小 明.
        if len(lone) == 1 and closed and len(closed[-1]) == 2:
            closed[-1] += lone
        else:
            closed += _cut_names(lone)
        lone = ""
        if word:
            closed.append(word)
    return closed


def _cut_names(characters: str) -> list[str]:
    """A row of characters as names of two or three (four after a compound surname), a surname before each if it can."""
    best: list[tuple[int, list[str]]] = [(0, [])]
    for end in range(1, len(characters) + 1):
        choices = [(best[end - 1][0] + 9, [*best[end - 1][1], characters[end - 1]])]
        for size in (3, 2, 4):
            name = characters[end - size : end] if end >= size else ""
            if name:
                cost, names = best[end - size]
                odd = 0 if looks_like_name(name) else 3
                choices.append((cost + odd + (size == 4 and name[:2] not in _COMPOUND) * 9, [*names, name]))
        best.append(min(choices, key=lambda choice: (choice[0], len(choice[1]))))
    return best[-1][1]
