"""Puts typed text in order before it becomes a revision, and refuses what is no text."""

import unicodedata
from collections.abc import Collection, Sequence

from articles.errors import InvalidTextError
from articles.models import Credit
from articles.services.article_text import CREDITS_LABEL, WORDS, ArticleText, CreditText, field_label
from articles.services.blacking_out import BLOCK

#: Room for a reason in revisions, redirects and withdrawals alike.
REASON_LENGTH = 300


def clean_text(text: ArticleText, *, present: ArticleText) -> ArticleText:
    """`text` with line ends, margins and empty lines in order; what says the same as `present` stays as that has it.

    Raises InvalidTextError for characters that are no text and for credits that cannot stand.
    """
    cleaned = {name: clean_words(name, getattr(text, name), present=getattr(present, name)) for name in WORDS}
    new = ArticleText(**cleaned, credits=clean_credits(text.credits, present=present.credits))
    if any(getattr(present, name) for name in WORDS):
        refuse_wordless(new)
    return new


def refuse_wordless(text: ArticleText) -> None:
    """A caption of which the page gives the picture's credit alone is born without words; nobody makes such."""
    if not any(getattr(text, name) for name in WORDS):
        raise InvalidTextError("body", "文章不能一个字也没有；不该公开的文章请用“撤下”。")


def clean_words(name: str, value: str, *, present: str) -> str:
    if value == present:
        return present
    refuse_unprintable(field_label(name), name, value)
    if value.count(BLOCK) > present.count(BLOCK):
        raise InvalidTextError(name, f"{field_label(name)}里有代替隐去文字的“{BLOCK}”；请改全文，隐去的自会再隐去。")
    cleaned = tidy(value, is_one_line=name != "body")
    return present if cleaned == tidy(present, is_one_line=name != "body") else cleaned


def clean_reason(reason: str, *, label: str = "提交说明", longest: int = REASON_LENGTH) -> str:
    """A reason on one line. Raises InvalidTextError when it is too long for the record."""
    refuse_unprintable(label, "reason", reason)
    cleaned = tidy(reason, is_one_line=True)
    if len(cleaned) > longest:
        raise InvalidTextError("reason", f"{label}有{len(cleaned)}个字，最多{longest}个字。")
    return cleaned


def tidy(value: str, *, is_one_line: bool) -> str:
    """No margins, no empty lines; a one-line field's lines are joined, with a space where Latin words would touch."""
    lines = [line.strip() for line in value.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = [line.replace("\t", " ") for line in lines if line]
    if not is_one_line:
        return "\n".join(lines)
    joined = ""
    for line in lines:
        touching = joined[-1:].isascii() and joined[-1:].isalnum() and line[0].isascii() and line[0].isalnum()
        joined += f" {line}" if touching else line
    return joined


def refuse_unprintable(label: str, field: str, value: str) -> None:
    for place, character in enumerate(value):
        if character not in "\n\r\t" and unicodedata.category(character) in ("Cc", "Cs"):
            before = value[max(0, place - 6) : place]
            after_words = f"“{before}”之后" if before else "开头"
            raise InvalidTextError(
                field, f"{label}第{place + 1}个字（{after_words}）是不能入库的字符 U+{ord(character):04X}，请删去。"
            )


def strip_unprintable(value: str) -> str:
    """What a form does with characters nobody can see or type: take them out, and say so."""
    return "".join(
        character for character in value if character in "\n\r\t" or unicodedata.category(character) not in ("Cc", "Cs")
    )


def clean_credits(credits: Sequence[CreditText], *, present: tuple[CreditText, ...]) -> tuple[CreditText, ...]:
    if tuple(credits) == present:
        return present
    roles = {*Credit.Role.values, *(credit.role for credit in present)}
    cleaned = tuple(clean_credit(credit, roles) for credit in credits)
    seen: set[tuple[str, str]] = set()
    for credit in cleaned:
        if (credit.name, credit.role) in seen:
            raise InvalidTextError("credits", f"署名重复：{credit.role} {credit.name}。")
        seen.add((credit.name, credit.role))
    return cleaned


def clean_credit(credit: CreditText, roles: Collection[str]) -> CreditText:
    refuse_unprintable(CREDITS_LABEL, "credits", credit.name)
    name = tidy(credit.name, is_one_line=True)
    if not name:
        raise InvalidTextError("credits", "署名缺姓名。")
    longest = Credit._meta.get_field("name").max_length
    if longest is not None and len(name) > longest:
        raise InvalidTextError("credits", f"署名“{name[:10]}…”超过{longest}个字。")
    if credit.role not in roles:
        raise InvalidTextError("credits", f"没有“{credit.role}”这种身份；可用：{'、'.join(Credit.Role.values)}。")
    return CreditText(name, credit.role, credit.is_person)
