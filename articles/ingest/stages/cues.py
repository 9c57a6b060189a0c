"""The words by which a newspaper says what a passage is. Patterns read text without white space unless they say so."""

import re

#: Roles as they are printed before a name, the longer first.
ROLES = (
    "全媒体首席记者",
    "全媒体见习记者",
    "全媒体记者",
    "融媒体记者",
    "首席记者",
    "见习记者",
    "实习记者",
    "特派记者",
    "特约记者",
    "驻站记者",
    "摄影记者",
    "特约通讯员",
    "记者",
    "通讯员",
    "实习生",
    "特约撰稿人",
    "撰稿",
    "作者",
    "文字整理",
    "整理",
    "编辑",
    "摄影",
)
ROLE = "(?:" + "|".join(ROLES) + ")"
AGENCIES = ("新华社", "中新社", "中新网", "人民网", "新华网", "央视新闻", "央广网", "中国新闻社", "河南日报", "大河网")
PUBLISHER = "(?:本报|本刊|本网|本台|" + "|".join(AGENCIES) + ")"
#: Who makes a page: they are named at its edge or under its last article, and wrote none of it.
STAFF_ROLES = (
    "本版编辑",
    "责任编辑",
    "责编",
    "版式",
    "校对",
    "审校",
    "审读",
    "美编",
    "组版",
    "排版",
    "制图",
    "值班编委",
    "值班主任",
)
#: Where the writer works, behind the text; it names nobody.
AFFILIATION = re.compile(r"作者(?:单位|简介|系|为|是|现[为任])[^（()）。]*")
#: Where the text was taken from.
SOURCE = re.compile(r"(?:稿件|文章|信息|内容)?来源\s?[:：]\s?(?P<source>[^（()）。，]{2,20})")

#: An opening that names the agency or this paper: 本报讯, 本报北京3月4日电, 新华社郑州3月4日电.
DATELINE = re.compile(
    r"(?:据?(?P<agency>新华社|中新社|中新网|新华网|央视新闻|人民网|中国新闻社)|本报|本网|本刊)"
    r"(?:[\u4e00-\u9fff/]{2,8}?)??(?:(?:\d{1,4}年)?\d{1,2}月\d{1,2}日)?(?P<wire>专?[讯电])(?![\u4e00-\u9fff]{0,1}[话力脑视器子影])"
)
#: The bracket that follows it: （记者张三通讯员李四）. Also alone, where OCR spoilt what stands before.
BRACKET_BYLINE = re.compile(rf"[（(](?:本报|[^（()）。，]{{0,6}}?){ROLE}[^（()）。]{{1,60}}[）)]")
#: A dateline that OCR spoilt still has its bracket.
SPOILT_OPENING = re.compile(r"本.{1,2}[讯汛迅机训][（(][^（()）。，]{3,30}[）)]")
#: What follows a good dateline may name the writer, whatever OCR made of the role or of the bracket's opening mark.
BRACKET_AFTER_DATELINE = re.compile(rf"(?:[（(]|.?(?={ROLE}))[^（()）。，]{{3,40}}[）)]")

#: Signs before a byline on its own line.
BYLINE_SIGNS = "□■●○◎◆◇▲△"
#: A whole line that is a byline, spaces kept: 本报记者 张 三 通讯员 李 四.
BYLINE_LINE = re.compile(
    rf"(?:[{BYLINE_SIGNS}]\s?)?(?:(?:文[/·、]?图|图[/·、]?文|撰?文|图)\s?[/·:：]?\s?)?(?:{PUBLISHER}\s?)?(?:驻\S{{1,6}}\s?)?"
    rf"{ROLE}(?!证)[\s:：/]?\s?[\u4e00-\u9fff·]"
    r"[^。，！？；：“”《》]{1,50}$"
)
#: A line without a role that says whose the text and the pictures are: 文/张三, 张三/文, 文/图 张三, 撰文 张三.
MEDIUM_LINE = re.compile(
    rf"(?:[{BYLINE_SIGNS}]\s?)?(?:撰?文字?|图片?|摄影)\s?[/·:：]|[^。，！？；“”《》]{{2,16}}\s?/\s?(?:撰?文|图)(?![\u4e00-\u9fff])"
    rf"|(?:[{BYLINE_SIGNS}]\s?)?(?:撰文|文[/·、\s]?图|图[/·、\s]?文)\s"
)
#: What every line has that is a byline without a role, or names a source: few lines do.
SIGNED_HINT = re.compile(rf"[{BYLINE_SIGNS}]|.{{0,3}}[文图摄]|.{{0,4}}源|.{{0,20}}/")
_NAME = r"(?:[\u4e00-\u9fff](?:\s[\u4e00-\u9fff]){2}|[\u4e00-\u9fff]{1,2}\s?[\u4e00-\u9fff·]{1,3})"
#: A whole line that credits a picture, spaces kept.
CREDIT_LINE = re.compile(
    rf"(?:[（(]?(?:{PUBLISHER}\s?)?(?:{ROLE}\s?)?(?:{_NAME}[\s、]?){{1,3}}\s?[/·]?\s?(?:摄影报道|摄影?|供图)[）)]?"
    r"|[（(][^（()）。]{2,30}(?:提供|供图)[）)]|[（(]?资料图片[）)]?|[（(]?图片来源[:：][^。]{2,20}[）)]?)$"
)
#: The credit at the end of a caption's own line.
CREDIT_END = re.compile(
    rf"(?<=[。！？”）) ])\s*(?:[（(])?(?:{PUBLISHER}\s?)?(?:{ROLE}\s?)?(?:{_NAME}[\s、]?){{1,3}}\s?"
    r"(?:摄影报道|摄影?|供图)[）)]?$"
)
#: Who gave the picture, in brackets behind the caption: （市总工会提供）.
PROVIDED_END = re.compile(r"(?<=[。！？”])\s*[（(][^（()）。]{2,24}提供[）)]$")
#: The writer's name at the end of a text: （记者 张三）, （文/图 本报记者张三 通讯员李四）, （张三）.
SIGNATURE_END = re.compile(
    rf"[（(](?:(?:文[/·、]?图|图[/·、]?文|文|图)\s?[/:：]?\s?)?(?:{PUBLISHER})?\s?(?:{ROLE}\s?[:：]?\s?[^（()）。，]{{2,40}}|{_NAME}(?:\s{_NAME})?)[）)]$"
)
#: The same with a role, behind the last sentence of a paragraph.
SIGNED_END = re.compile(rf"[。！？”][（(](?:{PUBLISHER})?\s?{ROLE}\s?[:：]?\s?[^（()）。，]{{2,40}}[）)]$")
AGENCY_END = re.compile(r"[（(]据?(?P<agency>新华社|中新社|中新网|新华网|人民网|央视新闻)[^（()）。]{0,10}[）)]$")
REPRINT_END = re.compile(r"[（(](?:原载|转载|摘自|来源)[^（()）]{2,40}[）)]$")

CAPTION_START = re.compile(r"(?:图[①-⑳]|图[一二三四五六七八九十][:：]|图为|图片?[:：]|[上下左右]图|题图|资料图)")
CAPTION_INSIDE = re.compile(r"图为")
#: Captions speak of one day or of these days.
DAY_START = re.compile(r"(?:\d{1,2}月\d{1,2}日|连日来|近日|日前|昨日|今日|入[春夏秋冬]以来|时下|眼下|初[春夏秋冬])")

MARK_BEGINS = re.compile(r"[（(](?:上接|紧接)")
MARK_IN = re.compile(r"[（(](?:上接|紧接)(?P<where>[^（()）]{1,16})[)）]")
MARK_OUT = re.compile(r"[（(](?:下转|转)(?P<where>[^（()）]{1,16})[)）]")

NOTICE_HEAD = re.compile(
    r"(?:.{0,24}(?:公\s?示|公\s?告|通\s?告|启\s?事|声\s?明)|.{0,16}(?:停[电水气]|招聘|招标|中标|拍卖|迁坟|寻人|更正|征集|评审结果)"
    r"(?:通\s?知|公\s?告|公\s?示|启\s?事|预告)?|致歉|更正)$"
)
NOTICE_WORDS = re.compile(
    r"声明作废|特此(?:公告|声明|通告|通知)|如有异议|联系人|线路停电|注意安全|不慎将|竞买|保证金|现予以公示|停电|停水|招标|供电公司"
    r"|敬请谅解|不便之处|请.{0,8}(?:市民|用户|居民|乘客|车主|单位).{0,12}(?:提前|做好|注意|绕行)|办公室$"
    r"|(?:展示|报名|咨询|联系|公示|拍卖|受理|办理|停水|停电)(?:时间|地点|电话|热线|方式|期)|(?:19|20)\d\d年\d{1,2}月\d{1,2}日$"
)
#: Who signs a notice, on a line of its own.
NOTICE_SIGNER = re.compile(r"(?:公司|[局委厅]|委员会|办公室|领导小组|中心|协会|医院|学校|政府)$")
#: Heads that are notices whatever follows.
NOTICE_SURE = re.compile(
    r"(?:公\s?示|公\s?告|通\s?告|遗失声明|声\s?明|启\s?事|寻人启事|招聘启事|停[电水气](?:通知|公告|预告)|拍卖公告|更正|致歉)$"
)
ADVERT_WORDS = re.compile(
    r"广告|热线[:：]|让利|选购|促销|优惠|开业|公益|核心价值观|讲文明|树新风|厉行节约|富强\s?民主|自由\s?平等|爱国\s?敬业"
    r"|(?:地址|地点|电话|咨询|订购|网址)[:：]|[（(]?0\d{2,3}[）)-]\s?\d{7,8}|距.{2,20}还有\s?\d+\s?天|扫码关注|二维码"
)
#: Lines that stand in adverts alone: days counted down, the day and place of a feast.
ADVERT_SURE = re.compile(
    r"今[日天]距.{2,20}还有\s?\d+\s?天$|(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s?(?:中国)?[\u4e00-\u9fff]{2,4}[·•][\u4e00-\u9fff]{2,6}$"
)
TEASER_HEAD = re.compile(r"(?:今日)?导\s?读$|今日看点$|要闻导读$")
TEASER_LINE = re.compile(r"[▶►▷>＞]{1,4}\s*|.{0,30}(?:详见|详细报道见|全文见).{0,8}\d{1,2}版")
BRIEF_HEAD = re.compile(r"(?:简\s?讯|一句话新闻|短\s?讯|快\s?讯|[简要]闻|速\s?览|新闻速览|新闻快递|行业动态)$")
BULLET = re.compile(r"[●•◆▲★○◇]")
SECTION_LABEL = re.compile(r"■.{2,10}?[.…·—\-_]*$")

#: ● 新闻提示, ◆链接: the name of a box.
BOX_LABEL = re.compile(r"[●•◆▲★○◇]\s?[\u4e00-\u9fff]{2,4}")

SENTENCE_END = "。！？!?…"
_CLOSERS = "”’」』）)》】\"'"


def ends_sentence(text: str) -> bool:
    """Whether the text can stop here: a full stop, question mark or the like, closing quotes and brackets aside."""
    bare = text.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in SENTENCE_END
