"""Builders of records for tests: keyword-only, validated by `full_clean`, Chinese by default.

A page built without a source takes in the text of each article built on it, so that spans always stand on page text.
Nothing here links entities or fills the index: a test that needs either calls the service that does it.
"""

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from django.db.models import Max, Model

from articles.models import (
    Article,
    Credit,
    Department,
    DepartmentAlias,
    DepartmentLink,
    Issue,
    LinkStatus,
    MatchRule,
    Newspaper,
    Page,
    Reporter,
    Revision,
    Source,
    Span,
    allot_public_ids,
)
from entities.models import Mention, Program, ProgramAlias

DEFAULT_DATE = datetime.date(2022, 1, 28)
TEXT_FIELDS = ("kicker", "headline", "subtitle", "body")

numbers = count(1)


def save(record: Model) -> None:
    """Save what is valid field by field; what rows owe each other the database checks itself, without a query each."""
    relations = [field.name for field in record._meta.concrete_fields if field.is_relation]
    record.full_clean(exclude=relations, validate_unique=False, validate_constraints=False)
    record.save()


def make_newspaper(**fields: Any) -> Newspaper:
    """The 怀川日报 of 怀川市 unless told otherwise; the same one is given again."""
    values = {"name": "怀川日报", "slug": "huaichuan", "city": "怀川市", "province": "河南省"} | fields
    held = Newspaper.objects.filter(slug=values["slug"]).first()
    if held is not None:
        return held
    newspaper = Newspaper(**values)
    save(newspaper)
    return newspaper


def make_issue(*, newspaper: Newspaper | None = None, date: datetime.date = DEFAULT_DATE, **fields: Any) -> Issue:
    """The newspaper's issue of that day; the same one is given again."""
    newspaper = newspaper or make_newspaper()
    held = Issue.objects.filter(newspaper=newspaper, date=date).first()
    if held is not None:
        return held
    issue = Issue(newspaper=newspaper, date=date, **({"date_source": Issue.DateSource.GIVEN} | fields))
    save(issue)
    return issue


def make_source(*, text: str | None = None, name: str = "") -> Source:
    number = next(numbers)
    data = (text if text is not None else f"第{number}份来源\n").encode()
    source = Source(
        sha256=hashlib.sha256(data).hexdigest(),
        name=name or f"source-{number}.txt",
        data=data,
        size=len(data),
        encoding="utf-8",
    )
    save(source)
    return source


def make_page(
    *, issue: Issue | None = None, newspaper: Newspaper | None = None, label: str = "A01", text: str = "", **fields: Any
) -> Page:
    """A dated page by default; `newspaper` without `issue` gives an undated one. `text` brings its source along."""
    if issue is None and newspaper is None:
        issue = make_issue()
    owner = issue.newspaper if issue else newspaper
    if text and "source" not in fields:
        fields["source"] = make_source(text=text)
    known = Page.LabelSource.GIVEN if label else Page.LabelSource.UNKNOWN
    values: dict[str, Any] = {"newspaper": owner, "issue": issue, "label": label, "label_source": known, "text": text}
    page = Page(**(values | fields))
    save(page)
    return page


def make_article(
    *,
    page: Page | None = None,
    headline: str = "我市召开数字政府建设推进会",
    body: str = "1月27日，我市召开数字政府建设推进会。\n会议听取了有关情况汇报。",
    reporters: Iterable[str] = (),
    departments: Iterable[Department] = (),
    programs: Iterable[Program] = (),
    **fields: Any,
) -> Article:
    """An article with revision 0, spans, a credit for each reporter named, and links where a registry name stands."""
    page = page or make_page()
    last = Article.objects.filter(page=page).aggregate(last=Max("position"))["last"]
    values: dict[str, Any] = {"page": page, "headline": headline, "body": body}
    values |= {"public_id": allot_public_ids(1)[0], "position": 0 if last is None else last + 1}
    article = Article(**(values | fields))
    save(article)
    make_spans(article=article)
    for rank, name in enumerate(reporters):
        make_credit(article=article, name=name, rank=rank)
    make_first_revision(article=article)
    for department in departments:
        link_department(article=article, department=department)
    for program in programs:
        mention_program(article=article, program=program)
    return article


def make_spans(*, article: Article) -> list[Span]:
    """A span for every line of the article's text, found on its page or, on a page without a source, added to it."""
    page = article.page
    taken = list(Span.objects.filter(page=page).values_list("start", "end"))
    spans: list[Span] = []
    for part in TEXT_FIELDS:
        for line in filter(None, getattr(article, part).split("\n")):
            start = place_line(page=page, line=line, taken=taken)
            end = start + len(line)
            taken.append((start, end))
            spans.append(Span(article=article, page=page, start=start, end=end, rank=len(spans), part=Span.Part(part)))
    page.save(update_fields=["text"])
    return Span.objects.bulk_create(spans)


def place_line(*, page: Page, line: str, taken: Sequence[tuple[int, int]]) -> int:
    """Where the line stands on the page; the first place that no span holds."""
    start = page.text.find(line)
    while start >= 0 and any(begin < start + len(line) and start < end for begin, end in taken):
        start = page.text.find(line, start + 1)
    if start >= 0:
        return start
    if page.source is not None:
        raise ValueError(f"the text of page {page.pk} does not hold {line!r}")
    start = len(page.text)
    page.text += line + "\n"
    return start


def make_first_revision(*, article: Article) -> Revision:
    credits = [{"name": credit.name, "role": credit.role} for credit in article.credits.all()]
    texts = {name: getattr(article, name) for name in (*TEXT_FIELDS, "dateline", "agency")}
    revision = Revision(
        article=article,
        number=0,
        origin=Revision.Origin.OCR,
        source=article.page.source,
        credits=credits,
        **texts,
    )
    save(revision)
    return revision


def make_reporter(*, name: str = "王晓明", newspaper: Newspaper | None = None, **fields: Any) -> Reporter:
    """The newspaper's reporter of that name; the same one is given again."""
    newspaper = newspaper or make_newspaper()
    held = Reporter.objects.filter(newspaper=newspaper, name=name, note=fields.get("note", "")).first()
    if held is not None:
        return held
    number = next(numbers)
    values = {"newspaper": newspaper, "name": name, "slug": f"reporter-{number}", "pinyin": f"r{number:06}"}
    reporter = Reporter(**(values | fields))
    save(reporter)
    return reporter


def make_credit(
    *, article: Article, name: str = "王晓明", role: str = Credit.Role.REPORTER, is_person: bool = True, rank: int = 0
) -> Credit:
    """A credit; a person's one brings the reporter along."""
    reporter = make_reporter(name=name, newspaper=article.page.newspaper) if is_person else None
    credit = Credit(article=article, reporter=reporter, name=name, role=role, rank=rank)
    save(credit)
    return credit


def make_department(*, name: str = "怀川市政务服务局", aliases: Sequence[str] = (), **fields: Any) -> Department:
    number = next(numbers)
    values = {"name": name, "slug": f"department-{number}", "level": Department.Level.CITY, "pinyin": f"d{number:06}"}
    department = Department(**(values | fields))
    save(department)
    for surface in aliases:
        DepartmentAlias.objects.create(department=department, surface=surface, rule=MatchRule.EXACT)
    return department


def make_program(*, name: str = "怀川码上办", aliases: Sequence[str] = (), **fields: Any) -> Program:
    number = next(numbers)
    values = {"name": name, "slug": f"program-{number}", "kind": Program.Kind.APP, "pinyin": f"p{number:06}"}
    program = Program(**(values | fields))
    save(program)
    for surface in aliases:
        ProgramAlias.objects.create(program=program, surface=surface, rule=MatchRule.EXACT)
    return program


def find_surface(*, article: Article, surface: str) -> list[tuple[str, int]]:
    """Every (field, offset) where the words stand in the article."""
    places = []
    for field in TEXT_FIELDS:
        text = getattr(article, field)
        start = text.find(surface)
        while start >= 0:
            places.append((field, start))
            start = text.find(surface, start + len(surface))
    return places


def link_department(*, article: Article, department: Department, surface: str = "", **fields: Any) -> DepartmentLink:
    """A link with a piece of evidence for each place where `surface` (else the name) stands."""
    surface = surface or department.name
    evidence = [
        {"field": field, "start": start, "end": start + len(surface), "surface": surface, "rule": "exact"}
        for field, start in find_surface(article=article, surface=surface)
    ]
    values = {"evidence": evidence, "revision_number": article.revision_number} | fields
    link = DepartmentLink(article=article, department=department, **values)
    save(link)
    return link


def mention_program(*, article: Article, program: Program, surface: str = "", **fields: Any) -> list[Mention]:
    """A mention for each place where `surface` (else the name) stands."""
    surface = surface or program.name
    mentions = []
    for field, start in find_surface(article=article, surface=surface):
        place = {"field": field, "start": start, "end": start + len(surface), "surface": surface, "rule": "exact"}
        values = place | {"revision_number": article.revision_number, "status": LinkStatus.AUTOMATIC} | fields
        mention = Mention(article=article, program=program, **values)
        save(mention)
        mentions.append(mention)
    return mentions
