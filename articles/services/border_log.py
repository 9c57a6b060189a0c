"""Writes down a change of borders: one line in the log, and a note in the history of each article that goes on."""

from articles.models import Article, AuditEntry, BorderChange
from articles.services.audit import entry, record_each
from articles.services.record_action import note_in_histories

Action = AuditEntry.Action


def write_down(change: BorderChange) -> None:
    """`AuditEntry.objects.of_article` finds the line from each of the articles, also from one that ended."""
    articles = list(Article.objects.filter(pk__in=change.articles).defer("body", "notes").order_by("pk"))
    living = [article for article in articles if article.state != Article.State.SUPERSEDED] or articles
    is_of_kind = change.action == BorderChange.Action.KIND
    message = _in_words(change, articles) + (f"：{change.reason}" if change.reason else "")
    line = entry(
        Action.KIND if is_of_kind else Action.BORDERS,
        message,
        about=change,
        by=change.made_by,
        details={
            "articles": [article.public_id for article in articles],
            "pages": change.pages,
            **({"undoes": change.undoes_id} if change.undoes_id else {}),
        },
    )
    line.article_number = living[0].public_id
    record_each([line])
    note_in_histories(living, by=change.made_by, message=message)


def _in_words(change: BorderChange, articles: list[Article]) -> str:
    if change.action == BorderChange.Action.KIND:
        pairs = [(change.before["items"][pk]["kind"], item["kind"]) for pk, item in change.after["items"].items()]
        return "；".join(f"体裁：{Article.Kind(old).label} → {Article.Kind(new).label}" for old, new in pairs)
    numbers = "、".join(str(article.public_id) for article in articles)
    return f"{change.get_action_display()}：文章 {numbers}"
