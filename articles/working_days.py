"""Days on which an office works: Monday to Friday.

Public holidays and the weekends that are worked for them are fixed anew by the State Council every year and are not
known here, so that a date within a holiday comes out too early.
"""

import datetime

SATURDAY = 5


def working_days_after(day: datetime.date, count: int) -> datetime.date:
    """The last of the `count` working days that follow `day`; `day` itself, working or not, is not counted."""
    while count > 0:
        day += datetime.timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day
