"""A person says which of several reporters of one name signed."""

import pytest
from django.contrib.admin.models import LogEntry

from articles.errors import InvalidTextError
from articles.models import Credit, IndexQueueEntry
from articles.services.attribution import attribute_credit
from tests.builders import make_article, make_newspaper, make_reporter
from tests.desk.people import make_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def credit() -> Credit:
    return make_article(reporters=["王晓明"]).credits.get()


def test_a_credit_names_the_reporter_that_is_meant(credit: Credit) -> None:
    meant, editor = make_reporter(name="王晓明", note="摄影部"), make_reviewer()
    attribute_credit(credit, meant, by=editor)
    credit.refresh_from_db()
    assert credit.reporter == meant
    assert IndexQueueEntry.objects.get().article_id == credit.article_id
    assert (LogEntry.objects.get().user, LogEntry.objects.get().change_message) == (
        editor,
        "王晓明 → 王晓明（摄影部）",
    )


def test_a_body_that_signs_has_no_reporter(credit: Credit) -> None:
    assert attribute_credit(credit, None, by=make_reviewer()).reporter is None
    assert LogEntry.objects.get().change_message == "王晓明 → 机构"


def test_a_credit_that_is_right_is_left_alone(credit: Credit) -> None:
    attribute_credit(credit, credit.reporter, by=make_reviewer())
    assert not IndexQueueEntry.objects.exists() and not LogEntry.objects.exists()


def test_a_reporter_of_another_newspaper_is_refused(credit: Credit) -> None:
    other = make_reporter(name="王晓明", newspaper=make_newspaper(name="山阳日报", slug="shanyang"))
    with pytest.raises(InvalidTextError, match="另一家报纸"):
        attribute_credit(credit, other, by=make_reviewer())
    credit.refresh_from_db()
    assert credit.reporter != other
