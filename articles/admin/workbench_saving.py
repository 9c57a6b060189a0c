"""Saves what the workbench's form holds, and says in words what was saved."""

from django.contrib.auth.models import User

from articles.admin.article_form import ArticleForm
from articles.models import Article
from articles.services.article_text import WORDS
from articles.services.corrections import correct_article
from articles.services.kinds import change_kind
from articles.services.record_action import record_action


def save_text(form: ArticleForm, *, by: User) -> str:
    """`form` is valid. Raises StaleRevisionError when somebody saved since it was looked at."""
    article, values = form.instance, form.cleaned_data
    correction = correct_article(
        article,
        base_revision=values["base_revision"],
        editor=by,
        reason=values["reason"],
        **{name: getattr(form.text, name) for name in (*WORDS, "credits")},
    )
    is_reclassified = change_kind(article, Article.Kind(values["kind"]), by=by)
    said = [f"已保存第{correction.revision.number}稿：{correction.revision.reason}。"] if correction.is_new else []
    if correction.is_new:
        record_action(article, by=by, message=f"第{correction.revision.number}稿：{correction.revision.reason}")
    if is_reclassified:
        said.append("体裁已改。")
    if removed := form.fields_with_removed_characters():
        said.append(f"{'、'.join(removed)}里有看不见的控制字符，已去掉；请核对。")
    return "".join(said) or "没有改动，没有写新的修订。"
