"""Credits as an editor types them: a line each, the role before the name."""

import re
from collections.abc import Collection, Iterable

from django import forms
from django.core.exceptions import ValidationError

from articles.models import Credit
from articles.services.article_text import ArticleText, CreditText

#: After the name of a body that signs and is no person.
BODY_MARK = "（机构）"
ROLES = "、".join(Credit.Role.values)
HELP = f"一行一人：“记者 王晓明”。身份可用{ROLES}；单位署名在后面写{BODY_MARK}：“通讯员 市委宣传部{BODY_MARK}”。"


def credit_lines(credits: tuple[CreditText, ...]) -> str:
    return "\n".join(f"{credit.role} {credit.name}{'' if credit.is_person else BODY_MARK}" for credit in credits)


def field_as_text(text: ArticleText, name: str) -> str:
    """Any field of a text as an editor types it."""
    return credit_lines(text.credits) if name == "credits" else str(getattr(text, name))


def read_credit_lines(text: str, *, known_roles: Iterable[str] = ()) -> tuple[CreditText, ...]:
    """What `credit_lines` wrote comes back as it was. Raises ValidationError naming the line.

    `known_roles` are the words that stand in the article already, besides those that every article may use.
    """
    roles = {*Credit.Role.values, *known_roles}
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    return tuple(read_line(number, line, roles) for number, line in lines if line)


def read_line(number: int, line: str, roles: Collection[str]) -> CreditText:
    first, *rest = re.split(r"[\s：:]+", line, maxsplit=1)
    if first not in roles:
        if rest:
            raise ValidationError(f"第{number}行“{line}”的身份不认识；可用{ROLES}。", code="unknown_role")
        first, rest = Credit.Role.REPORTER.value, [first]
    if not rest:
        raise ValidationError(f"第{number}行“{line}”只有身份，没有姓名。", code="no_name")
    return CreditText(rest[0].removesuffix(BODY_MARK), first, not rest[0].endswith(BODY_MARK))


class CreditLinesField(forms.CharField):
    """Cleans to a tuple of CreditText; its form sets the `known_roles`."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 40})
    known_roles: tuple[str, ...] = ()

    def clean(self, value: str | None) -> tuple[CreditText, ...]:
        return read_credit_lines(super().clean(value), known_roles=self.known_roles)
