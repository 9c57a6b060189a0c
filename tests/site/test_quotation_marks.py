"""Quotation marks within quotation marks."""

import pytest

from articles.templatetags.quoted import nested


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("同写“怀川码上办”", "同写“怀川码上办”"),
        ("同写““金融服务官”机制”“全市一码”", "同写“‘金融服务官’机制”“全市一码”"),
        ("“他说“她说“好””””", "“他说‘她说“好”’””"),
        ("半句”完“整”", "半句”完“整”"),
    ],
)
def test_marks_within_marks_alternate(text: str, printed: str) -> None:
    assert nested(text) == printed
