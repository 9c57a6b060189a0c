"""Template tags: what is told of an entry, by day. Tags, because a page shows a hundred lines of it."""

import datetime
from collections.abc import Iterable
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import is_normalized

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from articles.templatetags.archive_dates import inferred

if TYPE_CHECKING:
    from articles.views.dossiers import Companion
    from articles.views.timelines import Event, EventFigure
    from articles.views.told_figures import FigureGroup, ToldFigure

LONGEST_SENTENCE = 140

register = template.Library()


@register.simple_tag
def figure_items(groups: Iterable["FigureGroup"]) -> SafeString:
    return mark_safe("".join(map(_figure_item, groups)))  # noqa: S308 (escaped below)


@register.simple_tag
def event_items(events: Iterable["Event"]) -> SafeString:
    return mark_safe("".join(map(_event_item, events)))  # noqa: S308 (escaped below)


@register.simple_tag
def companion_links(companions: Iterable["Companion"]) -> SafeString:
    links = (
        f'<a href="{escape(each.url)}">{escape(each.entry.name)}</a> <span class="count">{each.count:,}</span>'
        for each in companions
    )
    return mark_safe("、".join(links))  # noqa: S308 (escaped above)


def _figure_item(group: "FigureGroup") -> str:
    as_of = f'<span class="quiet">{escape(group.as_of)}</span>' if group.as_of else ""
    figures = "".join(_figure(figure, group.url) for figure in group.figures)
    return (
        f'<li>\n  <p class="told-on">{_day(group.told_on, inferred(group))}{as_of}</p>\n  <dl>{figures}</dl>\n'
        f"  <blockquote>{escape(_cut(group.sentence))}</blockquote>\n</li>"
    )


def _cut(sentence: str) -> str:
    # What is short as it stands need not be looked through.
    if len(sentence) <= LONGEST_SENTENCE and is_normalized("NFC", sentence):
        return sentence
    return str(Truncator(sentence).chars(LONGEST_SENTENCE))


def _figure(figure: "ToldFigure", url: str) -> str:
    measure = f"<dt>{escape(figure.measure)}</dt>" if figure.measure else '<dt class="quiet">见原句</dt>'
    exact = f' title="{escape(figure.exact)}"' if figure.exact else ""
    return f'<div>{measure}<dd><a href="{escape(url)}"{exact}>{escape(figure.surface)}</a></dd></div>'


def _event_item(event: "Event") -> str:
    if event.sentence:
        before, cue, after = map(escape, event.sentence)
        told = f'<a href="{escape(event.url)}">{before}<b>{cue}</b>{after}</a>'
    else:
        of_sentences = groupby(event.figures, key=lambda each: each.url)
        told = "；".join(_figures_of_sentence(url, figures) for url, figures in of_sentences)
    kind = f'<span class="event-kind">{escape(event.label)}</span>'
    return f'<li>\n  <p class="told-on">{_day(event.day, inferred(event))}{kind}</p>\n  <p>{told}</p>\n</li>'


def _figures_of_sentence(url: str, told: "Iterable[EventFigure]") -> str:
    """One link: each of them would lead to the same sentence. Those of an event have a name."""
    figures = "；".join(escape(f"{each.figure.measure} {each.figure.surface}") for each in told)
    return f'<a href="{escape(url)}">{figures}</a>'


def _day(day: datetime.date | None, mark: str) -> str:
    return f'<time datetime="{day:%Y-%m-%d}">{day:%Y-%m-%d}</time>{mark}' if day else "日期不详"
