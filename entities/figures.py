"""Stores the figures that articles tell of programs and departments. It follows each re-link."""

import calendar
import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db.models import F

from articles.models import SHOWN_STATUSES, Article, DepartmentLink
from entities.matching.figure_subjects import Key, NamedPlace, subjects_of
from entities.matching.figures import AsOf, StatedFigure, find_figures
from entities.matching.registry import EntryType
from entities.models import UNLISTED_KINDS, Figure, Mention

#: A program that an article names so often is what it is about.
TIMES_TO_BE_THE_TOPIC = 3
LONGEST_MEASURE, LONGEST_SURFACE = 80, 60
LARGEST = 10**17
#: All that a row says.
TOLD = tuple(field.attname for field in Figure._meta.concrete_fields if not field.primary_key)


def replace_figures(article_ids: Sequence[int]) -> None:
    """Store what the articles' present text says of what they are linked to now. What stands as it stood is not written
    again. Six queries at most."""
    articles = list(
        Article.objects.filter(pk__in=article_ids)
        .exclude(state=Article.State.SUPERSEDED)
        .annotate(printed_on=F("page__issue__date"))
        .only("body", "revision_number")
    )
    stated = {article: figures for article in articles if (figures := find_figures(article.body))}
    rows = {told(row): row for row in rows_of(stated)} if stated else {}
    held = {
        tuple(values): pk for pk, *values in Figure.objects.filter(article__in=article_ids).values_list("pk", *TOLD)
    }
    if stale := [pk for values, pk in held.items() if values not in rows]:
        Figure.objects.filter(pk__in=stale).delete()
    Figure.objects.bulk_create([row for values, row in rows.items() if values not in held])


def told(figure: Figure) -> tuple[object, ...]:
    return tuple(getattr(figure, name) for name in TOLD)


def rows_of(stated: Mapping[Article, Sequence[StatedFigure]]) -> Iterator[Figure]:
    places, topics = named_places(stated)
    for article, figures in stated.items():
        if article.pk in places or article.pk in topics:
            yield from figures_of(article, figures, places[article.pk], topics[article.pk])


def figures_of(
    article: Article, figures: Iterable[StatedFigure], places: Sequence[NamedPlace], topic: Sequence[Key]
) -> Iterator[Figure]:
    paragraph = -1
    former: tuple[Key, ...] = ()
    for stated in figures:
        if abs(stated.normalized_upper or stated.normalized) >= LARGEST:
            continue
        begun = article.body.rfind("\n", 0, stated.start)
        former = subjects_of(stated, places, article.body, topic, former if begun == paragraph else ())
        paragraph = begun
        for kind, pk in former:
            yield row_of(article, stated, kind, pk)


def row_of(article: Article, stated: StatedFigure, kind: EntryType, pk: int) -> Figure:
    printed_on = getattr(article, "printed_on", None)
    as_of = day_of(stated.as_of, printed_on)
    return Figure(
        article=article,
        program_id=pk if kind is EntryType.PROGRAM else None,
        department_id=pk if kind is EntryType.DEPARTMENT else None,
        revision_number=article.revision_number,
        start=stated.start,
        end=stated.end,
        sentence_start=stated.sentence_start,
        sentence_end=stated.sentence_end,
        measure=stated.measure[:LONGEST_MEASURE],
        surface="".join(article.body[stated.start : stated.end].split())[:LONGEST_SURFACE],
        value=stated.value,
        upper=stated.upper,
        multiplier=stated.multiplier,
        unit=stated.unit,
        normalized=stated.normalized,
        normalized_upper=stated.normalized_upper,
        qualifier=stated.qualifier,
        as_of=as_of,
        day=as_of or printed_on,
        as_of_words=stated.as_of.words if stated.as_of else "",
    )


def day_of(as_of: AsOf | None, printed_on: datetime.date | None) -> datetime.date | None:
    """The day that 截至今年3月14日 means in a paper of that date; None where it names none or none that exists."""
    if as_of is None:
        return None
    if not as_of.month:
        return printed_on if as_of.year == "" else None
    years = {"今": 0, "去": -1, "": 0}
    if as_of.year in years:
        if printed_on is None:
            return None
        year = printed_on.year + years[as_of.year]
    else:
        year = int(as_of.year)
    try:
        day = as_of.day or calendar.monthrange(year, as_of.month)[1]
        return datetime.date(year, as_of.month, day)
    except (ValueError, calendar.IllegalMonthError):
        return None


def named_places(articles: Iterable[Article]) -> tuple[dict[int, list[NamedPlace]], dict[int, list[Key]]]:
    """By article: where its body names what it is linked to, and what it is about. Two queries."""
    revisions = {article.pk: article.revision_number for article in articles}
    places: defaultdict[int, list[NamedPlace]] = defaultdict(list)
    topics: defaultdict[int, list[Key]] = defaultdict(list)
    links = DepartmentLink.objects.filter(article__in=revisions, status__in=SHOWN_STATUSES).order_by("id")
    for article, pk, role, revision, evidence in links.values_list(
        "article_id", "department_id", "role", "revision_number", "evidence"
    ):
        key = (EntryType.DEPARTMENT, pk)
        if role == DepartmentLink.Role.PRIMARY:
            topics[article].append(key)
        if revision == revisions[article]:
            places[article] += [
                NamedPlace(key, piece["start"], piece["end"]) for piece in evidence if piece["field"] == "body"
            ]
    mentions = Mention.objects.filter(article__in=revisions, status__in=SHOWN_STATUSES).exclude(surface="")
    mentions = mentions.exclude(program__kind__in=UNLISTED_KINDS)
    counts: defaultdict[int, Counter[Key]] = defaultdict(Counter)
    for article, pk, field, start, end, revision in mentions.order_by("id").values_list(
        "article_id", "program_id", "field", "start", "end", "revision_number"
    ):
        key = (EntryType.PROGRAM, pk)
        counts[article][key] += 1 if field == Mention.Field.BODY else TIMES_TO_BE_THE_TOPIC
        if field == Mention.Field.BODY and revision == revisions[article]:
            places[article].append(NamedPlace(key, start, end))
    for article, named in counts.items():
        topics[article] += [key for key, times in named.items() if times >= TIMES_TO_BE_THE_TOPIC]
    return places, topics
