"""Random sequences of everything that changes a small archive, and what must be true after every step of them."""

import random
from collections import Counter
from collections.abc import Callable, Sequence

from django.db import transaction
from django.test import Client

from articles.errors import ArchiveError
from articles.ingest.drafts import CreditDraft
from articles.ingest.store import store_source
from articles.invariants import RULES
from articles.models import Article, BorderChange, Page, Redirect, Review, Revision, Span
from articles.search.backend import search_backend
from articles.search.checking import compare
from articles.search.draining import drain
from articles.services import borders
from articles.services.article_text import WORDS, ArticleText, text_of_article, text_of_revision
from articles.services.corrections import revert_article
from articles.services.hidden_passages import present_revisions
from articles.services.hiding import hide_passages
from articles.services.review import submit_correction
from articles.services.review_decisions import approve_review, reject_review
from articles.services.text_changed import text_changed
from articles.services.withdrawal import restore_article, withdraw_article
from entities.link_plan import plan_links
from tests.borders.desk import make_person
from tests.builders import make_newspaper
from tests.desk.people import make_reviewer
from tests.store.drafts import Item, page_draft, source_draft

SENTENCES = (
    "怀川市政务服务局推出“怀川码上办”，市民办事只跑一次。",
    "市图书馆即日起延长开放时间至晚九点，周末照常开放。",
    "城南三所小学秋季投用，新增学位三千六百个。",
    "本市昨日启动防汛四级应急响应，干部连夜上堤巡查。",
    "据气象部门预计，降雨将持续三天",
    "本报讯（记者 王一鸣）夏粮喜获丰收，亩产再创新高。",
    "记者 李春梅 通讯员 赵云",
    "“怀川码上办”注册用户突破50万人，办件量居全省第一",
    "沁河大桥合龙，两岸居民往来只需五分钟。",
)
HEADLINES = ("码上办再升级", "图书馆延长开放", "三所小学投用", "防汛应急响应启动", "夏粮丰收", "沁河大桥合龙")
TYPED = "正改错字补怀川市12"
LABELS = ("A01", "A02")

#: Actions that move words and change none.
CARRYING = ("merge", "split", "move", "move_new", "reorder", "kind", "join", "part_continuation")


class Walk:
    """One sequence. `actions` counts what was done and what was refused."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - nothing secret
        self.editor = make_person()
        self.reviewer = make_reviewer()
        self.scans = 0
        self.addresses: set[int] = set()
        self.actions: Counter[str] = Counter()
        self.last = "first scans"
        for label in LABELS:
            self.scan(label)

    # What the archive holds.

    def articles(self, *states: str) -> list[Article]:
        return list(Article.objects.filter(state__in=states or ("published", "withdrawn")).order_by("pk"))

    def one(self) -> Article:
        return self.random.choice(self.articles())

    def page(self) -> Page:
        return Page.objects.get(label=self.random.choice(LABELS))

    def stretch(self, page: Page) -> tuple[int, int]:
        """Whole lines mostly, now and then from within a line to within another."""
        text = page.text
        start, end = sorted(self.random.choices(range(len(text) + 1), k=2))
        if self.random.random() < 0.7:
            start = text.rfind("\n", 0, start) + 1
            end = text.find("\n", start) % (len(text) + 1)
        return start, max(end, min(start + 1, len(text)))

    # What can happen to it.

    def scan(self, label: str) -> None:
        """The page's first bytes, or other bytes: lines read otherwise, dropped, added, cut otherwise."""
        self.scans += 1
        items = [self.item(number, label) for number in range(self.random.randint(2, 4))]
        if held := Page.objects.filter(label=label).first():
            lines = [self.misread(line) for line in held.text.split("\n") if line.strip()]
            cuts = sorted(self.random.sample(range(1, max(2, len(lines))), k=min(2, len(lines) - 1)))
            groups = [lines[i:j] for i, j in zip([0, *cuts], [*cuts, len(lines)], strict=True)]
            items = [Item(group[0], "\n".join(group[1:]) or self.random.choice(SENTENCES)) for group in groups if group]
        draft, data = source_draft(page_draft(items, label=label), name=f"{label}-{self.scans}.txt")
        store_source(draft, data, newspaper=make_newspaper(), replace=True)

    def item(self, number: int, label: str) -> Item:
        """Each line tells of its page, so that one page is not taken for a new scan of the other."""
        body = "\n".join(f"{label}版{line}" for line in self.random.choices(SENTENCES, k=self.random.randint(1, 3)))
        signed = (CreditDraft("王一鸣", "记者"),) if "王一鸣" in body else ()
        return Item(f"{self.random.choice(HEADLINES)}{label}{number}", body, credits=signed)

    def misread(self, line: str) -> str:
        if self.random.random() < 0.3:
            place = self.random.randrange(len(line))
            return line[:place] + self.random.choice("，误字 ") + line[place + 1 :] + "。"
        return line

    def correct(self) -> None:
        article = self.one()
        present = text_of_article(article)
        name = self.random.choice(["headline", "body", "body"])
        text = getattr(present, name)
        place = self.random.randint(0, len(text))
        typed = "".join(self.random.choices(TYPED, k=self.random.randint(0, 2)))
        new = text[:place] + typed + text[place + self.random.randint(0, 2) :]
        changes = {name: new.replace("\n", "") if name == "headline" else new}
        submit_correction(article, base_revision=article.revision_number, editor=self.editor, **changes)

    def revert(self) -> None:
        article = self.one()
        to = self.random.randint(0, article.revision_number)
        revert_article(article, to=to, base_revision=article.revision_number, editor=self.editor)

    def merge(self) -> BorderChange:
        into, *others = self.random.sample(self.articles(), k=min(len(self.articles()), self.random.randint(2, 3)))
        return borders.merge_articles(into, others, by=self.editor, bases={})

    def split(self) -> BorderChange:
        article = self.one()
        spans = list(article.spans.select_related("page"))
        span = self.random.choice(spans) if spans else None
        page, offset = (span.page, self.random.randint(span.start, span.end)) if span else (self.page(), 0)
        return borders.split_article(article, page, offset, by=self.editor, bases={})

    def move(self) -> BorderChange:
        page = self.page()
        return borders.move_text(page, [self.stretch(page)], self.one(), by=self.editor, bases={})

    def move_new(self) -> BorderChange:
        page = self.page()
        return borders.move_text(page, [self.stretch(page)], None, by=self.editor, bases={})

    def part(self) -> BorderChange:
        page, part = self.page(), self.random.choice(list(Span.Part))
        return borders.set_part(self.one(), page, [self.stretch(page)], part, by=self.editor, bases={})

    def reorder(self) -> BorderChange:
        page = self.page()
        order = [article.pk for article in self.articles() if article.page_id == page.pk]
        self.random.shuffle(order)
        return borders.reorder(page, order, by=self.editor, bases={})

    def kind(self) -> BorderChange:
        return borders.set_kind(self.one(), self.random.choice(list(Article.Kind)), by=self.editor, bases={})

    def join(self) -> BorderChange:
        head, tail = self.one(), self.one()
        return borders.join_continuation(head, tail, by=self.editor, bases={})

    def part_continuation(self) -> BorderChange:
        return borders.part_continuation(self.one(), self.page(), by=self.editor, bases={})

    def undo(self) -> BorderChange | None:
        changes = list(BorderChange.objects.all())
        return borders.undo(self.random.choice(changes[:4]), by=self.editor) if changes else None

    def review(self) -> None:
        """A second person passes one of the latest changes that are listed, or sends it back."""
        listed = list(Review.objects.open()[:6])
        if not listed:
            return
        chosen = self.random.choice(listed)
        if self.random.random() < 0.4:
            approve_review(chosen, by=self.reviewer)
        else:
            reject_review(chosen, by=self.reviewer, reason="不对")

    def rescan(self) -> None:
        self.scan(self.random.choice(LABELS))

    def relink(self) -> None:
        text_changed([article.pk for article in self.articles()])

    def withdraw(self) -> None:
        withdraw_article(self.one(), by=self.editor, reason="核实中")

    def restore(self) -> None:
        restore_article(self.one(), by=self.editor)

    def hide(self) -> None:
        article = self.one()
        body = text_of_article(article).body
        start = self.random.randint(0, max(0, len(body) - 4))
        hide_passages(article, [body[start : start + 4]], by=self.editor, reason="个人信息")

    # One step, and what must be true after it.

    def step(self) -> None:
        name = self.random.choices(list(ACTIONS), weights=list(ACTIONS.values()))[0]
        self.last = name
        before = self.everything()
        try:
            with transaction.atomic():
                change = getattr(self, name)()
        except ArchiveError as error:
            self.actions[f"{name} refused: {error.code}"] += 1
            assert self.everything() == before
            return
        self.actions[name] += 1
        if name in CARRYING:
            assert letters(self.everything()) == letters(before), name
        if isinstance(change, BorderChange) and self.random.random() < 0.3:
            undone = borders.undo(change, by=self.editor)
            assert self.everything() == before, name
            if self.random.random() < 0.5:
                borders.undo(undone, by=self.editor)

    def everything(self) -> list[tuple[object, ...]]:
        """Layout, texts, places and states of all living articles; three queries."""
        articles = {article.pk: article for article in self.articles()}
        order = sorted(articles.values(), key=lambda article: (article.page_id, article.position, article.pk))
        revisions = present_revisions(articles)
        spans: dict[int, list[tuple[object, ...]]] = {pk: [] for pk in articles}
        for span in Span.objects.filter(article__in=articles).order_by("article", "rank"):
            spans[span.article_id].append((span.page_id, span.start, span.end, span.part))
        return [
            (
                article.public_id,
                article.state,
                article.page_id,
                # A new scan may leave gaps between the numbers; what counts is the order.
                order.index(article),
                article.kind,
                text_of_revision(revisions[pk]),
                spans[pk],
            )
            for pk, article in articles.items()
        ]

    def check(self) -> None:
        faults = [f"{rule.code}: {fault.record}: {fault.message}" for rule in RULES for fault in rule.find()]
        assert not faults, f"{faults} after {self.last}"
        for revision in Revision.objects.all():
            assert text_of_revision(revision).credits is not None
        assert not plan_links([article.pk for article in self.articles()]).changed_articles()
        self.check_addresses()
        drain()
        comparison = compare(search_backend())
        assert comparison.agrees and not comparison.queued, f"{comparison} after {self.last}"

    def check_addresses(self) -> None:
        """In the record; `check_answers` asks the site."""
        states = dict(Article.objects.values_list("public_id", "state"))
        led = dict(Redirect.objects.values_list("old_public_id", "article__state"))
        self.addresses |= states.keys()
        for address in self.addresses:
            assert address in states
            assert (states[address] == "superseded") == (address in led)
            assert led.get(address) != "superseded"

    def check_answers(self, client: Client) -> None:
        """Of every address that is not an article's own any more, and of one that is."""
        published = [article.public_id for article in self.articles("published")]
        for address in sorted(self.addresses - set(published)) + published[:1]:
            answer = client.get(f"/article/{address}/")
            assert answer.status_code in (200, 301, 410), address
            if answer.status_code == 301:
                assert client.get(answer["Location"]).status_code in (200, 410), address


#: What happens how often.
ACTIONS = {
    "correct": 5, "revert": 2, "merge": 4, "split": 4, "move": 4, "move_new": 2, "part": 4, "reorder": 1, "kind": 1,
    "join": 2, "part_continuation": 2, "undo": 4, "review": 3, "rescan": 2, "relink": 1,
    "withdraw": 1, "restore": 1, "hide": 1,
}  # fmt: skip


def letters(everything: Sequence[tuple[object, ...]]) -> Counter[str]:
    texts = [each for row in everything for each in row if isinstance(each, ArticleText)]
    heads = [name for name in WORDS if name not in ("dateline", "agency")]
    return Counter("".join("".join(getattr(text, name).split()) for text in texts for name in heads))


def walk(seed: int, steps: int, client: Client, *, after_step: Callable[[Walk], object] = Walk.check) -> Walk:
    walked = Walk(seed)
    after_step(walked)
    for _ in range(steps):
        walked.step()
        after_step(walked)
    walked.check_answers(client)
    return walked
