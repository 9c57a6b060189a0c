"""The score tells a right division from a wrong one, count by count."""

import json
from dataclasses import replace

import pytest

from articles.ingest.drafts import CreditDraft, DateEstimate, DateSource, Kind, SourceDraft
from articles.ingest.evaluation.scoring import Score, Tally, score_source, total
from articles.ingest.evaluation.truth import TruePage, TruthError, read_truth
from tests.store.drafts import DAY, FLOOD, LIBRARY, SCHOOL, Item, page_draft, source_draft

WANG = CreditDraft("王一鸣", "记者")


def truth(*articles: tuple[str, str], kind: str = "article", **fields: object) -> TruePage:
    items = [
        {"kind": kind, "headline": headline, "body": body, "byline": [{"name": "王一鸣", "role": "记者"}], **fields}
        for headline, body in articles
    ]
    page = {"family": "A", "issue_date": DAY.isoformat(), "items": items}
    return read_truth(json.dumps(page, ensure_ascii=False), "样例")


def draft(*articles: tuple[str, str], date: DateEstimate | None = None) -> SourceDraft:
    return source_draft(page_draft([Item(*each, (WANG,)) for each in articles]), date=date)[0]


def test_a_right_division_scores_full_marks() -> None:
    score = score_source(draft(FLOOD, SCHOOL), truth(FLOOD, SCHOOL))
    two = Tally(2, 2, 2)
    assert score == Score(1, two, two, names=two, reporters=two, dates=Tally(1, 1, 1))


def test_two_articles_run_together_are_one_too_few_and_none_right() -> None:
    joined = (FLOOD[0], FLOOD[1] + SCHOOL[1])
    score = score_source(draft(joined), truth(FLOOD, SCHOOL))
    assert score.articles == Tally(true=2, given=1, right=0)
    assert score.articles.f1 == 0


def test_a_neighbours_headline_is_stolen() -> None:
    swapped = draft((SCHOOL[0], FLOOD[1]), (FLOOD[0], SCHOOL[1]))
    score = score_source(swapped, truth(FLOOD, SCHOOL))
    assert (score.headlines.right, score.stolen) == (0, 2)


def test_kicker_and_headline_may_be_joined_but_not_changed() -> None:
    true = truth(FLOOD, kicker="连日暴雨")
    assert score_source(draft(("连日暴雨 " + FLOOD[0], FLOOD[1])), true).headlines.right == 1
    assert score_source(draft(("连日大雨 " + FLOOD[0], FLOOD[1])), true).headlines.right == 0


def test_where_the_page_holds_no_headline_none_is_right() -> None:
    hidden = truth(FLOOD, headline_in_text=False)
    assert score_source(draft(FLOOD), hidden).headless == Tally(1, 1, 0)
    page = page_draft([Item(*FLOOD)])
    bare = replace(page, articles=(replace(page.articles[0], headline=""),))
    assert score_source(source_draft(bare)[0], hidden).headless == Tally(1, 1, 1)


def test_captions_and_notices_count_neither_way() -> None:
    true = replace(truth(FLOOD), items=(*truth(FLOOD).items, *truth(LIBRARY, kind="notice").items))
    assert score_source(draft(FLOOD, LIBRARY), true).articles == Tally(1, 1, 1)
    page = page_draft([Item(*FLOOD), Item(*LIBRARY)])
    caption = replace(page.articles[1], kind=Kind.PHOTO_CAPTION)
    as_caption = source_draft(replace(page, articles=(page.articles[0], caption)))[0]
    assert score_source(as_caption, truth(FLOOD)).articles == Tally(1, 1, 1)


def test_a_reporter_with_another_role_is_wrong() -> None:
    page = page_draft([Item(*FLOOD, (CreditDraft("王一鸣", "通讯员"),))])
    score = score_source(source_draft(page)[0], truth(FLOOD))
    assert (score.names, score.reporters) == (Tally(1, 1, 1), Tally(1, 1, 0))


def test_a_name_at_another_article_is_wrong() -> None:
    page = page_draft([Item(*FLOOD), Item(*SCHOOL, (WANG,))])
    true = replace(truth(FLOOD), items=(*truth(FLOOD).items, *truth(SCHOOL, byline=[]).items))
    assert score_source(source_draft(page)[0], true).names == Tally(1, 1, 0)


def test_who_took_the_picture_is_no_reporter() -> None:
    page = page_draft([Item(*FLOOD, (WANG, CreditDraft("李春梅", "摄影")))])
    assert score_source(source_draft(page)[0], truth(FLOOD)).names == Tally(1, 1, 1)


def test_the_headline_of_an_article_cut_badly_still_counts() -> None:
    half = (SCHOOL[0], FLOOD[1][: len(FLOOD[1]) * 2 // 3])
    score = score_source(draft(half), truth(FLOOD))
    assert (score.articles.right, score.headlines) == (0, Tally(1, 1, 0))


def test_truth_made_by_hand_names_its_bodies_by_their_lines() -> None:
    item = {"kind": "article", "headline": FLOOD[0], "kicker_or_subtitle": None, "byline": [], "body_lines": [[2, 3]]}
    day = {"best": DAY.isoformat(), "earliest": DAY.isoformat(), "latest": DAY.isoformat()}
    page = json.dumps({"file": "样例.txt", "issue_date": day, "items": [item]}, ensure_ascii=False)
    true = read_truth(page, "样例", f"{FLOOD[0]}\n{FLOOD[1]}\n")
    assert (true.date, true.items[0].body) == (DAY, FLOOD[1])
    with pytest.raises(TruthError, match="behind the page's last"):
        read_truth(page, "样例", FLOOD[0])


@pytest.mark.parametrize(
    ("days", "tally"),
    [((0, 6), Tally(1, 1, 1)), ((0, 7), Tally(1, 1, 0)), ((3, 5), Tally(1, 1, 0)), (None, Tally(1, 0, 0))],
    ids=["narrow range", "wide range", "other days", "unknown"],
)
def test_a_date_is_right_when_a_narrow_range_holds_it(days: tuple[int, int] | None, tally: Tally) -> None:
    guess = DateEstimate()
    if days:
        earliest, latest = (DAY.fromordinal(DAY.toordinal() + day) for day in days)
        guess = DateEstimate(DateSource.INFERRED, latest, earliest, latest)
    assert score_source(draft(FLOOD, date=guess), truth(FLOOD)).dates == tally


def test_characters_in_no_item_are_counted() -> None:
    page = page_draft([Item(*FLOOD), Item(*SCHOOL)])
    lossy = source_draft(replace(page, articles=page.articles[:1]))[0]
    assert score_source(lossy, truth(FLOOD)).lost >= len(SCHOOL[0]) + len(SCHOOL[1].replace("\n", ""))


def test_scores_add_up() -> None:
    one = score_source(draft(FLOOD), truth(FLOOD))
    assert total([one, one, one]).articles == Tally(3, 3, 3)


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"items": [{"kind": "article"}]}', '{"issue_date": "gestern", "items": []}']
)
def test_a_broken_truth_file_is_named(text: str) -> None:
    with pytest.raises(TruthError, match="样例: not a truth file"):
        read_truth(text, "样例")
