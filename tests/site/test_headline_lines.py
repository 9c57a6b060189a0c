"""Where a headline may break: between its own lines, and never within a short quoted name."""

from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from articles.templatetags.headline_lines import headline_lines

PIECES = st.lists(
    st.sampled_from(["怀川", "“", "”", "《", "》", " ", "<br>", "<mark>码上办</mark>", "<mark>", "</mark>"])
)


def shown(html: str) -> str:
    return headline_lines(SafeString(html))


def test_each_line_of_a_headline_is_kept_apart() -> None:
    assert shown("问题不解决 专班不撤离") == (
        '<span class="line">问题不解决</span> <span class="line">专班不撤离</span>'
    )


def test_lines_of_the_record_stay_lines() -> None:
    assert (
        shown("怀川码上办<br>今日上线") == '<span class="line">怀川码上办</span><br><span class="line">今日上线</span>'
    )


def test_a_short_quoted_name_stays_whole_with_the_mark_of_its_hit() -> None:
    assert shown("助力“<mark>数字</mark>怀川”建设") == (
        '<span class="line">助力<span class="kept">“<mark>数字</mark>怀川”</span>建设</span>'
    )


def test_a_number_stays_with_its_measure_word() -> None:
    assert shown('新增床位<mark id="hit-12">1,100张</mark>') == (
        '<span class="line">新增床位<mark id="hit-12"><span class="kept">1,100张</span></mark></span>'
    )
    assert "kept" not in shown("A&#39;B")


def test_a_long_quotation_breaks_as_it_likes() -> None:
    assert "kept" not in shown("“走进怀川听一听群众怎么说的”座谈会")


def test_a_mark_that_crosses_a_border_is_never_cut() -> None:
    assert shown('推进<mark id="hit-1">“数字</mark>怀川”') == (
        '<span class="line">推进<mark id="hit-1">“数字</mark>怀川”</span>'
    )
    crossing = '一线<mark id="hit-1">观察 问题</mark>不解决'
    assert shown(crossing) == crossing


@given(PIECES)
def test_nothing_but_elements_is_added(pieces: list[str]) -> None:
    html = "".join(pieces)
    added = ('<span class="line">', '<span class="kept">', "</span>")
    left = shown(html)
    for element in added:
        left = left.replace(element, "")
    assert left == html
