"""Which words are names: a person's (surname and given name), or that of a body which signs. Pure but for a lexicon."""

import re

from articles.ingest.lexicon import lexicon

_HAN = "[\u4e00-\u9fff]"
_FOREIGN_NAME = re.compile(rf"{_HAN}{{1,6}}[·•]{_HAN}{{1,8}}(?:[·•]{_HAN}{{1,8}})?")
#: What the name of a body ends with. One character may end a person's name too, so that name must be longer.
_BODY_WORD = re.compile(
    r".+(?:中心|公司|集团|政府|街道|银行|团队|[支大中总]队|[务作击传援]队|[道访作导]小?组|学校|大学|中学|小学|医院|编辑部|评论员)$"
)
_BODY_SIGN = re.compile(r".{3,}[部局委办会院校厅站所社网台处室馆联镇乡]$")
#: A public body is named after its place or its level.
_LEVEL = re.compile(r"(?:中共|国家|中国|全国|本[报刊网台])|[\u4e00-\u9fff]{0,3}[省市县区州旗镇乡]")
_COMPOUND = frozenset(
    re.findall(
        "..",
        "欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐宇文长孙司徒司空夏侯端木申屠南宫西门独孤轩辕闻人濮阳淳于单于",
    )
)
#: Surnames of 99 in 100 people (after the census of 2010 and the 百家姓), the commonest first; two characters follow,
#: or one.
_SURNAMES_IN_ORDER = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍"
    "韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单"
    "包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计"
    "喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺水云昌凤酆苍付"
)
_SURNAMES = frozenset(_SURNAMES_IN_ORDER)
#: All compound surnames together are about as common as the hundredth of the others.
_COMPOUND_RANK = 100
#: The lexicon knows some given names as words (白雪, 常青); one that is rarer than this may still be a person.
_COMMON = 150


def looks_like_person(word: str) -> bool:
    """A surname and one or two characters, two surnames and two, or a foreign name with its dot."""
    if _FOREIGN_NAME.fullmatch(word):
        return True
    if word[:2] in _COMPOUND:
        return len(word) in (3, 4)
    if len(word) == 4:
        return word[0] in _SURNAMES and word[1] in _SURNAMES and cut_glued(word) == [word]
    return word[:1] in _SURNAMES and len(word) in (2, 3)


def is_body(word: str) -> bool:
    if _BODY_WORD.match(word):
        return len(word) > 3
    if len(word) == 3 and word[0] in "省市县区":
        return word[2] in "委办局联院厅"
    return bool(_BODY_SIGN.match(word)) and not (word[:2] in _COMPOUND and len(word) == 4)


def is_official(word: str) -> bool:
    """A body whose name says of which place or level it is: 市委宣传部, 南阳市气象局, 本报编辑部; 见会议室 does not."""
    return is_body(word) and bool(_LEVEL.match(word) or is_place(word[:2]) or is_place(word[:3]))


def looks_like_name(word: str) -> bool:
    """Whether a word may sign: a person or a body."""
    return looks_like_person(word) or is_body(word)


def stands_bare(word: str) -> bool:
    """Whether a word is a person's name also where no role says so: it neither is nor begins with a common word.

    A dot alone proves nothing (a series is called 走基层·他乡, too), nor do four characters (安全生产).
    """
    if not looks_like_person(word) or _FOREIGN_NAME.fullmatch(word):
        return False
    if len(word) == 4 and word[:2] not in _COMPOUND:
        return False
    return not is_common_word(word) and (len(word) != 3 or word[:2] in _COMPOUND or not is_common_word(word[:2]))


def is_common_word(word: str) -> bool:
    frequency, tag = _known(word)
    return frequency > 0 and (not tag.startswith("nr") or frequency >= _COMMON)


def is_place(word: str) -> bool:
    return _known(word)[1] == "ns"


def _known(word: str) -> tuple[int, str]:
    """Its frequency and part of speech. Of one character every word is known, which says nothing of names."""
    return lexicon().get(word, (0, "")) if len(word) > 1 else (0, "")


def begins_with_surname(word: str) -> bool:
    return word[:1] in _SURNAMES or word[:2] in _COMPOUND


def surname_rank(word: str) -> int:
    """How many surnames are commoner than the one the word begins with; ValueError where it begins with none."""
    return _COMPOUND_RANK if word[:2] in _COMPOUND else _SURNAMES_IN_ORDER.index(word[0])


def is_compound_surname(word: str) -> bool:
    return word in _COMPOUND


def cut_glued(word: str) -> list[str]:
    """Names printed without a space between them, 张三李四, each by itself; the word itself where that is not sure."""
    if len(word) < 4 or (word[:2] in _COMPOUND and len(word) == 4):
        return [word]
    names = cut_names(word)
    sure = all(len(name) < 4 or name[:2] in _COMPOUND for name in names) and all(map(_is_simple, names))
    return names if sure else [word]


def _is_simple(name: str) -> bool:
    return len(name) > 1 and begins_with_surname(name) and name not in _COMPOUND


def close_up_names(words: list[str]) -> list[str]:
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
        elif is_body(lone) and not begins_with_surname(lone):
            closed.append(lone)
        else:
            closed += cut_names(lone)
        lone = ""
        if word:
            closed.append(word)
    return closed


def cut_names(characters: str) -> list[str]:
    """A row of characters as names of two or three (four after a compound surname), a surname before each if it can."""
    best: list[tuple[int, list[str]]] = [(0, [])]
    for end in range(1, len(characters) + 1):
        choices = [(best[end - 1][0] + 9, [*best[end - 1][1], characters[end - 1]])]
        for size in (3, 2, 4):
            name = characters[end - size : end] if end >= size else ""
            if name:
                cost, names = best[end - size]
                is_compound = name[:2] in _COMPOUND
                odd = 0 if (size > 2 and is_compound) or (size < 4 and name[0] in _SURNAMES) else 3
                choices.append((cost + odd + (size == 4 and not is_compound) * 9, [*names, name]))
        best.append(min(choices, key=lambda choice: (choice[0], len(choice[1]))))
    return best[-1][1]
