"""How names of bodies of the state are made in Chinese: what they end in, what they never hold. Pure."""

import re
from functools import cache
from pathlib import Path

#: Words of two characters that clauses are made of and names of bodies are not: verbs, adverbs, conjunctions and
#: pronouns of jieba's dictionary (MIT) that are common and stand in no name of a body known, and titles of officials.
CLAUSE_WORDS_FILE = Path(__file__).parent / "clause_words.txt"

#: The longest first. 部 and 署 are left out: the nation's are registered, below it they are too often parts of words.
BODY_END = re.compile(
    "街道办事处|人民检察院|检察院|人民法院|人民政府|管委会|委员会|办公室|办公厅|指挥部|街道办|政府|法院|街道|中心|党委|局|委|办|厅|院"
)

#: What makes another word of the ending: 局面, 委员, 办理.
_ANOTHER_WORD = {
    "局": re.compile("[面势部限长促域外]"),
    "委": re.compile("[员托派任屈婉身会]"),
    "办": re.compile("[理事法好学案证成完得起到了大实展校厂税结妥复件班赛]|公(?![布告开示])|一(?!位)"),
    "院": re.compile("[长士子校线落内里]|子"),
    "厅": re.compile("[长里内级局]"),
    "中心": re.compile("[城校区镇广位轴线点思组任村小学商医街]|支行|工作"),
    "政府": re.compile("[性军采购间]|部门|职能|投资|债|工作报告|性基金"),
    "街道": re.compile("[上边两旁的]|两旁"),
    "法院": re.compile("[系]"),
    "办公室": re.compile("[里内的]"),
    "党委": re.compile("[会委]"),
}
_WORD_BEFORE = {
    "局": re.compile("(?:[布格结大全时开变定终危战当僵出棋饭邮入十书]|政治|(?<![民邮财行家税])政)$"),
    "办": re.compile("[举承主兴创代查督转交开协申经快通网能好才可未包操自新筹补严停试催速难易分惩法来再操联急帮续合]$"),
    "院": re.compile("(?:[医剧影寺庭戏书画道妓后场]|孤儿|养老|福利|敬老|卫生|疗养|[大小深当出入住]|茶|(?<!科)学)$"),
    "厅": re.compile("(?:[大客餐展歌舞前门正侧分宴会政]|会议)$"),
    "中心": re.compile("[为以副大多小市区城镇县]$"),
    "委": re.compile("[推原编校评村居家党团支常部主]$|军$"),
}
#: Characters that stand in no name of a body, and words that do so but for what is told of each.
NOT_IN_A_NAME = re.compile(
    "[^\u3400-\u9fff0-9a-z]|(?<!数)据|(?<![成首])都(?!市)|就(?!业|医|诊|学)|[了是被把让或这那其某我你他她们不没吗呢吧啊说给尤且约兼]|"
    "的|将(?!军)|从(?!业|教)|(?<!导)向|也|而|(?<![高初平])等|到|去|(?<![外往])来|使(?!馆|用)|并(?!购|联)|该|在(?!线|建|外|华|京)|还|曾|对(?![外口台])|"
    "由|至(?!善)|于|每|很|最(?!高)|又|已|为(?!民|农|侨|老)|因|若|虽|仅|只|更|跟|凭|趁|沿|替|赴|往(?!来)|请|邀|讲|谈|看|听|问|告|叫|喊|想|做|拿|打(?![私击非])|找|"
    "联合(?![会国])|[0-9一二三四五六七八九十]+[年月日名家个号届场次]|领导(?!小组|干部)|常委(?!会)|[和与及、].*大学|代表(?!大会|处)|委员(?!会)|企业家|推进(?!委|办|局|小组|中心|工作)|公布|批准|"
    "派出(?!所)|部署(?!局)|认为|强调|进行|实施|申请|所有|研究会|[分支]行|信用卡|证券(?![监办])|商业(?!局|厅|委)|干部(?!局|管理)|常务(?!委)|医疗队|以[\u3400-\u9fff]+为|重点对|军委|政治局|政府间|实业家|届|共产党|"
    "国民党|民主党|民建|民革|民盟|奥林匹克|国际(?!经|贸|商|投|合|交|港务)|全球|世界|各|里(?!面|弄)|副(?!食|业)|社区(?!建|服|治|工|矫|教|卫)"
)
#: A name that another one is joined to: 公安部和国家工商总局.
JOINED_TO = re.compile(
    "^[和与及](?!国家机关)|(?:局|委|厅|部|院|会|办|中心|台|署)[和与及]|[和与及](?:国家(?!机关)|中国|全国|中央|市|省|县)"
)
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
    "街道办": re.compile("[\u3400-\u9fff]{2,4}"),
    "街道办事处": re.compile("[\u3400-\u9fff]{2,4}"),
    "党委": re.compile(_LESSER_PLACES + "(?:(?:[\u3400-\u9fff]{2,3}街道|局|[\u3400-\u9fff]{2,6}局))?"),
}
#: Places to shop, see plays or be healed in, and firms, that end as bodies do.
FACILITY = re.compile(
    "(?:工程(?:技术)?|企业技术|购物|会展|会议|体育|文化|艺术|商务|科创|活动|展览|国际|健身|美容|物流|商业|娱乐|演艺|博览|酒店|度假|留学|语言|色彩|美术|"
    "奥体|水上|游泳|射击|自行车|金融|科技|创新|创业|孵化|研究|培训|医疗|医学|电竞|客户服务|市民|广电|传媒|媒体|新闻|贸易|世贸|广播|电视|工贸|金贸|商贸|"
    "换乘|展示|文体|康复|康养|养生|托育|月子|家政|枢纽|游客(?:服务|集散)?|集散|配送|分拨|仓储|冷链|直播|电商|会客|生活|养老|日间照料|阅读|发射|航天|飞控|算力|(?<!大)数据|雪橇|滑雪|冰雪|"
    "环境教育|消费|制造|设计|时尚|经济|行政|交流|社区卫生服务|诊疗|体验|美食|影视|营销|销售)中心$|"
    "医院|学院|公司|集团|银行(?!业)|协会|俱乐部|大学|研究院$|设计院$|剧院$|影院$|画院$|书院$|电影院|工会联合会|酒店|饭店|宾馆|商会"
)
#: A name goes on with a unit of the body: its centre, office or branch.
UNIT_OF_A_BODY = re.compile(
    "(?<=纪委)监委|(?<=委)办|(?<=总局)[\u3400-\u9fff]{2,14}?局|办公[室厅]|"
    "(?:(?![和与及])[\u3400-\u9fff]{2,10}?(?:中心|分局|办公室)|[\u3400-\u9fff]{2,8}?办|直属分局|分局|机关服务中心)"
)
#: Bodies that are named without a place are of the kinds that every place has.
_FIELDS = (
    "教育|卫生|公安|财政|税务|国税|地税|工商|质监|安监|房管|房产|房产管理|房地产管理|国土|国土资源|国土房产|规划|建设|住建|住房和城乡建设|民政|司法|人社|劳动|劳动保障|"
    "环保|环境保护|审计|统计|物价|粮食|邮政|邮政管理|旅游|体育|文化|广电|林业|水利|水务|农业|农业农村|交通|交通运输|城管|城市管理|监察|气象|地震|档案|信访|商务|科技|"
    "食药监|药监|市场监管|市场监督管理|生态环境|自然资源|应急管理|医保|医疗保障|发改|发展改革|发展和改革|国资|银监|保监|证监|卫健|卫生健康|经信|工信|住保|人防|金融|文明|扶贫|乡村振兴|机关事务管理|公共资源交易|行政审批|政务服务|"
    "民航|铁路|烟草|海事|海关|消防|移民|园林|民宗|人力资源和?社会保障|退役军人事务|文化和旅游|文旅|投资促进|大数据|数据|城建|环卫|老干部|机关工|纪检监察"
)
BARE_BODY = re.compile(
    f"(?:{_FIELDS}|教|建|商)(?:总局|局|委员会|委|厅|办公室)|(?:住保|房改|金融|人防|扶贫|文明|信访|外事|编)办|(?:体彩|福彩|疾控|疾病预防控制|公共资源交易|政务服务|公积金|住房公积金管理)中心|社科院|中科院|中国科学院"
)
#: A name so long and of such an ending is one without its place too, where a clause begins with it.
FULL_BARE_NAME = re.compile(
    "(?!.*(?:双边|双方|指导|调查|执行|总统|中央|组织|评审|评选|筹备|选举|业主|居民|村民|仲裁|专家|学术|国务)委员会)[\u3400-\u9fff]{4,}(?:委员会|(?:管理|监管|监督|专卖|服务|事务|总)局)"
)
#: The nation's bodies under which others stand, besides those that begin with 国家, 中国 …
MINISTRIES = re.compile(
    "(?:住房和城乡建设|住房城乡建设|人力资源和社会保障|人力资源社会保障|工业和信息化|文化和旅游|农业农村|生态环境|自然资源|国土资源|环境保护|应急管理|交通运输|"
    "公安|民政|司法|财政|教育|水利|商务|科技|科学技术|外交|建设|铁道|农业|卫生|文化|住建|工信|人社|劳动)部|国务院|人民银行|中科院|社科院|民航"
)
JOINED_BY = frozenset(
    ("记者", "获悉", "来自", "会同", "联合", "以及", "经过", "通过", "今年", "近日", "昨日", "今日", "日前")
)
#: Other countries, and parties that govern no place.
_OTHERS = re.compile(
    "中情局|美国|英国|法国|德国|俄罗斯|俄|日本|印度|印尼|韩国|朝鲜|加拿大|澳大利亚|新加坡|意大利|西班牙|巴西|以色列|伊朗|伊拉克|埃及|荷兰|比利时|瑞典|新西兰|联合国|欧盟|古巴|"
    "泰国|越南|缅甸|土耳其|乌克兰|希腊|波兰|瑞士|墨西哥|阿根廷|巴基斯坦|阿富汗|联邦|白宫|独联体|阿拉伯|巴黎|苏格兰|外国|各国|该国|两国|别国|欧洲|非洲|亚洲|东京|京都|委内瑞拉|叙利亚|利比亚|巴勒斯坦|"
    "[\u3400-\u9fff]斯坦|合作组织|民革|民建|民盟|民进|九三学社|农工党|致公党|革命委员会"
)
_ARMED = re.compile("军事|[陆海空]军|军区|军队|解放军|国防|武警|司令|部队")


@cache
def clause_words() -> frozenset[str]:
    return frozenset(CLAUSE_WORDS_FILE.read_text(encoding="utf-8").split())


def clean_from(text: str, first: int, last: int) -> int:
    """From where on, up to `last`, nothing stands that no name of a body holds."""
    words = clause_words()
    start = last
    while start > first and text[start - 1 : min(start + 1, last)] not in words:
        start -= 1
    for found in NOT_IN_A_NAME.finditer(text, start, last):
        start = found.end()
    return start


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


def is_none_of_the_states(name: str) -> bool:
    return bool(_OTHERS.search(name) or _ARMED.search(name))
