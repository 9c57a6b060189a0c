"""A few days as bars: each as tall as its number, a day that has not come without one."""

from articles.charts.day_bars import HEIGHT, TOP, CountedDay, day_bars


def test_bars_are_as_tall_as_their_numbers() -> None:
    chart = day_bars(
        [CountedDay("周一", "周一：4", 4), CountedDay("周二", "周二：2", 2), CountedDay("周三", "", 0, True)]
    )
    tall, half, none = chart.bars
    assert [float(bar.height) for bar in chart.bars] == [HEIGHT - TOP, (HEIGHT - TOP) / 2, 0]
    assert float(tall.y) + float(tall.height) == HEIGHT == float(half.y) + float(half.height)
    assert (tall.number, half.number, none.number) == ("4", "2", "")
    assert tall.words == "周一：4"


def test_days_of_nothing_say_so() -> None:
    assert [bar.number for bar in day_bars([CountedDay("周一", "", 0), CountedDay("周二", "", 0)]).bars] == ["0", "0"]
