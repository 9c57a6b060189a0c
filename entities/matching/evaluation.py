"""Measures the finding of names against texts whose names are known. Pure, but that it reads the files it is given."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from articles.ingest.stages.decode import decode_source
from entities.matching.articles import ArticleText, read_article
from entities.matching.body_names import is_none_of_the_states
from entities.matching.candidates import Candidate, find_candidates, find_unregistered, own_places
from entities.matching.folding import fold, fold_with_offsets
from entities.matching.gazetteer import Gazetteer
from entities.matching.names import find_names
from entities.matching.registry import EntryType, Home

#: What names of administrative bodies end in.
BODY_ENDING = re.compile("(?:局|委|委员会|办|办公室|办公厅|厅|院|中心|街道|街道办|街道办事处|政府|指挥部)$")
#: A kind of body, none of them named: 法院, 地方政府, 各部委.
KIND_OF_BODY = re.compile(
    "(?:中国的|国家|当地的?|地方|中央|基层|各|各级|各地|各省|各市|有关|相关|[一二三四五六七八九十两多]+)*"
    "(?:政府|人民政府|法院|检察院|街道|街道办|街道办事处|部委|警局|警察局|邮局|党委|办公室|委员会)"
)
#: Governments of other countries and times, beside those that `is_none_of_the_states` knows.
ELSEWHERE = re.compile(
    "[州郡]|里根|奥巴马|清朝|国民党|国名党|国民政府|洛杉矶|魁北克|卡迪夫|马达加斯加|巴蒂斯塔|湘鄂西|台湾|立法院|军"
)


@dataclass(slots=True)
class Score:
    """How many names are right; which were found and are none, and which were missed."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, where: str, truth: set[str], found: set[str]) -> None:
        self.right += len(truth & found)
        self.wrong += [f"{where} {name}" for name in sorted(found - truth)]
        self.missed += [f"{where} {name}" for name in sorted(truth - found)]

    @property
    def precision(self) -> float:
        found = self.right + len(self.wrong)
        return self.right / found if found else 0.0

    @property
    def recall(self) -> float:
        named = self.right + len(self.missed)
        return self.right / named if named else 0.0


@dataclass(frozen=True, slots=True)
class TrueArticle:
    """An article with what it names by the truth; the department whose news it is comes first."""

    id: str
    text: ArticleText
    departments: tuple[str, ...]
    programs: tuple[str, ...]


@dataclass(slots=True)
class ArticleScores:
    departments: Score = field(default_factory=Score)
    programs: Score = field(default_factory=Score)
    #: Of the articles that name a department, those whose primary one is the truth's first.
    primary: Score = field(default_factory=Score)


def true_articles(pages: Path, truth: Path) -> Iterator[TrueArticle]:
    """The articles of the truth's files. Where the truth gives the lines of an article and not its words, they are cut
    out of the page of the same name."""
    for path in sorted(truth.glob("*.json")):
        page = pages / f"{path.stem}.txt"
        lines = decode_source(page.read_bytes()).text.split("\n") if page.exists() else []
        for item in json.loads(path.read_text(encoding="utf-8")).get("items", ()):
            if item["kind"] in ("article", "continuation") and (lines or "body" in item):
                text = _written(item) if "body" in item else _cut_out(item, lines)
                yield TrueArticle(item["id"], text, tuple(item["departments"]), tuple(item["programs"]))


def _written(item: dict[str, Any]) -> ArticleText:
    kicker, headline, subtitle = (item.get(key) or "" for key in ("kicker", "headline", "subtitle"))
    return ArticleText(kicker, headline, subtitle, item["body"])


def _cut_out(item: dict[str, Any], lines: list[str]) -> ArticleText:
    body = "\n".join("\n".join(lines[first - 1 : last]) for first, last in item["body_lines"])
    headline, subtitle = (
        " ".join(lines[number - 1] for number in item[key]) for key in ("headline_lines", "subtitle_lines")
    )
    return ArticleText(headline=headline, subtitle=subtitle, body=body)


def score_articles(articles: Iterable[TrueArticle], gazetteer: Gazetteer, home: Home) -> ArticleScores:
    scores = ArticleScores()
    for article in articles:
        names = read_article(article.text, gazetteer, home)
        scores.departments.add(article.id, set(article.departments), {each.entry.name for each in names.departments})
        scores.programs.add(article.id, set(article.programs), {each.entry.name for each in names.programs})
        if article.departments:
            primary = {each.entry.name for each in names.departments if each.is_primary}
            scores.primary.add(article.id, {article.departments[0]}, primary)
    return scores


def is_body(name: str) -> bool:
    """Whether a name is that of an administrative body of the Chinese state, by its ending."""
    return (
        bool(BODY_ENDING.search(name))
        and not KIND_OF_BODY.fullmatch(name)
        and not is_none_of_the_states(name)
        and not ELSEWHERE.search(name)
    )


def score_bodies_of_pages(pages: Path, entities: Path, names_of: Iterable[str], home: Home) -> Score:
    """How well names of bodies are known by how they are made alone, no entry being registered.

    `entities`: the file that lists the departments of the pages with all forms of their names. `names_of`: the pages'
    names without ending. A candidate that holds a listed form, or is a part of one, is right.
    """
    listed = json.loads(entities.read_text(encoding="utf-8"))["departments"]
    forms = {fold(form) for each in listed for form in (each["canonical"], *(a["surface"] for a in each["aliases"]))}
    forms = {form for form in forms if is_body(form)}
    places = frozenset(place.removesuffix("市").removesuffix("省") for place in (home.city, home.province))
    score = Score()
    for name in names_of:
        text = (pages / f"{name}.txt").read_text(encoding="utf-8")
        found = [each for each in find_candidates(text, places) if each.type is EntryType.DEPARTMENT]
        named = set(_longest_forms(text, forms))
        spans = {(each.start, each.end) for each in found}
        score.right += len(named & spans)
        score.missed += [f"{name} {fold(text[start:end])}" for start, end in sorted(named - spans)]
        score.wrong += [
            f"{name} {fold(each.surface)}"
            for each in found
            if (each.start, each.end) not in named and not any(form in fold(each.surface) for form in forms)
        ]
    return score


def _longest_forms(text: str, forms: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where the forms stand; inside a longer one a shorter is none."""
    folded = fold_with_offsets(text)
    if forms := sorted(forms, key=len, reverse=True):
        for found in re.finditer("|".join(map(re.escape, forms)), folded.text):
            yield folded.span(*found.span())


@dataclass(slots=True)
class SentenceScore:
    """Names of bodies in labelled sentences. What is found and not labelled as a body's name is labelled otherwise (an
    organisation, an address) or not at all."""

    found: Score = field(default_factory=Score)
    labelled_otherwise: list[str] = field(default_factory=list)


def score_bodies_of_sentences(lines: Iterable[str], gazetteer: Gazetteer, home: Home) -> SentenceScore:
    """`lines`: CLUENER's, one JSON object a line. Names that are registered count neither way."""
    score = SentenceScore()
    places = own_places(gazetteer, home)
    for line in lines:
        sentence = json.loads(line)
        text = sentence["text"]
        names = find_names(text, gazetteer, home)
        registered = [(match.start, match.end) for match in names.matches]
        candidates = [each for each in find_unregistered(names, gazetteer, places) if each.type is EntryType.DEPARTMENT]
        spans = {(each.start, each.end) for each in candidates}
        for entity in sentence["entities"]:
            span = (entity["start"], entity["end"])
            if entity["label"] == "government" and is_body(entity["text"]) and not _is_over(span, registered):
                score.found.right += span in spans
                score.found.missed += [] if span in spans else [entity["text"]]
        for candidate in candidates:
            _judge(candidate, sentence["entities"], score)
    return score


def _judge(candidate: Candidate, entities: Iterable[dict[str, Any]], score: SentenceScore) -> None:
    span = (candidate.start, candidate.end)
    labels = {each["label"] for each in entities if _is_over(span, [(each["start"], each["end"])])}
    if "government" in labels:
        return
    (score.labelled_otherwise if labels else score.found.wrong).append(candidate.surface)


def _is_over(span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)
