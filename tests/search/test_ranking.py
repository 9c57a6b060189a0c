"""Which of two articles that both match stands above the other."""

import pytest

from articles.search.tantivy_index.backend import TantivyBackend
from tests.search.articles import fill, found, indexed

FILLING = "会议传达学习有关精神，听取各县区工作汇报，对下一阶段重点任务作出安排。" * 8


@pytest.mark.parametrize(
    ("text", "better", "worse"),
    [
        pytest.param(
            "营商环境",
            {"headline": "我市持续优化营商环境", "body": FILLING},
            {"headline": "我市召开工作例会", "body": "营商环境持续优化。" + FILLING},
            id="headline above lead",
        ),
        pytest.param(
            "营商环境",
            {"headline": "我市召开工作例会", "body": "营商环境持续优化。\n" + FILLING},
            {"headline": "我市召开工作例会", "body": FILLING + "\n营商环境持续优化。"},
            id="lead above the rest of the body",
        ),
        pytest.param(
            "营商环境",
            {"headline": "我市持续优化营商环境", "body": FILLING},
            {"headline": "我市召开工作例会", "body": FILLING + "营商环境要优化，营商环境要评比，营商环境要督导。"},
            id="once in the headline above often in the body",
        ),
        pytest.param(
            "研究生",
            {"headline": "高校研究生走进怀川", "body": FILLING},
            {"headline": "科学家研究生命起源", "body": FILLING},
            id="on word boundaries above across them, in headlines",
        ),
        pytest.param(
            "市长",
            {"headline": "例会", "body": FILLING + "市长出席并讲话。"},
            {"headline": "例会", "body": FILLING + "南京市长江大桥通车。"},
            id="on word boundaries above across them, in bodies",
        ),
        pytest.param(
            "怀川码上办",
            {"headline": "怀川码上办上线", "body": FILLING},
            {"headline": "例会", "body": "怀川码上办上线。" + FILLING},
            id="a name of the archive's own",
        ),
        pytest.param(
            "数字 经济",
            {"headline": "例会", "body": FILLING + "发展数字经济。"},
            {"headline": "经济", "body": "数字。" + FILLING},
            id="the query as it stands above its words apart, wherever they stand",
        ),
        pytest.param(
            "小麦 农机",
            {"headline": "例会", "body": FILLING + "小麦成熟，农机下田。" + FILLING},
            {"headline": "例会", "body": FILLING + "小麦成熟。" + FILLING + "农机下田。"},
            id="two words near each other above the same words scattered",
        ),
        pytest.param(
            "小麦 农机",
            {"headline": "例会", "body": FILLING + "农机下田，小麦成熟。" + FILLING},
            {"headline": "例会", "body": FILLING + "小麦成熟，小麦丰收。" + FILLING + "农机下田，农机检修。"},
            id="near each other the other way round, too",
        ),
        pytest.param(
            "数字经济发展",
            {"headline": "例会", "body": FILLING + "发展好数字的经济。" + FILLING},
            {"headline": "例会", "body": FILLING + "数字不小。" + FILLING + "经济向好。" + FILLING + "发展很快。"},
            id="the words of a run near each other above the same words scattered",
        ),
        pytest.param(
            "老旧小区改造",
            {"headline": "市领导调研老旧小区改造工作", "body": FILLING},
            {"headline": "改造记", "body": "老旧小区改造启动。" + FILLING + "老旧小区改造完工，老旧小区改造验收。"},
            id="a run in the headline above the same run in lead and body",
        ),
        pytest.param(
            "王伟 春耕",
            {"headline": "王伟调研春耕生产", "body": FILLING, "date": "2015-03-01"},
            {"headline": "春耕时节", "body": FILLING + "种粮大户王伟忙春耕。", "date": "2023-03-01"},
            id="both in the headline above one there and one in the body",
        ),
        pytest.param(
            "营商环境",
            {"headline": "我市优化营商环境", "body": FILLING, "date": "2022-01-28"},
            {"headline": "我市优化营商环境", "body": FILLING, "date": "2012-01-28"},
            id="newer above older at equal worth",
        ),
        pytest.param(
            "营商环境",
            {"headline": "我市优化营商环境", "body": FILLING, "date": "2012-01-28"},
            {"headline": "例会", "body": FILLING + "营商环境", "date": "2022-01-28"},
            id="worth above news",
        ),
        pytest.param(
            "营商环境",
            {"headline": "我市优化营商环境", "body": FILLING, "date": "1950-01-28"},
            {"headline": "我市优化营商环境", "body": FILLING, "date": None},
            id="dated above undated at equal worth",
        ),
    ],
)
@pytest.mark.parametrize("better_first", [True, False])
def test_order(
    backend: TantivyBackend, text: str, better: dict[str, str], worse: dict[str, str], *, better_first: bool
) -> None:
    articles = [indexed(article_id=1, **better), indexed(article_id=2, **worse)]
    filling = [indexed(headline="例会", body=FILLING) for _ in range(10)]
    fill(backend, [*(articles if better_first else reversed(articles)), *filling])
    assert found(backend, text) == [1, 2]
