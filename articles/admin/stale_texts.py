"""What an editor is shown who saves over somebody else's change: both texts brought together, and how they differ."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from articles.admin.credit_lines import field_as_text
from articles.differences import Piece, differences
from articles.models import Article, Revision
from articles.person_names import name_of
from articles.services.article_text import ArticleText, field_label, text_of_revision
from articles.services.clean_text import clean_text
from articles.services.merge_texts import Merge, merge_texts


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both changed: from the other's text to what was typed."""

    label: str
    theirs: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class StaleText:
    """`merge` holds the text to go on with; `theirs` is the present revision."""

    theirs: Revision
    merge: Merge
    conflicts: list[Conflict]

    @property
    def message(self) -> str:
        who = name_of(self.theirs.editor) if self.theirs.editor else "程序"
        return f"还没有保存：您打开以后，{who}已存了第{self.theirs.number}稿。请看下面的差异，核对后再保存。"

    @property
    def taken_over(self) -> str:
        return "、".join(field_label(name) for name in self.merge.taken_over)

    @property
    def brought_together(self) -> str:
        return "、".join(field_label(name) for name in self.merge.brought_together)


def compare_stale(article: Article, *, present: ArticleText, base_revision: int, typed: ArticleText) -> StaleText:
    """Raises ValidationError when the article never had the revision that the form names."""
    base = article.revisions.filter(number=base_revision).first()
    if base is None:
        raise ValidationError("页面所据的修订不存在，请重新打开文章。", code="no_base_revision")
    opened = text_of_revision(base)
    theirs = article.revisions.select_related("editor").get(number=article.revision_number)
    merge = merge_texts(base=opened, theirs=present, mine=clean_text(typed, present=opened))
    return StaleText(theirs, merge, [conflict(name, present, merge.text) for name in merge.conflicts])


def conflict(name: str, theirs: ArticleText, mine: ArticleText) -> Conflict:
    said, typed = field_as_text(theirs, name), field_as_text(mine, name)
    return Conflict(field_label(name), said, differences(said, typed))
