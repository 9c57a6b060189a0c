"""The words of figures: units, qualifiers, and what a number is no figure beside. Pure."""

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
    "人次|剂次|车次|班次|架次|批次|户次|件次|台次|辆次|场次|台套|人份|周年|个月|小时|分钟|秒钟|GWh|MWh|kWh|GW|MW|[%％‰]|"
    "元|人|名|位|家|户|个|件|项|条|次|起|例|台|套|辆|架|艘|列|吨|克|米|亩|度|秒|天|倍|剂|针|册|本|篇|幅|张|枝|株|棵|头|只|匹|尾|所|座|栋|幢|间|处|支|批|种|类|场|笔|宗|桩|封|份|部|款|对|顶|箱|瓶|袋|盒|把|副|块|根|道|门|组|队"
)
#: What numbers in Chinese characters count where they are figures and no part of a word.
CHINESE_UNITS = "名|户|家|例|人次"
#: Told with 不到, 仅, 只需 … a time is a figure in Chinese characters, too: 不到一分钟.
TIMES = "小时|分钟|秒钟|天|个月"
TIME_QUALIFIERS = "不到|不足|不超过|仅需|只需|仅用|只用|最快|最短|平均"

QUALIFIERS_BEFORE = (
    "大约|约为|约|将近|接近|逼近|近|超过|超|逾|突破|不到|不足|不低于|不少于|不超过|不超|低于|少于|高于|至少|"
    "最高可达|最高达|最高|最低|最多可达|最多|高达|低至|多达|只有|仅"
)
APPROXIMATE_AFTER = "以上|以下|以内|左右|上下|出头"

#: 第3名, 前10家: a rank; 零下5度, 4×100米: no number of its own; a digit, a letter, a point or a dash before: the
#: number is part of a longer one.
NOT_BEFORE = re.compile(r"(?:第|前|零下|[北南]纬|[东西]经|[×xX]|[A-Za-z]|\d\s?[.,，:：/]?|[-—–－~～]|No\.)\s?$")

#: What a number with its unit is the beginning of, and no figure: a class (59公斤级), a family (两家人), a race
#: (100米栏), a duel (3对3), a distance to a place (20公里处), a fixed name (百家宴, 15分钟生活圈, 24小时自助服务).
NOT_AFTER = re.compile(
    r"级|(?<=家)[人宴姓争讲号饭]|(?<=千家)万户|(?<=米)[板台栏跑接自蛙蝶仰混]|(?<=公里)(?:集体|竞走|个人)|(?<=对)\d|(?<=[米里])[处外]|"
    r"(?<=分钟).{0,4}圈|(?<=小时).{0,4}圈|名单|人制|"
    r"(?<=24小时)(?:不间断|不打烊|全天|自助|在线|值[班守]|营业|服务|热线|开放)"
)
MODEL_YEAR = re.compile("(?:19|20)[0-9]{2}款")
#: 04架, 007次: a number that names.
NAMING_NUMBER = re.compile(r"0\d")
