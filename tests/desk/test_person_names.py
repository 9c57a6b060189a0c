"""Persons of the desk are called as their language calls them."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.person_names import name_of


@pytest.mark.parametrize(
    ("last", "first", "called"),
    [("王", "小明", "王小明"), ("Wang", "Ming", "Ming Wang"), ("", "李编辑", "李编辑"), ("", "", "li-bianji")],
)
def test_names_stand_in_the_order_of_their_language(last: str, first: str, called: str) -> None:
    assert name_of(User(username="li-bianji", last_name=last, first_name=first)) == called


def test_the_desk_greets_by_the_whole_name(db: None, client: Client) -> None:
    client.force_login(User.objects.create_superuser("wang", last_name="王", first_name="小明"))
    assert "<strong>王小明</strong>" in client.get("/admin/").content.decode()
