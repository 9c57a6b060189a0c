"""What this archive knows of words and names, against which its texts are held: its dictionary, registry and index."""

from functools import lru_cache

import jieba

from articles.doubts.characters import WordBook
from articles.doubts.find import Knowledge
from articles.errors import IndexUnavailableError
from articles.search.backend import search_backend
from articles.search.cutting import jieba_dir
from articles.search.queries import SearchQuery
from articles.search.words import any_word_cutter
from entities.registry import current_registry


def knowledge_of(version: int) -> Knowledge:
    """Made once for each version of the registry; the dictionary is the one that searches use. An index that is not
    there is not asked: a page of doubts would ask it hundreds of times."""
    return _knowledge(version, has_index=bool(search_backend().version()))


@lru_cache(maxsize=2)
def _knowledge(version: int, *, has_index: bool) -> Knowledge:
    cutter = any_word_cutter(jieba_dir())
    book = WordBook(cutter.frequencies, cutter.total, _people(), printed=_printed if has_index else None)
    return Knowledge(book, current_registry().gazetteer)


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    """The words of jieba's dictionary that are people's names."""
    with jieba.Tokenizer().get_dict_file() as file:
        rows = (line.decode("utf-8").split() for line in file)
        return frozenset(word for word, _, tag in rows if tag.startswith("nr"))


def _printed(text: str) -> int:
    """In how many public articles the text stands; without an index, in none that we know of."""
    try:
        return search_backend().search(SearchQuery(text=f'"{text}"', limit=0)).total
    except IndexUnavailableError:
        return 0
