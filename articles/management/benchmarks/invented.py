"""Invents local news: headlines, paragraphs, names. Pure and deterministic: the same dice give the same text.

It is for measuring, so what matters is that words come as unevenly and sentences as long as in a newspaper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PLACES = _listed(
    """
    解放区 山阳区 中站区 马村区 示范区 沁阳市 孟州市 温县 武陟县 修武县 博爱县 城关镇 云台镇 赵和镇
    番田镇 大封镇 崇义镇 龙源街道 定和街道 太行街道 新华街道 焦南街道 民生街道 艺新街道 东孔庄村 驾部村
    岸上村 大南坡村 锦绣社区 丰收社区 建安小区
    """
)
BODIES = _listed(
    """
    教育局 交通运输局 水利局 农业农村局 商务局 文化广电和旅游局 卫生健康委 应急管理局 市场监管局 城市管理局
    生态环境局 自然资源和规划局 住房和城乡建设局 人力资源和社会保障局 民政局 司法局 统计局 审计局 气象局
    税务局 供销社 妇联 工商联
    """
)
SUBJECTS = _listed(
    """
    重点项目 老旧管网 乡村学校 社区食堂 便民驿站 智能车间 冷链物流 蔬菜大棚 小麦机收 河道治理 城市书房
    公交线路 养老服务 青年公寓 创业园区 民宿集群 非遗工坊 快递网点 充电设施 体育公园 家庭医生 农村公路
    污水处理 森林防火 信用评价 数据共享 夜间经济 职业培训 高标准农田 口袋公园 消费帮扶 校车安全 食品抽检
    供暖改造 招商引资 科技特派员 垃圾分类 人才引进
    """
)
VERBS = _listed("推进 部署 完善 调度 验收 启动 规范 拓展 优化 提升 督导 改造 整合 试点 推广 排查")
FRUITS = _listed("见成效 提质增效 跑出加速度 惠及千家万户 再上新台阶 进入快车道 获群众点赞 开新局 亮出成绩单 全面铺开")
TIMES = _listed("近日 昨日上午 日前 连日来 今年以来 上半年 入冬以来 春节过后 汛期来临前 前三季度 开学之际 周末清晨")
THINGS = _listed(
    """
    项目 问题 事项 企业 群众 农户 学生 老人 驿站 路灯 泵站 大棚 订单 岗位 座谈会 清单 平台 窗口
    车位 社区 网格员 志愿者
    """
)
MEASURES = _listed("台 个 户 件 家 处 公里 亩 万元 人次 吨 套 场 座")
ROLES = _listed(
    """
    负责人 驻村干部 种粮大户 退休教师 网格员 车间主任 合作社理事长 护林员 社区书记 创业青年 环卫工人
    驾驶员
    """
)
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹"
)
GIVEN = (
    "晓明国强海燕志远文博雨晴思敏建军春雁守田若兰子墨立秋振华玉洁家宁秀英永福桂芳长顺新宇雪梅浩然静怡俊杰"
    "素芬平安书恒一诺可欣青山海棠云舒"
)

OPENINGS = (
    "{time}，记者从市{body}获悉，我市{subject}{verb}工作取得新进展，{place}率先完成{number}{measure}任务。",
    "{time}，{place}{subject}{verb}现场会召开，来自各县区的{number}名代表实地察看了{number}处现场。",
    "“以前要跑好几趟，如今在家门口就办成了。”{time}，{place}{role}{name}说起{subject}，连说几个没想到。",
    "{time}，走进{place}，{subject}的建设场面热火朝天，{role}{name}正忙着清点刚到的{number}{measure}物资。",
    "市{body}{time}发布消息，全市{subject}累计完成{number}{measure}，同比增长{percent}%。",
)
SENTENCES = (
    "今年以来，{place}把{subject}作为头等大事，抽调{number}名干部组成专班，做到件件有着落。",
    "据统计，截至目前，全市已有{number}{measure}{thing}纳入台账，办结率达到{percent}%。",
    "市{body}相关负责人介绍，{subject}坚持因地制宜、分类施策，不搞一刀切。",
    "“{thing}多了，心里就踏实了。”{role}{name}笑着说。",
    "在{place}，{number}{measure}{thing}已经投入使用，平均每天服务{number}人次。",
    "针对{thing}中的难点，{place}建立周调度、月通报制度，先后解决{number}个问题。",
    "{role}{name}算了一笔账：同样的投入，{subject}让每户多收入{number}元。",
    "为了{verb}{subject}，{place}投入资金{number}万元，新增{number}{measure}{thing}。",
    "市{body}与{place}联合开展{subject}专项检查，出动{number}人次，整改隐患{number}处。",
    "与去年同期相比，{place}的{thing}数量增加了{percent}%，投诉量下降了近三成。",
    "记者看到，{thing}的门口贴着一张{subject}流程图，谁来办、何时办、怎么办，一目了然。",
    "当天下午，{name}又和同事们赶往{place}，继续{verb}{subject}。",
)
CLOSINGS = (
    "下一步，市{body}将继续{verb}{subject}，让更多群众受益。",
    "{name}表示，年底前还将再建{number}{measure}{thing}。",
    "目前，{subject}各项工作正在有序推进。",
)
HEADLINES = (
    "{place}{subject}{fruit}",
    "我市{verb}{subject} {number}{measure}{thing}受益",
    "{subject}：{place}的{number}个变化",
    "市{body}{verb}{subject}",
    "一个{role}和他的{thing}",
)
PROGRAM_SENTENCES = (
    "作为“{program}”的一项内容，{subject}已覆盖{place}。",
    "记者了解到，“{program}”开展以来，{place}累计受理{number}件。",
    "{role}{name}说，多亏了“{program}”，{thing}的事很快有了着落。",
    "截至目前，“{program}”累计服务{thing}{number}个，办结率达{percent}%。",
)
DEPARTMENT_SENTENCES = (
    "{department}有关负责人表示，将进一步{verb}{subject}。",
    "{department}会同{place}，对{thing}进行了逐一核查。",
    "这项工作由{department}牵头，{number}家单位参与。",
    "{department}今年以来已投入资金{number}万元，惠及群众约{number}人。",
)


@dataclass(frozen=True, slots=True)
class InventedArticle:
    title: str
    body: str


def invent_article(dice: Random) -> InventedArticle:
    """A headline and three to seven paragraphs, 300 to 900 characters."""
    paragraphs = [fill(common(dice, OPENINGS), dice)]
    paragraphs += [
        "".join(fill(dice.choice(SENTENCES), dice) for _ in range(dice.randint(2, 4)))
        for _ in range(dice.randint(1, 5))
    ]
    paragraphs.append(fill(dice.choice(CLOSINGS), dice))
    return InventedArticle(title=fill(dice.choice(HEADLINES), dice), body="\n".join(paragraphs))


def invent_names(dice: Random, count: int) -> list[str]:
    """Different names of people, as many as asked for."""
    names: dict[str, None] = {}
    while len(names) < count:
        names[invent_name(dice)] = None
    return list(names)


def invent_name(dice: Random) -> str:
    return dice.choice(SURNAMES) + "".join(dice.choice(GIVEN) for _ in range(dice.choice((1, 2, 2, 2))))


def fill(template: str, dice: Random, **given: str) -> str:
    """The template with a word in each of its slots, the earlier words of a list the commoner ones."""
    words = {
        "time": dice.choice(TIMES),
        "place": common(dice, PLACES),
        "body": common(dice, BODIES),
        "subject": common(dice, SUBJECTS),
        "verb": dice.choice(VERBS),
        "fruit": dice.choice(FRUITS),
        "thing": common(dice, THINGS),
        "measure": dice.choice(MEASURES),
        "role": dice.choice(ROLES),
        "name": invent_name(dice),
        "percent": f"{dice.uniform(1, 99.9):.1f}",
    }
    text = template.format_map({**words, "number": "{}", **given})
    return text.format(*(dice.randint(2, 9999) for _ in range(text.count("{}"))))


def common(dice: Random, words: Sequence[str], skew: float = 2.5) -> str:
    """One of the words; the first is drawn far more often than the last, and the more so the larger `skew` is."""
    return words[int(len(words) * dice.random() ** skew)]
