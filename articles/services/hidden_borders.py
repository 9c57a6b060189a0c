"""Keeps borders from cutting what is hidden: either half would be public, for neither is the passage any more."""

from collections.abc import Iterable, Iterator, Mapping

from articles.borders.pieces import Layout, Pieces, Texts
from articles.borders.words import Words
from articles.errors import BorderError
from articles.models import Article
from articles.services.article_text import WORDS
from articles.services.blacking_out import passage_ranges
from articles.services.border_scene import Scene, named
from articles.services.hidden_passages import passages_in_force


def refuse_cut_passages(scene: Scene, before: Layout, after: Layout, words: Mapping[int, Words]) -> None:
    """Raises BorderError where a hidden passage stands whole in fewer places after the change than before it, in the
    present texts or in the page's own. One query where nothing is hidden in the items that change.
    """
    passages = passages_in_force(before)
    if not passages:
        return
    said_before = [text for pk in before for text in _said(scene.words(pk))]
    said_after = [text for key in after for text in _said(words[key])]
    printed_before = [_printed(pieces, scene.texts) for pieces in before.values()]
    printed_after = [_printed(pieces, scene.texts) for pieces in after.values()]
    for pk, rows in passages.items():
        for row in rows:
            is_cut = _count(said_after, row.text) < _count(said_before, row.text)
            if is_cut or _count(printed_after, row.text) < _count(printed_before, row.text):
                _refuse(scene.articles[pk])


def _refuse(article: Article) -> None:
    raise BorderError(
        "cuts_hidden",
        f"这样改会从{named(article)}里一段隐去的文字中间断开，露出其中一半；"
        "请把整段一起移动，或换一处拆。一定要从这里拆的，请先由审校恢复显示，拆好后再分别隐去。",
    )


def _said(words: Words) -> Iterator[str]:
    yield from (getattr(words, name) for name in WORDS)
    yield from (credit.name for credit in words.credits)


def _printed(pieces: Pieces, texts: Texts) -> str:
    return "\n".join(texts[piece.page][piece.start : piece.end] for piece in pieces)


def _count(texts: Iterable[str], passage: str) -> int:
    return sum(1 for text in texts for _ in passage_ranges(text, passage))
