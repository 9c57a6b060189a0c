"""Articles that an editor types because no page holds their text, and the pages to put them on."""

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from articles.errors import PagePlaceError
from articles.models import Article, AuditEntry, Newspaper, Page, RegistryState, Revision, allot_public_ids
from articles.services.article_text import WORDS, ArticleText, credits_to_json
from articles.services.clean_text import clean_reason, clean_text, refuse_wordless
from articles.services.issue_dates import clean_label, issue_for_editor, refuse_taken_label
from articles.services.new_articles import list_new, state_of_new
from articles.services.record_action import record_action
from articles.services.text_changed import text_changed
from articles.services.write_credits import write_credits


@transaction.atomic
def type_article(
    page: Page,
    text: ArticleText,
    *,
    editor: User,
    reason: str = "",
    kind: Article.Kind = Article.Kind.ARTICLE,
) -> Article:
    """A new article at the end of the page, with no span: its revision 0 names the editor. Raises InvalidTextError.

    Whoever may not review types what a reviewer passes before anybody sees it.
    """
    cleaned = clean_text(text, present=ArticleText())
    refuse_wordless(cleaned)
    Page.objects.select_for_update(of=("self",)).only("pk").get(pk=page.pk)
    last = Article.objects.filter(page=page).aggregate(last=Max("position"))["last"]
    words = {name: getattr(cleaned, name) for name in WORDS}
    article = Article.objects.create(
        public_id=allot_public_ids(1)[0],
        page=page,
        position=0 if last is None else last + 1,
        kind=kind,
        origin=Article.Origin.TYPED,
        is_touched=True,
        **state_of_new(editor),
        **words,
    )
    revision = Revision.objects.create(
        article=article,
        number=0,
        origin=Revision.Origin.TYPED,
        **words,
        credits=credits_to_json(cleaned.credits),
        editor=editor,
        reason=clean_reason(reason),
    )
    write_credits(article, cleaned.credits)
    text_changed([article.pk])
    list_new(article, revision, editor=editor)
    return article


@transaction.atomic
def open_page(newspaper: Newspaper, *, date: datetime.date, label: str, by: User) -> Page:
    """A page without a source, for typed articles. Raises PagePlaceError when the issue has a page of that label."""
    cleaned = clean_label(label)
    if not cleaned:
        raise PagePlaceError("bad_label", "请填版次，如 A01。")
    page = Page(newspaper=newspaper, issue=issue_for_editor(newspaper, date), label=cleaned)
    page.label_source, page.registry_version = Page.LabelSource.EDITOR, RegistryState.current()
    refuse_taken_label(page)
    page.save()
    record_action(page, by=by, message="新开版面", action=AuditEntry.Action.PLACE)
    return page
