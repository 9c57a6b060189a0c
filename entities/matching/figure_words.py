"""The words of figures: units, qualifiers, and what is cut off a measure. Pure."""

import re

MULTIPLIERS = {
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
    "万亿": 1_000_000_000_000,
}

#: The longest first. 年, 月, 日, 时, 号, 楼, 层, 室, 版, 届, 岁 are left out: they make dates, addresses and ages.
UNITS = (
    "个百分点|百分点|平方公里|平方千米|平方米|立方米|千瓦时|万千瓦|千瓦|兆瓦|公里|千米|厘米|毫米|英里|公斤|千克|公顷|人民币|美元|欧元|港元|日元|韩元|英镑|"
    "人次|剂次|车次|班次|架次|批次|户次|件次|周年|个月|小时|分钟|GWh|MWh|kWh|GW|MW|[%％‰]|"
    "元|人|名|位|家|户|个|件|项|条|次|起|例|台|套|辆|架|艘|列|吨|克|米|亩|度|秒|天|倍|剂|针|册|本|篇|幅|张|枝|株|棵|头|只|匹|尾|所|座|栋|幢|间|处|支|批|种|类|场|笔|宗|桩|封|份|部|款|对|顶|箱|瓶|袋|盒|把|副|块|根|道|门|组|队"
)
#: What numbers in Chinese characters count where they are figures and no part of a word.
CHINESE_UNITS = "名|户|家|例|人次|万元|亿元"

QUALIFIERS_BEFORE = (
    "大约|约为|约|将近|接近|近|超过|超|逾|突破|不到|不足|不低于|不少于|不超过|不超|低于|少于|高于|至少|"
    "最高可达|最高达|最高|最低|最多可达|最多|高达|低至|多达|只有|仅"
)
APPROXIMATE_AFTER = "以上|以下|以内|左右|上下"

#: 第3名, 前10家: a rank. A digit, a letter, a point or a dash before: the number is part of a longer one.
NOT_BEFORE = re.compile(r"(?:第|前|[A-Za-z]|\d[.,，:：/]?|[-—–－~～]|No\.)\s?$")

#: A class, not a quantity, is what 级 follows: 59公斤级; 两家人 is a family, 2006款 a model's year.
NOT_AFTER = re.compile("级|(?<=家)[人]")
MODEL_YEAR = re.compile("(?:19|20)[0-9]{2}款")

#: What says nothing of the measure at its beginning …
LEADING = re.compile(
    "^(?:目前|截至目前|截至|据统计|据了解|据悉|其中|同时|此外|另外|预计|今年以来|今年|去年|全年|已经|已|还|又|也|共计|共(?![同享建])|总计|合计|累计|一共|先后|分别|以及|并且|并|和|与|及|现(?![代有行场金任存货])|其(?![他余实])|为(?!了)|在|从|由|的|了|至|到(?!位))+"
)
#: … and at its end.
TRAILING = re.compile(
    "(?:达到了|达到|达|为|是|(?<!拥)有|到|至|了|的|共计|共|总计|合计|累计|约|近|超|已|仅|就|均|各|在|以|由|从|和|与|及|等|约占|可达|可|还|再|又)+$"
)
#: What a measure's noun ends before.
AFTER_STOP = re.compile(
    "[的了，。0-9]|和|与|及|以及|参加|出席|进行|开展|获得|完成|实现|达到|位于|分别|以上|左右|组成|可以|能够|正在|已经|已|被|将|在|为|是|到|从|向|对|由|用于|作为|来自|均|都|增长|下降|提高|减少|增加"
)
