"""Changes what kind of item an article is, by itself or along with its text."""

from typing import Unpack

from django.contrib.auth.models import User
from django.db import transaction

from articles.models import Article
from articles.services import borders
from articles.services.corrections import TextChanges
from articles.services.review import Submitted, submit_correction
from articles.services.store_lock import lock_store
from articles.services.withdrawal import refuse_superseded


@transaction.atomic
def submit_text_and_kind(
    article: Article,
    kind: Article.Kind,
    *,
    base_kind: Article.Kind | None = None,
    base_revision: int,
    editor: User,
    reason: str = "",
    **changes: Unpack[TextChanges],
) -> tuple[Submitted, bool]:
    """What a form holds, all of it or nothing; and whether the kind is another now. Raises as `submit_correction`.

    `base_kind` is the kind as the editor saw it: StaleRevisionError when it has another by now, neither that nor his.
    """
    if Article.objects.filter(pk=article.pk).exclude(kind=kind).exists():
        # Before the article, as every change of borders does, so that none waits for another in a circle.
        lock_store()
    submitted = submit_correction(article, base_revision=base_revision, editor=editor, reason=reason, **changes)
    return submitted, change_kind(article, kind, base_kind=base_kind, by=editor)


@transaction.atomic
def change_kind(article: Article, kind: Article.Kind, *, by: User, base_kind: Article.Kind | None = None) -> bool:
    """Whether anything changed; if so it is a change of borders, which is listed for review and can be taken back."""
    held = Article.objects.defer("body", "notes").get(pk=article.pk)
    refuse_superseded(held)
    if held.kind == kind:
        return False
    borders.set_kind(held, kind, by=by, bases={}, base_kind=base_kind)
    return True
