"""Works out which links articles should have and how that differs from what is stored. It reads and writes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from articles.models import SHOWN_STATUSES, Article, DepartmentLink, LinkStatus
from entities.matching.articles import ArticleNames, ArticleText, Finding, read_article
from entities.matching.registry import EntryType, Home
from entities.models import Mention, ProgramDecision
from entities.registry import Registry, current_registry

#: The rule of a mention that a person filed and that no text names.
FILED_BY_PERSON = "person"

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with what its present text names."""

    article: Article
    names: ArticleNames


@dataclass(slots=True)
class LinkPlan:
    """What a re-link of a batch writes. The pairs are (article id, department or program id), for reports; what is only
    suggested is not among them."""

    links: list[DepartmentLink] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    stale_link_ids: list[int] = field(default_factory=list)
    #: Undecided links that are now sure, or now only suggested.
    restated_link_ids: dict[str, list[int]] = field(default_factory=dict)
    stale_mention_ids: list[int] = field(default_factory=list)
    departments_added: set[Pair] = field(default_factory=set)
    departments_removed: set[Pair] = field(default_factory=set)
    programs_added: set[Pair] = field(default_factory=set)
    programs_removed: set[Pair] = field(default_factory=set)
    #: Linked before and after, but now as whose news it is, or no longer.
    roles_changed: set[Pair] = field(default_factory=set)
    #: Links of a department or program that goes, which one that stays takes over.
    moved: set[Pair] = field(default_factory=set)
    version: int = 0
    #: What the plan was made from, for those who read on.
    read: list[ReadArticle] = field(default_factory=list)

    def changed_articles(self) -> set[int]:
        """The articles that are now filed otherwise than before."""
        departments = self.departments_added | self.departments_removed | self.roles_changed
        return {article for article, _ in departments | self.programs_added | self.programs_removed}


@dataclass(frozen=True, slots=True)
class StoredLinks:
    """What is stored of a batch's articles, by article."""

    links: dict[int, list[DepartmentLink]]
    mentions: dict[int, list[Mention]]
    #: (article id, program id) → verdict.
    decisions: dict[Pair, str]


def plan_links(article_ids: Sequence[int], *, lock: bool = False) -> LinkPlan:
    """Five queries, and four more when the registry changed. `lock` holds the articles until the commit."""
    registry = current_registry()
    articles = list(articles_to_link(article_ids, lock=lock))
    return plan_from(articles, read_stored(article_ids), registry)


def plan_from(articles: Iterable[Article], stored: StoredLinks, registry: Registry) -> LinkPlan:
    plan = LinkPlan(version=registry.version)
    for article in articles:
        held = {link.department_id: link for link in stored.links.get(article.pk, [])}
        names = names_of(article, registry, held.values())
        plan.read.append(ReadArticle(article, names))
        plan_departments(plan, article, names, held, registry.version)
        plan_programs(plan, article, names, stored, registry.version)
    return plan


def names_of(article: Article, registry: Registry, held: Iterable[DepartmentLink]) -> ArticleNames:
    """What the present text names. An article that became part of another names nothing any more."""
    if article.state == Article.State.SUPERSEDED:
        return ArticleNames((), ())
    decided = {link.department_id for link in held if link.decided_at is not None}
    home = home_of(article, registry)
    return read_article(text_of(article), registry.gazetteer, home, never_primary=decided)


def text_of(article: Article) -> ArticleText:
    return ArticleText(article.kicker, article.headline, article.subtitle, article.body)


def home_of(article: Article, registry: Registry) -> Home:
    """Where the article's newspaper is at home, and the day it was printed."""
    page = article.page
    home = registry.homes.get(page.newspaper_id) or Home(page.newspaper.city, page.newspaper.province)
    return replace(home, printed_on=page.issue.date) if page.issue else home


def read_stored(article_ids: Sequence[int]) -> StoredLinks:
    links: defaultdict[int, list[DepartmentLink]] = defaultdict(list)
    for link in DepartmentLink.objects.filter(article__in=article_ids).order_by("id"):
        links[link.article_id].append(link)
    mentions: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in Mention.objects.filter(article__in=article_ids).order_by("id"):
        mentions[mention.article_id].append(mention)
    decisions = ProgramDecision.objects.filter(article__in=article_ids)
    return StoredLinks(
        links, mentions, {(decision.article_id, decision.program_id): decision.verdict for decision in decisions}
    )


def plan_departments(
    plan: LinkPlan, article: Article, names: ArticleNames, held: dict[int, DepartmentLink], version: int
) -> None:
    sure = {finding.entry.id: finding for finding in names.departments}
    suggested = {each.entry.id: each for each in names.suggested if each.entry.type is EntryType.DEPARTMENT}
    decided = {pk: link for pk, link in held.items() if link.decided_at is not None}
    for department, finding in (sure | suggested).items():
        link = _link(article, finding, version)
        before = held.get(department)
        link.role = _role(finding, before, decided.values())
        if before is None or not is_as_before(link, before):
            plan.links.append(link)
        if before and department not in decided and before.status != link.status:
            plan.restated_link_ids.setdefault(link.status, []).append(before.pk)
        elif before and before.status in SHOWN_STATUSES and before.role != link.role:
            plan.roles_changed.add((article.pk, department))
    for department in decided.keys() - sure.keys() - suggested.keys():
        plan.links.append(_link_no_longer_named(article, decided[department], version))
    stale = held.keys() - sure.keys() - suggested.keys() - decided.keys()
    plan.stale_link_ids += [held[department].pk for department in stale]
    shown = {department for department, link in held.items() if link.status in SHOWN_STATUSES}
    undecided = shown - decided.keys()
    plan.departments_removed |= {(article.pk, department) for department in undecided - sure.keys()}
    plan.departments_added |= {(article.pk, department) for department in sure.keys() - shown - decided.keys()}


def is_as_before(link: DepartmentLink, before: DepartmentLink) -> bool:
    """What stands as it stood is not written again; it keeps the version of the registry that found it."""
    return (link.role, link.evidence, link.revision_number) == (before.role, before.evidence, before.revision_number)


def _role(finding: Finding, held: DepartmentLink | None, decided: Iterable[DepartmentLink]) -> str:
    """A confirmed link keeps its role; where a person confirmed whose news it is, the matcher names no other."""
    if held is not None and held.status == LinkStatus.CONFIRMED:
        return held.role
    is_settled = any(
        link.status == LinkStatus.CONFIRMED and link.role == DepartmentLink.Role.PRIMARY for link in decided
    )
    is_primary = finding.is_primary and not is_settled
    return DepartmentLink.Role.PRIMARY if is_primary else DepartmentLink.Role.MENTIONED


def status_of(finding: Finding) -> LinkStatus:
    return LinkStatus.AUTOMATIC if finding.is_sure else LinkStatus.SUGGESTED


def _link(article: Article, finding: Finding, version: int) -> DepartmentLink:
    return DepartmentLink(
        article=article,
        department_id=finding.entry.id,
        status=status_of(finding),
        evidence=[
            {
                "field": place.field,
                "start": place.match.start,
                "end": place.match.end,
                "surface": place.match.surface,
                "rule": place.match.rule,
                "score": place.match.score,
            }
            for place in finding.places
        ],
        revision_number=article.revision_number,
        registry_version=version,
    )


def _link_no_longer_named(article: Article, link: DepartmentLink, version: int) -> DepartmentLink:
    """A decided link goes on without evidence when the text names the department no more."""
    link.evidence = []
    link.revision_number = article.revision_number
    link.registry_version = version
    link.pk = None
    return link


def plan_programs(plan: LinkPlan, article: Article, names: ArticleNames, stored: StoredLinks, version: int) -> None:
    """A confirmed program that the text names no more keeps the mentions it had, in the revision where they stood."""
    held = stored.mentions.get(article.pk, [])
    found = list(_mentions(article, names, stored, version))
    named = {mention.program_id for mention in found}
    places = {_place_of(mention) for mention in found}
    before_at = {_place_of(mention): mention for mention in held}
    confirmed = _confirmed_programs(article, stored)
    stale = [
        mention
        for mention in held
        if _place_of(mention) not in places and (mention.program_id in named or mention.program_id not in confirmed)
    ]
    kept = {mention.program_id for mention in held}
    filed = [_filed_mention(article, program, version) for program in sorted(confirmed - named - kept)]
    plan.mentions += [each for each in found if _told(each) != _told(before_at.get(_place_of(each)))] + filed
    plan.stale_mention_ids += [mention.pk for mention in stale]
    before = {mention.program_id for mention in held if mention.status in SHOWN_STATUSES}
    after = {mention.program_id for mention in found if mention.status in SHOWN_STATUSES} | confirmed
    plan.programs_added |= {(article.pk, program) for program in after - before}
    plan.programs_removed |= {(article.pk, program) for program in before - after}


def _place_of(mention: Mention) -> tuple[int, str, int]:
    return mention.program_id, mention.field, mention.start


def _told(mention: Mention | None) -> tuple[object, ...] | None:
    """All that a mention says, but for the version of the registry that found it."""
    if mention is None:
        return None
    return mention.end, mention.surface, mention.rule, mention.score, mention.status, mention.revision_number


def _confirmed_programs(article: Article, stored: StoredLinks) -> set[int]:
    if article.state == Article.State.SUPERSEDED:
        return set()
    return {
        program
        for (article_id, program), verdict in stored.decisions.items()
        if article_id == article.pk and verdict == LinkStatus.CONFIRMED
    }


def _filed_mention(article: Article, program_id: int, version: int) -> Mention:
    """The mention of a program that a person filed and no text names: it stands at no words."""
    return Mention(
        article=article,
        program_id=program_id,
        revision_number=article.revision_number,
        field=Mention.Field.BODY,
        start=0,
        end=1,
        surface="",
        rule=FILED_BY_PERSON,
        status=LinkStatus.CONFIRMED,
        registry_version=version,
    )


def _mentions(article: Article, names: ArticleNames, stored: StoredLinks, version: int) -> Iterable[Mention]:
    suggested = (finding for finding in names.suggested if finding.entry.type is EntryType.PROGRAM)
    for finding in (*names.programs, *suggested):
        decision = stored.decisions.get((article.pk, finding.entry.id))
        for place in finding.places:
            yield Mention(
                article=article,
                program_id=finding.entry.id,
                revision_number=article.revision_number,
                field=place.field,
                start=place.match.start,
                end=place.match.end,
                surface=place.match.surface,
                rule=place.match.rule,
                score=place.match.score,
                status=decision or (LinkStatus.AUTOMATIC if place.match.is_sure else LinkStatus.SUGGESTED),
                registry_version=version,
            )


def articles_to_link(article_ids: Sequence[int], *, lock: bool = False) -> Iterable[Article]:
    """The articles with all that matching needs of their pages."""
    articles = (
        Article.objects.filter(pk__in=article_ids)
        .select_related("page__newspaper", "page__issue")
        .defer("page__issue__date_evidence", "notes", "page__text", "page__date_evidence")
        .order_by("pk")
    )
    return articles.select_for_update(of=("self",), no_key=True) if lock else articles
