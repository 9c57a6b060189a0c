"""The words that the names of measures are cut by. Pure."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: A subject and its predicate that together stay so short are kept whole.
WHOLE = 14
#: What a clause begins with before it says anything of what is counted.
TIME_FIRST = re.compile(
    r"(?:[到至在自从]?(?:\d{4}年|今年|去年|当年|全年|上半年|下半年|第?\S季度|本月|上月|近年|近\S年|年内)(?:以来|年初以来|初|底|末|间|来)?|"
    r"[\d－—-]{1,5}(?:月|日|时)(?:份|底|末|初|以来)?(?:当月)?|目前|截[至止](?:目前|现在)?|期间|日前|近期|近日|至今|今日|据统计|据了解|据悉|据介绍|年初以来)"
)
#: The paper's and the article's own.
SELF = re.compile(
    r"(?:该|本|这一)(?:平台|系统|中心|局|院|校|县|区|市|省|公司|项目|活动|厅|委|办|镇|乡|村|街道|社区)|我[市县区省国]|"
    r"(?:平台|系统|活动)(?=共|已|累计|先后)"
)
#: They go before a verb or a number and may be left out.
ADVERBS = _words(
    "已 已经 共 累计 共计 总计 合计 一共 先后 分别 就 又 还 也 均 都 仅 约 正 再 可 即 现 现已 专门 陆续 至少 "
    "大约 其中 同时 此外 另外 相继 各 如 另 则 便 更 总共 正在 率先 不断 持续 成功 明确 目前 当时 今年 却 几乎 "
    "共有 首次 一直 再次 最终 最高"
)
LEADING = _words(
    "预计 并 并且 以及 及 和 与 而 其 该 这 那 的 了 由 到 至 在 从 于 说 使 但 因 当 若 后 时 是 来自 含 包括 每 "
    "有 即使 把 将 被 以 按 按照 通过 围绕 会 能 可以 应 应该 要 需 需要 尚 里 内 如今 当前 现在 届时 随着 另据 "
    "其他 已有 还有 尚有 这样 只 才 平均 正好 却 几乎"
)
TRAILING = _words(
    "原来 早先 此前 过去 中 的 了 超 近 逾 约 着 及 和 与 由 从 自 至 到 于 有 高 低 多 又 各 仅 达成 可 就 不 每 "
    "来自 目前 成 入 比 较 小于 大于 不会 、 超过 突破 已有 还有 尚有 人民币 其他 其余 全部 定 就是 差不多 将 会"
)
COPULAS = _words("达 达到 为 是 占到 高达 约占 可达 等于 就是 约为 涨到 升到 达成")
PREPOSITIONS = _words("为 与 同 向 对 给 在 把 将 被 让 使 由 围绕 按照 按 通过 用 以 从 跟 于 除 自")
#: Verbs of change: what grew is said before them, or by the figure before.
CHANGE = _words(
    "压 降 升 增 减 涨 缩 增长 下降 提高 降低 上升 回升 减少 增加 上涨 下跌 提升 下调 上调 整合 压缩 缩短 扩大 "
    "下滑 回落 增至 升至 降至 发展 上浮 下浮 改进 调整 缩减 增幅 降幅"
)
RESULT_MARKS = _words("到 为 至 成")
#: Nouns that alone say nothing of what is counted.
BARE = _words("同比 环比 全年 增速 位次 分别")
#: Nouns of a goal or a state, which the words before the number name better: 结案58起的目标.
ABSTRACT = _words(
    "大关 关口 高位 努力 时间 领域 方面 行业 地区 目标 任务 标准 要求 水平 成绩 好成绩 规模 高度 纪录 记录 速度 "
    "比例 幅度 基础 力度"
)
COMPARISONS = _words("比 较 比上 较上")
CONJUNCTIONS = _words("及 和 与 以及 或 暨")
#: Read like verbs: 年产10万吨电池.
PRODUCES = _words("年产 日产 年生产 年处理 日处理 月产")
#: Behind a verb they make a noun of it: 对接会, 办结率.
NOUN_ENDINGS = _words(
    "会 率 员 者 机 器 所 室 线 点 队 费 金 额 量 数 法 证 书 网 区 站 车 品 物 林 场 馆 厅 团 组 班 岗 户 业"
)
#: One character, and the verb of its sentence all the same.
MAIN_VERBS = _words(
    "赴 获 受 到 达 去 来 是 有 没 会 能 要 做 抓 让 使 被 把 在 进 出 上 下 称 说 成 得 占 与 入 离 于 跑 坐 看"
)
#: What follows a number in characters within a clause: 三小时内.
MANNERS = _words("对口 轮流 随机 全力 共同 陆续 当中 现场 集体 之际 前夕 之后 之前 以来")
PLACE_ENDINGS = _words("当中 之中 中 时 处 内 上 下 里 之际 前夕 后 前 之后 之前 等")
#: What names nothing by itself.
EMPTY = _words(
    "全市 全省 全区 全县 全国 我市 经过 时间 时间内 时隔 人民币 家里 其他 左右 历时 已有 平均 之际 前夕 情况 方面 "
    "以上 以下 人民 关口 大关 总共 需要"
)
CAUSES = _words("造成 导致 致使 致 使")
#: Behind a name in quotes they say what it is, not what is counted.
CLASSES = _words("活动 平台 模块 行动 专项 系统 工程 项目 机制 小程序 客户端 工作 企业 事项 人员 干部 计划 政策 伴手礼")
AUXILIARIES = _words("能够 可以 可 能 即可 将 需 需要 已 已经 要 应 曾")
#: They begin what the counted ones do: 抽调10名干部配合街道.
SERIAL_VERBS = _words(
    "配合 组成 进行 参加 驰援 支援 援助 开展 参与 负责 协助 提供 下沉 用于 投入 反映 实施 完成 获得 举办 出席 "
    "入驻 签订 签署 纳入 进入 前往 享受 实现 使用 申请 发放 受到 列入 带领 担任 召开 推进 作为"
)
SPANS = _words("小时 分钟 天 年 个 月 内 里 间 来 专业 方面 年内")
#: One character that says enough of a size.
SIZES = _words("高 长 宽 深 厚 重")
PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "〈": "〉"}
BAD_ENDS = "的了着和与及或、在为由从对把被将比较按以于向每其该这那等又已就也还都是，·"
