"""Every list of the desk with its filters, orders and searches, and a record of each, as an administrator sees them."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from articles.management.benchmarks.clock import Measured, measure
from articles.models import Article

#: Milliseconds that a list may take.
TARGET = 300
#: Choices of one filter that are measured, and words searched for.
CHOICES = 6
WORDS = ("项目", "局", "怀川市政务服务", "不会有的字句")


@dataclass(frozen=True, slots=True)
class DeskPage:
    """`name` is the list, with what it is narrowed by."""

    name: str
    address: str


def desk_pages(client: Client) -> Iterator[DeskPage]:
    for model in sorted(admin.site._registry, key=lambda each: each._meta.label):
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        name = model._meta.label
        yield DeskPage(name, address)
        changelist = (client.get(address).context_data or {})["cl"]
        yield from narrowed(name, address, changelist)
        yield from narrowed_twice(name, address, changelist)
        yield from searched(name, address, model, changelist)
        yield from turned(name, address, changelist)
        if newest := model._default_manager.order_by("-pk").values_list("pk", flat=True).first():
            record = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[newest])
            yield DeskPage(f"{name}, one", record)


def narrowed(name: str, address: str, changelist: Any) -> Iterator[DeskPage]:
    for spec in changelist.filter_specs:
        choices = [choice for choice in spec.choices(changelist) if choice.get("query_string")]
        for choice in choices[1 : CHOICES + 1]:
            yield DeskPage(f"{name}, {spec.title} {choice['display']}", address + str(choice["query_string"]))


def narrowed_twice(name: str, address: str, changelist: Any) -> Iterator[DeskPage]:
    """The first and the last of what each two filters offer, together."""
    offered = []
    for spec in changelist.filter_specs:
        queries = [choice["query_string"] for choice in spec.choices(changelist) if choice.get("query_string")][1:]
        chosen = [parse_qsl(str(query).lstrip("?")) for query in dict.fromkeys([*queries[:1], *queries[-1:]])]
        offered.append([(spec.title, pairs) for pairs in chosen if pairs])
    for first, second in itertools.combinations(offered, 2):
        for (title, pairs), (other, others) in itertools.product(first, second):
            query = urlencode(pairs + [pair for pair in others if pair not in pairs])
            yield DeskPage(f"{name}, {title} and {other}: {query}", f"{address}?{query}")


def searched(name: str, address: str, model: type[Model], changelist: Any) -> Iterator[DeskPage]:
    if not changelist.search_fields:
        return
    number = Article.objects.order_by("-pk").values_list("public_id", flat=True).first()
    newest = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    for term in (*WORDS, number, newest):
        if term is not None:
            yield DeskPage(f"{name}, q={term}", f"{address}?q={term}")


def turned(name: str, address: str, changelist: Any) -> Iterator[DeskPage]:
    if changelist.paginator.num_pages > 1:
        yield DeskPage(f"{name}, last page", f"{address}?p={changelist.paginator.num_pages}")
    for place, field in enumerate(changelist.list_display):
        if field in (changelist.sortable_by or ()):
            for sign in ("", "-"):
                yield DeskPage(f"{name}, by {sign}{field}", f"{address}?o={sign}{place}")


def measure_desk(client: Client, pages: list[DeskPage], *, times: int) -> list[Measured]:
    def get(page: DeskPage) -> str:
        response = client.get(page.address)
        return "" if response.status_code == 200 else f"{page.address} answered {response.status_code}"

    return [measure(page.name, [lambda page=page: get(page)] * times) for page in pages]  # type: ignore[misc]


def desk_lines(measured: list[Measured], *, shown: int) -> list[str]:
    """The slowest first, by the time that processors computed here and in the database."""
    ordered = sorted(measured, key=lambda one: -one.computing_percentile(0.5))
    over = [one for one in ordered if one.computing_percentile(0.5) > TARGET]
    lines = [
        f"- {len(measured)} lists and records; over {TARGET} ms of processor time: {len(over)}",
        "",
        "| page | p50 ms | processor p50 ms | of it database | queries |",
        "|---|---:|---:|---:|---:|",
    ]
    for one in ordered[:shown]:
        mark = " ●" if one.computing_percentile(0.5) > TARGET else ""
        database = sum(one.database) / len(one.database)
        figures = [one.percentile(0.5), one.computing_percentile(0.5), database]
        columns = " | ".join(f"{figure:,.1f}" for figure in figures)
        lines.append(f"| {one.name}{mark} | {columns} | {max(one.queries)} |")
    return lines + [f"- wrong: {fault}" for one in measured for fault in one.faults[:1]]
