"""What a publisher's author field says: persons with roles, bodies that sign, agencies."""

import pytest

from articles.ingest.authors import is_body, read_authors


def persons(author: str) -> list[tuple[str, str]]:
    credits, _ = read_authors(author)
    return [(credit.name, credit.role) for credit in credits if credit.is_person]


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("林晓禾", [("林晓禾", "作者")]),
        ("林晓禾、赵守田", [("林晓禾", "作者"), ("赵守田", "作者")]),
        ("林晓禾 赵守田", [("林晓禾", "作者"), ("赵守田", "作者")]),
        ("林晓禾/赵守田；秦雨澄", [("林晓禾", "作者"), ("赵守田", "作者"), ("秦雨澄", "作者")]),
        ("记者林晓禾", [("林晓禾", "记者")]),
        ("（记者林晓禾 通讯员靳海棠 鲁广田）", [("林晓禾", "记者"), ("靳海棠", "通讯员"), ("鲁广田", "通讯员")]),
        ("本报记者 林晓禾", [("林晓禾", "记者")]),
        ("本报讯（见习记者卜一诺）", [("卜一诺", "见习记者")]),
        ("首席记者 林晓禾", [("林晓禾", "记者")]),
        ("记者 杜 玲", [("杜玲", "记者")]),
        ("记者 杜 玲 王 刚", [("杜玲", "记者"), ("王刚", "记者")]),
        ("柏 青 山 摄", [("柏青山", "摄影")]),
        ("邢昀 摄", [("邢昀", "摄影")]),
        ("邢昀摄", [("邢昀", "摄影")]),
        ("记者 林晓禾 文 邢昀 图", [("林晓禾", "记者"), ("邢昀", "作者")]),
        ("文/林晓禾 图/邢昀", [("林晓禾", "作者"), ("邢昀", "摄影")]),
        ("李建社", [("李建社", "作者")]),
        ("文学军", [("文学军", "作者")]),
        ("记者 林晓禾 林晓禾", [("林晓禾", "记者")]),
        ("", []),
        ("□ ／ 、", []),
    ],
)
def test_names_and_roles(author: str, expected: list[tuple[str, str]]) -> None:
    assert persons(author) == expected


@pytest.mark.parametrize(
    ("author", "agency", "names"),
    [
        ("央视网", "央视网", []),
        ("新华社", "新华社", []),
        ("新华社记者 王五柳", "新华社", [("王五柳", "记者")]),
        ("新华社记者王五柳", "新华社", [("王五柳", "记者")]),
        ("人民网 光明网", "人民网、光明网", []),
        ("河南日报", "河南日报", []),
        ("河南日报记者 王五柳", "河南日报", [("王五柳", "记者")]),
        ("记者 林晓禾", "", [("林晓禾", "记者")]),
    ],
)
def test_an_agency_is_no_person(author: str, agency: str, names: list[tuple[str, str]]) -> None:
    assert read_authors(author)[1] == agency
    assert persons(author) == names


def test_a_body_that_signs_is_a_credit_but_no_person() -> None:
    (credit,), agency = read_authors("市委宣传部")
    assert (credit.name, credit.is_person, agency) == ("市委宣传部", False, "")


def test_three_characters_may_end_like_a_body_and_be_a_person() -> None:
    assert not is_body("李建社")
    assert is_body("市信访局")
