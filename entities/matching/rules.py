"""The rules by which a hit counts as a name, is no name, or shields what stands inside it. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from entities.matching.body_names import clean_from
from entities.matching.elsewhere import another_named_before
from entities.matching.folding import CLOSING, OPENING, FoldedText
from entities.matching.gazetteer import Gazetteer, Hit, Reading, Scan, Scope
from entities.matching.places import CITY_WORDS, PROVINCE_WORDS, is_misread_place_at_end, place_at_end, stem
from entities.matching.registry import AliasRule, EntryType, Home, Level

#: What follows a program's name where it is meant as a name even without quotes.
PROGRAM_NOUNS = (
    "活动", "专项行动", "行动", "平台", "app", "小程序", "客户端", "系统", "工程", "项目", "计划", "机制", "制度",
    "模式", "工作法", "战略", "政策", "改革", "集群", "热线", "专窗", "专区",
)  # fmt: skip

#: What makes of a department's name another body's or an official's title.
DEPARTMENT_TAIL = re.compile(
    "副?书记|常委|委员|员会|代表|托|工委|巡视|副?秘书长|办公室|办公厅|[一-龥]{2}部(?![门队分署])|政法委|政研室|研究室|督查|巡察|党校|网信办|编办|改革办|"
    "国资委|老干部|机要|保密|直属机关|法律顾问|参事|采购|门户|网站|大院|大楼|家属院|广场|招待所|"
    "(?:主要)?领导(?:批示|肯定)|(?:[、和]?[市省]政府)?的?中心工作"
)
#: What is named whole, and what its parts are called.
WHOLE_BODY = re.compile("(?:国务院|政府|常委会|人大|政协|[省市县区]委)$")
OFFICE_OF_A_WHOLE = re.compile(
    "(?![市省县区])[一-龥]{0,9}?(?:办公室|办公厅|工委|委员会|研究室|(?:新闻|港澳|台|法制|扶贫|食安)办|(?:国资|安|减灾)委)"
)
#: The nation's leaders are named by their offices in news that is not their office's: 全国政协主席, 国务院总理.
LEADERS_TITLE = re.compile("(?:党组)?副?(?:主席|总理|委员长|秘书长)|国务委员")
#: What makes of a program's name an organisation's.
PROGRAM_TAIL = re.compile(
    "局|有限公司|有限责任|股份|公司|集团|协会|学会|研究院|研究所|学院|基金|银行|领导小组|指挥部|委员会|办公室|管理中心|服务中心"
)
#: A short name that could be a kind of thing (示范区, 大数据平台, 区委) counts after these or after punctuation, never
#: after other characters: 国家级示范区, 脐橙大数据平台.
FREE_BEFORE = frozenset("在到从由向对与和及为是于至赴往把被将给让使经取了的据按以因并但或者跟同自去来入托用过")
HAN = re.compile(r"[\u3400-\u9fff]")
IN_A_COMMUNITY = re.compile(r"[\u3400-\u9fff]{1,8}?(?:社区|村)")
#: What stands in an area: 山阳区一处工地, 赵和镇的麦田.
AREA_ENDS = ("区", "县", "市", "街道", "镇", "乡")
WHERE_IN_A_COUNTY = re.compile("的?(?:[0-9]+|一)[家处名位所座]|某|[\u3400-\u9fff]{2,6}?(?:小学|中学)")
WHERE_IN_A_TOWN = re.compile(f"的|{WHERE_IN_A_COUNTY.pattern}")
STANDING_IN = ("位于", "坐落在", "家住", "来自")
#: 江西省委和省政府: the second body is of the place that the first one names.
CHAIN = re.compile(r"[市省](?:委|政府|纪委|人大(?:常委会)?|政协|委?副?书记|委常委|副?[市省]长)[、和与及兼]?$")
#: 美国商务部, 各成员国司法部.
FOREIGN = re.compile(
    r"(?:(?<![我中全])国|日本|俄罗斯|俄|印度|巴西|加拿大|澳大利亚|意大利|以色列|乌克兰|伊朗|越南|新加坡|土耳其|特区)$"
)
#: 各省区市政协, 两省政府: no city's and no one province's.
PLACES_IN_GENERAL = re.compile(r"(?:省区|自治区、?|各省、?|[两三四五六七八九十数多几各])$")
PLACE_ENDS = ("县", "区", "镇", "乡")
HOME_WORDS = (*CITY_WORDS, *PROVINCE_WORDS, "县", "区")
OPENING_MARKS = frozenset(OPENING)
CLOSING_MARKS = frozenset(CLOSING)
_ALNUM = re.compile(r"[0-9a-z]")
_LOOK_BACK = 16
_LOOK_AHEAD = 12


class Verdict(Enum):
    """A shield is no match, and nothing inside it is one either."""

    MATCH = "match"
    NO_MATCH = "no match"
    SHIELD = "shield"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules know of a hit: its newspaper, the article's counties, and the folded text on both sides."""

    home: Home
    counties: Collection[str]
    known_places: frozenset[str]
    #: Whether the sentence named another city or province last, and the article nowhere names its own.
    is_after_another: bool
    form: str
    before: str
    after: str
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an article plays: its newspaper's place, the counties that it names, and whether it names its own city
    or province."""

    home: Home
    counties: Collection[str]
    names_home: bool


def surroundings(gazetteer: Gazetteer, scan: Scan, hit: Hit, setting: Setting) -> Surroundings:
    text, form = scan.folded.text, gazetteer.forms[hit.form]
    is_open = form[0] in "市省" and not setting.names_home
    own = own_stems_of(gazetteer, setting.home) if is_open else frozenset()
    return Surroundings(
        home=setting.home,
        counties=setting.counties,
        known_places=gazetteer.known_places,
        is_after_another=is_open and another_named_before(form[0], text, hit.start, own),
        form=form,
        before=text[max(0, hit.start - _LOOK_BACK) : hit.start],
        after=text[hit.end : hit.end + _LOOK_AHEAD],
        is_quoted=stands_in_quotes(scan.folded, hit.start, hit.end),
    )


def judge(reading: Reading, around: Surroundings) -> Verdict:
    if not (in_scope(reading, around) and rule_holds(reading, around)) or is_of_another_place(reading, around):
        return Verdict.NO_MATCH
    return Verdict.SHIELD if is_address(reading, around) else Verdict.MATCH


def in_scope(reading: Reading, around: Surroundings) -> bool:
    match reading.scope:
        case Scope.ANYWHERE:
            return True
        case Scope.HOME_CITY:
            return reading.place == around.home.city and not is_another_city_meant(around)
        case Scope.HOME_PROVINCE:
            return reading.place == around.home.province and not around.is_after_another
        case Scope.COUNTY:
            return reading.place in around.counties and (len(around.counties) == 1 or reading.entry.level is Level.TOWN)
        case Scope.BARE:
            return False


def own_stems_of(gazetteer: Gazetteer, home: Home) -> frozenset[str]:
    return frozenset(stem(place) for place in (home.city, home.province, *gazetteer.counties.values()))


def is_another_city_meant(around: Surroundings) -> bool:
    """该市X after a county-level city was named may be that city's; so is 市X after 鞍山市 in news that is not our
    city's."""
    if around.is_after_another:
        return True
    return around.before.endswith("该") and any(county.endswith("市") for county in around.counties)


def is_office_of_a_whole(around: Surroundings) -> bool:
    """国务院港澳事务办公室, 市人大常委会办公室: a body of its own, and none of the government's or congress's doing."""
    office = OFFICE_OF_A_WHOLE.match(around.after) if WHOLE_BODY.search(around.form) else None
    return office is not None and clean_from(around.after, 0, office.end()) == 0


def rule_holds(reading: Reading, around: Surroundings) -> bool:
    if is_cut_out_of_a_number_or_word(around) or is_kind_of_department(reading, around):
        return False
    if reading.entry.type is EntryType.DEPARTMENT and is_office_of_a_whole(around):
        return False
    if reading.entry.level is Level.NATIONAL and LEADERS_TITLE.match(around.after):
        return False
    if reading.rule is AliasRule.QUOTED:
        return around.is_quoted or around.after.startswith(PROGRAM_NOUNS)
    if reading.rule is AliasRule.STANDALONE:
        return stands_alone(reading, around)
    return True


def is_cut_out_of_a_number_or_word(around: Surroundings) -> bool:
    """360 of 1360, app of apple."""
    return bool(
        (_ALNUM.match(around.form[0]) and _ALNUM.match(around.before[-1:]))
        or (_ALNUM.match(around.form[-1]) and _ALNUM.match(around.after[:1]))
    )


def is_kind_of_department(reading: Reading, around: Surroundings) -> bool:
    """财政部门 is no 财政部, 教育部署 no 教育部."""
    is_ministry = reading.entry.type is EntryType.DEPARTMENT and around.form.endswith("部")
    return is_ministry and around.after[:1] in ("门", "队", "分", "署")


def stands_alone(reading: Reading, around: Surroundings) -> bool:
    tail = PROGRAM_TAIL if reading.entry.type is EntryType.PROGRAM else DEPARTMENT_TAIL
    return not tail.match(around.after) and (not is_bare(reading, around) or is_free_before(around))


def is_bare(reading: Reading, around: Surroundings) -> bool:
    """Whether the form leaves out the place that its entry belongs to: 示范区, 大数据平台."""
    is_placed = around.form != reading.own_place and around.form.startswith((reading.own_place, *HOME_WORDS))
    return bool(reading.own_place) and not is_placed


def is_free_before(around: Surroundings) -> bool:
    last = around.before[-1:]
    return not HAN.match(last) or last in FREE_BEFORE


def stands_in_quotes(folded: FoldedText, start: int, end: int) -> bool:
    """Whether a quote or title mark opens right before the folded range and one closes right after it."""
    first, last = folded.span(start, end)
    return folded.original[max(0, first - 3) : first].rstrip()[-1:] in OPENING_MARKS and (
        folded.original[last : last + 3].lstrip()[:1] in CLOSING_MARKS
    )


def is_of_another_place(reading: Reading, around: Surroundings) -> bool:
    """Whether the text names a place right before the form that is not the entry's own: 郑州 before 市财政局."""
    form, before = around.form, around.before
    if not reading.own_place:
        return reading.entry.level is Level.NATIONAL and bool(FOREIGN.search(before))
    if form.startswith((reading.own_place, "我", "本", "该")):
        return False
    if form.startswith("全"):
        return is_another_citys(reading, around)
    if form[0] in "县区" and reading.scope is Scope.COUNTY and reading.entry.level is not Level.TOWN:
        return not is_free_before(around)
    if form[0] in "市省":
        return is_another_citys(reading, around)
    place = place_at_end(before, around.known_places)
    if place:
        return place not in own_stems(reading, around)
    return before.endswith(PLACE_ENDS)


def is_another_citys(reading: Reading, around: Surroundings) -> bool:
    before = around.before.removesuffix("全")
    while chain := CHAIN.search(before):
        before = before[: chain.start()]
    place = place_at_end(before, around.known_places)
    if place:
        return place not in own_stems(reading, around)
    return bool(PLACES_IN_GENERAL.search(before)) or is_misread_place_at_end(before, around.known_places)


def own_stems(reading: Reading, around: Surroundings) -> set[str]:
    return {stem(place) for place in (reading.own_place, around.home.city, around.home.province)}


def is_address(reading: Reading, around: Surroundings) -> bool:
    """解放区民生街道某某社区, 山阳区一处工地: the way to a community or where something stands, no word of the street's
    or district's office."""
    if reading.entry.level is Level.TOWN and reading.scope is Scope.ANYWHERE and IN_A_COMMUNITY.match(around.after):
        return True
    if reading.entry.level not in (Level.COUNTY, Level.TOWN) or not around.form.endswith(AREA_ENDS):
        return False
    where = WHERE_IN_A_TOWN if reading.entry.level is Level.TOWN else WHERE_IN_A_COUNTY
    return bool(where.match(around.after)) or around.before.endswith(STANDING_IN)
