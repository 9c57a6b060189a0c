"""Saves what the workbench's form holds, and says in words what is live and what waits."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages

from articles.admin.article_form import ArticleForm
from articles.admin.submitted import told
from articles.models import Article
from articles.services.article_text import WORDS
from articles.services.kinds import submit_text_and_kind
from articles.services.review import Submitted

#: A sentence and its level of Django's messages.
Said = tuple[str, int]


def save_text(form: ArticleForm, *, by: Any) -> list[Said]:
    """`form` is valid. Raises StaleRevisionError when somebody saved since it was looked at."""
    article, values = form.instance, form.cleaned_data
    submitted, is_reclassified = submit_text_and_kind(
        article,
        Article.Kind(values["kind"]),
        base_kind=Article.Kind(values["base_kind"]),
        base_revision=values["base_revision"],
        editor=by,
        reason=values["reason"],
        **{name: getattr(form.text, name) for name in (*WORDS, "credits")},
    )
    said = list(_said(submitted))
    if is_reclassified:
        said.append(("体裁已改。", messages.SUCCESS))
    if removed := form.fields_with_removed_characters():
        words = f"{'、'.join(removed)}里有看不见的控制字符，已去掉；请核对。"
        said.append((words, messages.WARNING))
    return said or [("没有改动，没有写新的修订。", messages.INFO)]


def _said(submitted: Submitted) -> Iterator[Said]:
    if submitted.waiting is None and submitted.live is not None and submitted.live.is_new:
        revision = submitted.live.revision
        yield f"已保存第{revision.number}稿：{revision.reason}。", messages.SUCCESS
    yield from told(submitted)
