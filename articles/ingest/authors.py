"""Reads a publisher's author field: who is a person, in which role, and which agency it came from. Pure."""

import re

from articles.ingest.drafts import CreditDraft

#: What a name without a role word is called.
UNMARKED_ROLE = "作者"

#: Role words as publishers write them, and the role each stands for. Longer ones first: 见习记者 holds 记者.
ROLES = {
    "特派记者": "特派记者",
    "见习记者": "见习记者",
    "实习记者": "见习记者",
    "首席记者": "记者",
    "特约记者": "通讯员",
    "特约通讯员": "通讯员",
    "责任编辑": "编辑",
    "通讯员": "通讯员",
    "实习生": "实习生",
    "摄影": "摄影",
    "编辑": "编辑",
    "责编": "编辑",
    "记者": "记者",
    "作者": "作者",
    "图": "摄影",
    "文": "作者",
}

AGENCIES = frozenset(
    [
        "新华社",
        "中新社",
        "新华网",
        "中新网",
        "人民网",
        "央视网",
        "央视",
        "央视新闻",
        "光明网",
        "央广网",
        "大河网",
        "大河报",
        "中国新闻网",
        "新闻联播",
    ]
)
_AGENCY_END = re.compile(r"(?:通讯社|日报|晚报|早报|商报|电视台|广播电台|新闻网|客户端|融媒体中心|频道)社?$")
_BODY_END = re.compile(r"(?:社|网|报|台|局|部|委|办|处|科|队|院|校|厅|会|府|中心|公司|集团|学校|大学|办公室|指挥部)$")

_HAN = r"[\u3400-\u9fff]"
_SPACED_OUT = re.compile(rf"(?<!{_HAN}){_HAN}(?:[ \u3000]+{_HAN})+(?!{_HAN})")
_FRAME = re.compile(r"[()（）\[\]【】□■●○◎◆:：*]")
_SEPARATOR = re.compile(r"[\s、，,;；/／|&]+")
_ROLE_WORD = re.compile(rf"^(?:本报|本网|本台)?({'|'.join(sorted(ROLES, key=len, reverse=True))})(.*)$")
_PHOTOGRAPHED = re.compile(r"^(.{2,})摄影?$")


def read_authors(author: str) -> tuple[tuple[CreditDraft, ...], str]:
    """The credits of an author field in printed order, none twice, and the agency it names (or an empty string).

    `记者 林晓禾 赵守田 通讯员 靳海棠` gives three persons; `新华社记者 王五` a reporter and the agency; a body that
    signs (`市委宣传部`) is a credit that is no person.
    """
    credits: dict[tuple[str, str], CreditDraft] = {}
    agencies: list[str] = []
    role = UNMARKED_ROLE
    for word in _words(author):
        agency, word = _split_agency(word)
        if agency and agency not in agencies:
            agencies.append(agency)
        marked = _ROLE_WORD.match(word)
        if marked and (len(marked[1]) > 1 or not marked[2]):
            role, word = ROLES[marked[1]], marked[2]
        if not word:
            continue
        if word == "摄":
            _turn_last_into_photographer(credits)
            continue
        photographed = _PHOTOGRAPHED.match(word)
        name, own_role = (photographed[1], "摄影") if photographed else (word, role)
        credits.setdefault((name, own_role), CreditDraft(name, own_role, is_person=not is_body(name)))
    return tuple(credits.values()), "、".join(agencies)


def is_body(name: str) -> bool:
    """Four characters and more that end as a body's name does; a person of three may well be called 李建社."""
    return len(name) >= 4 and _BODY_END.search(name) is not None


def _words(author: str) -> list[str]:
    plain = _FRAME.sub(" ", author).replace("本报讯", " ")
    return [word for word in _SEPARATOR.split(_SPACED_OUT.sub(_close_up, plain)) if word]


def _close_up(run: re.Match[str]) -> str:
    """Names whose characters stand apart: `杜 玲` is one name, four characters are two names."""
    characters = run[0].split()
    sign = characters.pop() if characters[-1] == "摄" else ""
    size = 2 if len(characters) % 2 == 0 else 3
    names = ["".join(characters[start : start + size]) for start in range(0, len(characters), size)]
    return " ".join([*names, sign])


def _split_agency(word: str) -> tuple[str, str]:
    """The agency a word names, alone or before a role word (新华社记者), and what is left of the word."""
    for length in range(len(word), 1, -1):
        head, rest = word[:length], word[length:]
        if (head in AGENCIES or _AGENCY_END.search(head)) and (not rest or _ROLE_WORD.match(rest)):
            return head, rest
    return "", word


def _turn_last_into_photographer(credits: dict[tuple[str, str], CreditDraft]) -> None:
    """`柏青山 摄`: the word after the name says what it is."""
    if credits:
        (name, _), last = credits.popitem()
        credits.setdefault((name, "摄影"), CreditDraft(last.name, "摄影", last.is_person))
