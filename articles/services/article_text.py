"""What a revision holds, as one value: read from the record, written as JSON, compared field by field."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from articles.models import Article, Credit, Revision

WORDS = ("kicker", "headline", "subtitle", "dateline", "agency", "body")
FIELDS = (*WORDS, "credits")
CREDITS_LABEL = "署名"


@dataclass(frozen=True, slots=True)
class CreditText:
    """A signature. `is_person` is false for a body that signs, which is no reporter."""

    name: str
    role: str = Credit.Role.REPORTER
    is_person: bool = True


@dataclass(frozen=True, slots=True)
class ArticleText:
    """Everything a revision holds. `body` has a paragraph a line; the other fields are one line each."""

    kicker: str = ""
    headline: str = ""
    subtitle: str = ""
    dateline: str = ""
    agency: str = ""
    body: str = ""
    credits: tuple[CreditText, ...] = ()


def text_of_article(article: Article) -> ArticleText:
    """The present text as the record has it, hidden passages included: for the desk and the store, not the public."""
    if article.hidden_passages.exists():
        return text_of_revision(article.revisions.get(number=article.revision_number))
    credits = tuple(
        CreditText(credit.name, credit.role, is_person=credit.reporter_id is not None)
        for credit in article.credits.order_by("rank", "id")
    )
    return ArticleText(**{name: getattr(article, name) for name in WORDS}, credits=credits)


def text_of_revision(revision: Revision) -> ArticleText:
    return ArticleText(**{name: getattr(revision, name) for name in WORDS}, credits=credits_from_json(revision.credits))


def credits_from_json(entries: Iterable[dict[str, Any]]) -> tuple[CreditText, ...]:
    return tuple(CreditText(entry["name"], entry["role"], entry.get("is_person", True)) for entry in entries)


def credits_to_json(credits: Iterable[CreditText]) -> list[dict[str, Any]]:
    """The form in which a revision holds credits: name and role, and `is_person` where it is false."""
    return [
        {"name": credit.name, "role": credit.role} | ({} if credit.is_person else {"is_person": False})
        for credit in credits
    ]


def field_label(name: str) -> str:
    if name == "credits":
        return CREDITS_LABEL
    return str(Article._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def changed_fields(old: ArticleText, new: ArticleText) -> list[str]:
    return [field.name for field in fields(ArticleText) if getattr(old, field.name) != getattr(new, field.name)]


def text_to_json(text: ArticleText) -> dict[str, Any]:
    return {name: getattr(text, name) for name in WORDS} | {"credits": credits_to_json(text.credits)}


def json_to_text(held: dict[str, Any]) -> ArticleText:
    return ArticleText(**{name: held[name] for name in WORDS}, credits=credits_from_json(held["credits"]))
