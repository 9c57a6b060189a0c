"""Pinyin keys and addresses of names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.pinyin import KEY_LENGTH, SLUG_LENGTH, pinyin_key, slug_base, unique_slugs


def test_names_stand_in_the_order_of_their_readings() -> None:
    names = ["沁阳市", "重庆市", "焦作市", "北京市", "长安街"]
    assert sorted(names, key=pinyin_key) == ["北京市", "长安街", "重庆市", "焦作市", "沁阳市"]


def test_a_syllable_border_keeps_xi_an_before_xian() -> None:
    assert pinyin_key("西安") < pinyin_key("先")


def test_quotes_do_not_move_a_name_in_the_list() -> None:
    assert pinyin_key("“引金入焦”工程") == pinyin_key("引金入焦工程")


def test_a_family_name_has_its_own_reading() -> None:
    assert pinyin_key("曾立", is_person=True).startswith("zeng1")
    assert slug_base("单国强", is_person=True) == "shan-guoqiang"
    assert slug_base("欧阳兰", is_person=True) == "ouyang-lan"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("万人助万企", "wan-ren-zhu-wan-qi"),
        ("“焦我办”APP", "jiao-wo-ban-app"),
        ("企业纾困360", "qi-ye-shu-kun-360"),
        ("\U0002a6d6", "u2a6d6"),
        ("！", "uff01"),
        ("", "x"),
    ],
)
def test_slug_is_readable(name: str, slug: str) -> None:
    assert slug_base(name) == slug


def test_long_names_are_cut_between_syllables() -> None:
    slug = slug_base("焦作市" * 40)
    assert len(slug) <= SLUG_LENGTH
    assert set(slug.split("-")) == {"jiao", "zuo", "shi"}
    assert len(pinyin_key("庄" * 200)) <= KEY_LENGTH


@given(st.text(max_size=80), st.booleans())
def test_every_text_has_a_slug_that_a_url_can_hold(text: str, is_person: bool) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug_base(text, is_person=is_person))


def test_equal_bases_are_numbered_around_what_is_taken() -> None:
    assert unique_slugs(["li-ming", "li-ming", "wang", "li-ming"], ["li-ming", "li-ming-3"]) == [
        "li-ming-2",
        "li-ming-4",
        "wang",
        "li-ming-5",
    ]


@given(st.lists(st.sampled_from(["a", "a-2", "b", "a-2-2"]), max_size=12), st.sets(st.sampled_from(["a", "a-2", "b"])))
def test_slugs_are_never_given_twice(bases: list[str], taken: set[str]) -> None:
    slugs = unique_slugs(bases, taken)
    assert len(set(slugs)) == len(bases)
    assert not taken & set(slugs)
