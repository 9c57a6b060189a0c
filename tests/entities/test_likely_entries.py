"""What an unregistered name would likely be, and what is near it."""

import pytest

from entities.matching.likely_entries import likely_kind, likely_level, likely_place, nearest_names


@pytest.mark.parametrize(
    ("name", "level", "place"),
    [
        ("国家税务总局", "national", ""),
        ("河南省发展和改革委员会", "province", "河南省"),
        ("省工信厅", "province", ""),
        ("怀川市财政局", "city", "怀川市"),
        ("市财政局", "city", ""),
        ("三明市卫生健康委", "city", "三明市"),
        ("云台县财政局", "county", "云台县"),
        ("怀川市解放区教育局", "county", "怀川市"),
        ("区教育局", "county", ""),
        ("云台县柏山镇政府", "town", "云台县"),
        ("新华街道办事处", "town", ""),
    ],
)
def test_level_and_place_are_read_from_the_name(name: str, level: str, place: str) -> None:
    assert (likely_level(name), likely_place(name, ["河南省", "怀川市", "云台县"])) == (level, place)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("码上办APP", "app"),
        ("智慧水务平台", "platform"),
        ("绿美庭院", "campaign"),
        ("五步工作法", "mechanism"),
        ("引黄工程", "project"),
    ],
)
def test_the_kind_of_a_program_is_read_from_its_end(name: str, kind: str) -> None:
    assert likely_kind(name) == kind


def test_the_nearest_name_comes_first_and_strangers_not_at_all() -> None:
    names = ["怀川市财政局", "怀川市林业局", "云台县教育局", "码上办"]
    assert nearest_names("怀川市林业和草原局", names, 3) == ["怀川市林业局", "怀川市财政局"]
