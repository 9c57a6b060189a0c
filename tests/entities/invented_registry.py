"""A small invented registry for tests of the matcher: entries of a city, its counties, its province and the nation."""

from entities.matching.gazetteer import Gazetteer, build_gazetteer
from entities.matching.names import find_names
from entities.matching.registry import Alias, AliasRule, Entry, EntryType, Home, Level, NameMatch

HOME = Home(city="焦作市", province="河南省")
QUOTED, STANDALONE = AliasRule.QUOTED, AliasRule.STANDALONE


def department(name: str, level: Level, place: str = "", *aliases: Alias, weight: float = 1.0) -> Entry:
    number = sum(map(ord, name))
    return Entry(EntryType.DEPARTMENT, number, name, aliases, level, place, weight=weight)


def program(name: str, *aliases: Alias) -> Entry:
    return Entry(EntryType.PROGRAM, sum(map(ord, name)), name, aliases)


ENTRIES = (
    department("焦作市财政局", Level.CITY, "焦作市"),
    department("焦作市园林局", Level.CITY, "焦作市"),
    department("沁阳市园林局", Level.COUNTY, "沁阳市"),
    department("中共焦作市委", Level.CITY, "焦作市", Alias("焦作市委", STANDALONE), weight=0.3),
    department("焦作市人民政府", Level.CITY, "焦作市", Alias("焦作市政府", STANDALONE), weight=0.3),
    department("中共焦作市委宣传部", Level.CITY, "焦作市", Alias("焦作市委宣传部")),
    department("河南省园林厅", Level.PROVINCE, "河南省"),
    department("中共河南省委", Level.PROVINCE, "河南省", Alias("河南省委", STANDALONE), weight=0.3),
    department("财政部", Level.NATIONAL),
    department("中共焦作市山阳区委", Level.COUNTY, "山阳区", Alias("山阳区委", STANDALONE), weight=0.3),
    department("中共修武县委", Level.COUNTY, "修武县", Alias("修武县委", STANDALONE), weight=0.3),
    department("焦作市高新区", Level.COUNTY, "高新区", Alias("高新区", STANDALONE)),
    department("太行街道", Level.TOWN, "山阳区", Alias("山阳区太行街道")),
    department("沁阳市太行街道", Level.TOWN, "沁阳市"),
    program("银杏计划"),
    program("焦作市云桥平台", Alias("云桥平台", STANDALONE)),
    program("焦作市智慧金融服务平台", Alias("智慧金融服务平台")),
    program("河南省云桥平台"),
    program("《焦作市云桥平台运行办法》"),
    program("市园林局2031年工作要点"),
    program("一件事", Alias("一件事", QUOTED)),
    program("乡土复兴", Alias("乡土复兴", STANDALONE)),
    program("绿码360"),
)
GAZETTEER = build_gazetteer(ENTRIES)


def find(text: str, *, home: Home = HOME, gazetteer: Gazetteer = GAZETTEER) -> list[NameMatch]:
    return list(find_names(text, gazetteer, home).matches)


def found(text: str, *, home: Home = HOME) -> list[str]:
    """The canonical names found, in the order of the text."""
    return [match.canonical for match in find(text, home=home)]
