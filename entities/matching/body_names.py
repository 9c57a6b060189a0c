"""How names of bodies of the state are made in Chinese: what they end in, what they never hold. Pure."""

import re

#: The longest first. 部 and 署 are left out: the nation's are registered, below it they are too often parts of words.
BODY_END = re.compile(
    "街道办事处|人民检察院|检察院|人民法院|人民政府|管委会|委员会|办公室|办公厅|指挥部|政府|法院|街道|中心|局|委|办|厅|院"
)

#: What makes another word of the ending: 局面, 委员, 办理.
_ANOTHER_WORD = {
    "局": re.compile("[面势部限长促域外]"),
    "委": re.compile("[员托派任屈婉身会]"),
    "办": re.compile("[理事法好学案证成完得起到了大实展校厂税结妥复件班]|公(?![布告开示])|一(?!位)"),
    "院": re.compile("[长士子校线落内里]|子"),
    "厅": re.compile("[长里内级局]"),
    "中心": re.compile("[城校区镇广位轴线点思组任村小学商医]"),
    "政府": re.compile("[性军采购间]|部门|职能|投资|债|工作报告|性基金"),
    "街道": re.compile("[上边两旁的]|两旁"),
    "法院": re.compile("[系]"),
    "办公室": re.compile("[里内的]"),
}
_WORD_BEFORE = {
    "局": re.compile("(?:[布格结大全时开变定终危战当僵出棋饭邮入十]|政治|(?<![民邮财行家税])政)$"),
    "办": re.compile("[举承主兴创代查督转交开协申经快通网能好才可未包操自新筹补严停试催速难易分惩法来再操]$"),
    "院": re.compile("(?:[医学剧影寺庭戏书画道妓后场]|孤儿|养老|福利|敬老|卫生|疗养|[大小深当出入住]|茶)$"),
    "厅": re.compile("(?:[大客餐展歌舞前门正侧分]|会议)$"),
    "中心": re.compile("[为以]$"),
    "委": re.compile("[推原编校评村居家党团支常部]$|军$"),
}

#: Words that no name of a body holds.
NOT_IN_A_NAME = re.compile(
    "[^\u3400-\u9fff0-9a-z]|(?<!数)据|(?<!成)都(?!市)|就(?!业)|[的了是被把将从向也而等说到去来给让使并或这那该其某我你他她们不没吗呢吧啊]|"
    "在|已经|正在|曾|还|表示|介绍|获悉|召开|联合(?!会)|会同|开展|通过|发布|要求|前往|负责|参加|了解|记者|今年|去年|昨|[0-9一二三四五六七八九十]+[年月日名家个]|"
    "领导|书记|主席|队长|队员|兼任|常委|[和与及、].*大学|主任|局长|市长|县长|区长|部长|处长|院长|代表|委员(?!会)|同志|先生|女士|作为|成为|位于|来自|属于|对于|关于|由于|为了|因为|所以|"
    "企业家|启动|推进|牵头|主办|承办|举办|下发|印发|出台|公布|批准|同意|决定|派出|查处|走进|走访|陪同|携手|部署(?!局)|宣布|认为|指出|强调|提醒|建议|提出|进行|实施|接到|收到|报告|申请|多家|多个|全部|所属|有关|相关|其他|部分|当地|各级|各|所有|以及|协会|学会|研究会|联盟|公司|[分支]行|信用卡|证券(?!监)|商业|干部|群众|广大|常务|视察|立即|联系|医疗队|以[\u3400-\u9fff]+为|重点对|军委|政治局|届|共产党|街道办(?!事处)"
)
#: A name that another one is joined to: 公安部和国家工商总局.
JOINED_TO = re.compile("^[和与及]|(?:局|委|厅|部|院|会|办|中心)[和与及]")
#: What a party committee is named with where its officials are meant.
OFFICIALS = re.compile("副?书记|常委|[\u3400-\u9fff]{2}部|[\u3400-\u9fff]{1,5}?(?:委|办|局|室|党校)")
#: Before these endings stand only places, and of courts their rank.
_LESSER_PLACES = "(?:[\u3400-\u9fff]{1,3}[市县区旗镇乡])*"
_COURT = re.compile(
    _LESSER_PLACES + "(?:第[一二三四]|最高|高级|中级|初级|海事|铁路运输|知识产权|互联网|金融|人民|军事|市|县|区|级)*"
)
PLACE_ONLY_BEFORE = {
    "政府": re.compile(_LESSER_PLACES + "(?:市|县|区|省|镇|乡|人民|特区)?"),
    "人民政府": re.compile(_LESSER_PLACES),
    "人民法院": _COURT,
    "法院": _COURT,
    "人民检察院": _COURT,
    "检察院": _COURT,
    "街道": re.compile("[\u3400-\u9fff]{2,3}"),
    "街道办事处": re.compile("[\u3400-\u9fff]{2,4}"),
}
#: Places to shop, see plays or be healed in, and firms, that end as bodies do.
FACILITY = re.compile(
    "(?:工程(?:技术)?|购物|会展|会议|体育|文化|艺术|商务|活动|展览|国际|健身|美容|物流|商业|娱乐|演艺|博览|酒店|度假|留学|语言|色彩|美术|奥体|水上|游泳|射击|自行车|金融|科技|创新|创业|孵化|研究|培训|医疗|医学|电竞|数据|客户服务|市民|广电|传媒|新闻|贸易|世贸|广播|电视)中心$|"
    "医院|学院|公司|集团|银行(?!业)|协会|俱乐部|大学|研究院$|设计院$|剧院$|影院$|画院$|书院$|电影院"
)
#: A name goes on with a unit of the body: its centre, office or branch.
UNIT_OF_A_BODY = re.compile(
    "(?<=纪委)监委|(?<=总局)[\u3400-\u9fff]{2,14}?局|(?:(?![和与及])[\u3400-\u9fff]{2,10}?(?:中心|分局|办公室)|[\u3400-\u9fff]{2,8}?办|直属分局|分局|机关服务中心)"
)
#: Bodies that are named without a place are of the kinds that every place has.
_FIELDS = (
    "教育|卫生|公安|财政|税务|国税|地税|工商|质监|安监|房管|房产管理|房地产管理|国土|国土资源|国土房产|规划|建设|住建|住房和城乡建设|民政|司法|人社|劳动|劳动保障|"
    "环保|环境保护|审计|统计|物价|粮食|邮政|邮政管理|旅游|体育|文化|广电|林业|水利|水务|农业|农业农村|交通|交通运输|城管|城市管理|监察|气象|地震|档案|信访|商务|科技|"
    "食药监|药监|市场监管|市场监督管理|生态环境|自然资源|应急管理|医保|医疗保障|发改|发展改革|发展和改革|国资|银监|保监|证监|卫健|卫生健康|经信|工信|住保|人防|金融|文明|扶贫|乡村振兴|机关事务管理|公共资源交易|行政审批|政务服务"
)
BARE_BODY = re.compile(
    f"(?:{_FIELDS}|教|建|商)(?:总局|局|委员会|委|厅|办公室)|(?:住保|房改|金融|人防|扶贫)办|(?:体彩|疾控|公共资源交易)中心"
)
#: The nation's bodies under which others stand, besides those that begin with 国家, 中国 …
MINISTRIES = re.compile(
    "(?:住房和城乡建设|住房城乡建设|人力资源和社会保障|人力资源社会保障|工业和信息化|文化和旅游|农业农村|生态环境|自然资源|国土资源|环境保护|应急管理|交通运输|"
    "公安|民政|司法|财政|教育|水利|商务|科技|科学技术|外交|建设|铁道|农业|卫生|文化|住建|工信|人社|劳动)部|国务院|人民银行|中科院|社科院"
)
JOINED_BY = frozenset(
    ("记者", "获悉", "来自", "会同", "联合", "以及", "经过", "通过", "今年", "近日", "昨日", "今日", "日前")
)
_FOREIGN = re.compile(
    "美国|英国|法国|德国|俄罗斯|俄|日本|印度|印尼|韩国|朝鲜|加拿大|澳大利亚|新加坡|意大利|西班牙|巴西|以色列|伊朗|伊拉克|埃及|荷兰|比利时|瑞典|新西兰|联合国|欧盟|古巴|"
    "泰国|越南|缅甸|土耳其|乌克兰|希腊|波兰|瑞士|墨西哥|阿根廷|巴基斯坦|阿富汗|联邦|白宫|外国|各国"
)
_ARMED = re.compile("军事|[陆海空]军|军区|军队|国防|武警|司令|部队")


def goes_on_as_another_word(text: str, end: re.Match[str]) -> bool:
    """布局, 办理, 委托: the ending is part of a word."""
    ending = end[0] if end[0] in _ANOTHER_WORD else end[0][-1:]
    after, before = _ANOTHER_WORD.get(ending), _WORD_BEFORE.get(end[0])
    return bool(after and after.match(text, end.end())) or bool(
        before and before.search(text[max(0, end.start() - 2) : end.start()])
    )


def ends_as_a_body(middle: str, ending: str) -> bool:
    """办 and 院 end many words; before them a body's field must stand."""
    if ending == "院":
        return middle.endswith(("社科", "科学", "中", "高", "法", "检察", "国土", "社会科学"))
    return ending != "办" or len(middle) >= 2


def is_foreign_or_armed(name: str) -> bool:
    return bool(_FOREIGN.search(name) or _ARMED.search(name))
