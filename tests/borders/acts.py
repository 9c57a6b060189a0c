"""What can happen to a small archive: new scans, and what an editor does to texts and borders, at random."""

import random
import re
from collections.abc import Iterator

from django.contrib.auth.models import User

from articles.errors import ArchiveError
from articles.ingest.drafts import CreditDraft
from articles.ingest.store import store_source
from articles.models import Article, BorderChange, Page, Span
from articles.services import borders
from articles.services.article_text import text_of_article
from articles.services.corrections import TextChanges
from articles.services.review import submit_correction, submit_revert
from articles.services.text_changed import text_changed
from articles.services.withdrawal import restore_article, withdraw_article
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
    "家住东街的刘女士求购旧书，有意者请致电{telephone}联系。",
    "咨询热线{telephone}",
)
HEADLINES = ("码上办再升级", "图书馆延长开放", "三所小学投用", "防汛应急响应启动", "夏粮丰收", "沁河大桥合龙")
TYPED = "正改错字补怀川市12"
#: Words of the sentences that are facts, and what an editor makes of them.
FACTS = {
    "三千六百": "三千八百", "四级": "三级", "三天": "两天", "50万": "60万", "五分钟": "十分钟", "九点": "八点",
    "王一鸣": "王一明", "李春梅": "李春海", "政务服务局": "教育局", "码上办": "马上办", "图书馆": "档案馆",
}  # fmt: skip
LABELS = ("A01", "A02")
#: Digits of one telephone number that are found in no other.
TELLING = 5


class Nothing(ArchiveError):
    """There is nothing just now to do this to."""

    def __init__(self) -> None:
        super().__init__("nothing", "nothing to do it to")


class Acts:
    """People, and what they do to the texts and borders of a few pages."""

    def __init__(self, seed: object) -> None:
        self.random = random.Random(str(seed))  # noqa: S311 - nothing secret
        self.editor = make_person()
        self.reviewer, self.second = _reviewers()
        self.scans = 0
        self.given: set[str] = set()

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

    def telephone(self) -> str:
        """Of which no telling part stands anywhere else."""
        while True:
            number = "".join(self.random.choices("0123456789", k=11))
            parts = set(telling(number))
            if not parts & self.given:
                self.given |= parts
                return number

    # What can happen to it.

    def scan(self, label: str) -> None:
        """The page's first bytes, or other bytes: lines read otherwise, dropped, added, cut otherwise."""
        self.scans += 1
        items = [self.item(number, label) for number in range(self.random.randint(2, 4))]
        if held := Page.objects.filter(label=label).first():
            lines = [self.misread(line) for line in held.text.split("\n") if line.strip()]
            cuts = sorted(self.random.sample(range(1, max(2, len(lines))), k=min(2, len(lines) - 1)))
            groups = [lines[i:j] for i, j in zip([0, *cuts], [*cuts, len(lines)], strict=True)]
            items = [Item(group[0], "\n".join(group[1:]) or self.sentence()) for group in groups if group]
        draft, data = source_draft(page_draft(items, label=label), name=f"{label}-{self.scans}.txt")
        store_source(draft, data, newspaper=make_newspaper(), replace=True)

    def item(self, number: int, label: str) -> Item:
        """Each line tells of its page, so that one page is not taken for a new scan of the other."""
        body = "\n".join(f"{label}版{self.sentence()}" for _ in range(self.random.randint(1, 3)))
        signed = (CreditDraft("王一鸣", "记者"),) if "王一鸣" in body else ()
        return Item(f"{self.random.choice(HEADLINES)}{label}{number}", body, credits=signed)

    def sentence(self) -> str:
        return self.random.choice(SENTENCES).format(telephone=self.telephone())

    def misread(self, line: str) -> str:
        if self.random.random() < 0.3:
            place = self.random.randrange(len(line))
            return line[:place] + self.random.choice("，误字 ") + line[place + 1 :] + "。"
        return line

    def rescan(self) -> None:
        self.scan(self.random.choice(LABELS))

    def relink(self) -> None:
        text_changed([article.pk for article in self.articles()])

    def correct(self) -> None:
        article = self.one()
        present = text_of_article(article)
        name = self.random.choice(["headline", "body", "body"])
        text = getattr(present, name)
        place = self.random.randint(0, len(text))
        typed = "".join(self.random.choices(TYPED, k=self.random.randint(0, 2)))
        new = text[:place] + typed + text[place + self.random.randint(0, 2) :]
        self.submit(article, name, new.replace("\n", "") if name == "headline" else new)

    def correct_fact(self) -> None:
        """What an editor may not publish alone, and now and then what a reviewer does."""
        holding = [
            (article, name, match)
            for article in self.articles()
            for name in ("headline", "body")
            for match in re.finditer("|".join(FACTS), getattr(text_of_article(article), name))
        ]
        if not holding:
            raise Nothing
        article, name, match = self.random.choice(holding)
        text = match.string
        by = self.reviewer if self.random.random() < 0.2 else self.editor
        self.submit(article, name, text[: match.start()] + FACTS[match.group()] + text[match.end() :], by=by)

    def submit(self, article: Article, name: str, text: str, *, by: User | None = None) -> None:
        changes: TextChanges = {"headline": text} if name == "headline" else {"body": text}
        submit_correction(article, base_revision=article.revision_number, editor=by or self.editor, **changes)

    def revert(self) -> None:
        article = self.one()
        to = self.random.randint(0, article.revision_number)
        submit_revert(article, to=to, base_revision=article.revision_number, editor=self.editor)

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

    def undo(self) -> BorderChange:
        changes = list(BorderChange.objects.all()[:4])
        if not changes:
            raise Nothing
        return borders.undo(self.random.choice(changes), by=self.editor)

    def withdraw(self) -> None:
        withdraw_article(self.one(), by=self.editor, reason="核实中")

    def restore(self) -> None:
        withdrawn = self.articles("withdrawn")
        restore_article(self.random.choice(withdrawn) if withdrawn else self.one(), by=self.editor)


def telling(number: str) -> Iterator[str]:
    """The parts of a number by which it is known again, each once."""
    for start in range(len(number) - TELLING + 1):
        yield number[start : start + TELLING]


def _reviewers() -> tuple[User, User]:
    names = ("周审校", "郑审校")
    held = {user.username: user for user in User.objects.filter(username__in=names)}
    first, second = (held.get(name) or make_reviewer(name=name) for name in names)
    return first, second
