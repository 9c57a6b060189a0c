"""The credits of an article as the paper prints them, one line wherever an article is named outside a page. Pure."""

from collections.abc import Iterable
from itertools import groupby
from typing import Protocol


class SignedBy(Protocol):
    """A credit: who signed, and as what."""

    @property
    def role(self) -> str: ...

    @property
    def name(self) -> str: ...


def byline(credits: Iterable[SignedBy]) -> str:
    """记者 王晓明、李敏　通讯员 赵云: those who follow one another in the same role share its name."""
    return "　".join(
        f"{role} {'、'.join(credit.name for credit in signed)}"
        for role, signed in groupby(credits, key=lambda credit: credit.role)
    )
