"""What else the desk does, at random: reviews, find and replace, a newer segmenter's proposals, hiding and showing."""

import re
from collections import Counter
from dataclasses import replace

from django.contrib.auth.models import User

from articles.ingest.drafts import ArticleDraft, Kind, PageDraft, Part, SpanDraft
from articles.models import BorderChange, HiddenPassage, Page, Replacement, Review, Revision, SegmentationProposal
from articles.services import replacements
from articles.services.article_text import WORDS, text_of_article
from articles.services.border_proposals import accept, dismiss, propose, view_of
from articles.services.hidden_passages import passages_in_force, present_revisions
from articles.services.hiding import hide_passages, show_passage
from articles.services.review_decisions import approve_review, reject_review, take_back
from tests.borders.acts import TYPED, Acts, Nothing, telling
from tests.store.drafts import source_draft

TELEPHONE = re.compile(r"\d{6,}")


class DeskActs(Acts):
    """`hidden` are the telephone numbers, or the parts of them, that nobody may read any more; `actions` counts what
    was done and what was refused."""

    def __init__(self, seed: object) -> None:
        super().__init__(seed)
        self.hidden: set[str] = set()
        self.actions: Counter[str] = Counter()

    # A second person's word.

    def listed(self) -> Review:
        """One of the latest changes that are listed."""
        listed = list(Review.objects.open().select_related("editor")[:6])
        if not listed:
            raise Nothing
        return self.random.choice(listed)

    def other_than(self, review: Review) -> User:
        return self.second if review.editor_id == self.reviewer.pk else self.reviewer

    def approve(self) -> None:
        review = self.listed()
        approve_review(review, by=self.other_than(review))

    def reject(self) -> None:
        review, before = self.listed(), self.in_force()
        reject_review(review, by=self.other_than(review), reason="不对")
        # A hiding that was sent back is public again.
        after = set(self.in_force())
        self.shown(*(row.text for key, row in before.items() if key not in after))

    def take_back(self) -> None:
        own = list(Review.objects.open().filter(editor=self.editor, subject=Review.Subject.WAITING)[:4])
        if not own:
            raise Nothing
        take_back(self.random.choice(own), by=self.editor)

    # Find and replace, over all articles.

    def replace(self) -> None:
        body = text_of_article(self.one()).body.split("\n")
        line = self.random.choice(body)
        if not line:
            raise Nothing
        start = self.random.randrange(len(line))
        run = replacements.prepare(
            find=line[start : start + self.random.randint(1, 3)],
            replacement="".join(self.random.choices(TYPED, k=self.random.randint(0, 2))),
            fields=["headline", "body"],
            article_ids=[article.pk for article in self.articles()],
            by=self.reviewer if self.random.random() < 0.3 else self.editor,
        )
        replacements.start(run, by=run.made_by)
        assert replacements.carry_out()

    def replace_back(self) -> None:
        done = list(Replacement.objects.filter(state=Replacement.State.DONE))
        if not done:
            raise Nothing
        replacements.undo(self.random.choice(done), by=self.random.choice([self.editor, self.reviewer]))
        assert replacements.carry_out()

    # What a newer segmenter would make of a page.

    def propose(self) -> None:
        """Other groups of the page's own lines."""
        page = self.page()
        self.scans += 1
        drawn, _ = source_draft(self.redrawn(page))
        propose(page, replace(drawn, segmenter_version=f"{self.scans}"))

    def redrawn(self, page: Page) -> PageDraft:
        lines = [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", page.text)]
        cuts = sorted(self.random.sample(range(1, len(lines)), k=min(len(lines) - 1, self.random.randint(0, 4))))
        articles = []
        for first, last in zip([0, *cuts], [*cuts, len(lines)], strict=True):
            head, *rest = lines[first:last]
            headline, body = page.text[slice(*head)], "\n".join(page.text[slice(*line)] for line in rest)
            spans = [SpanDraft(0, *head, Part.HEADLINE if rest else Part.BODY)]
            if rest:
                spans.append(SpanDraft(0, rest[0][0], rest[-1][1], Part.BODY))
            kind = self.random.choice([Kind.ARTICLE, Kind.ARTICLE, Kind.NOTICE])
            articles.append(
                ArticleDraft(kind, tuple(spans), headline=headline if rest else "", body=body if rest else headline)
            )
        end = page.first_line + page.text.count("\n")
        return PageDraft(page.text, page.first_line, end, page.label, label_is_given=True, articles=tuple(articles))

    def proposal(self) -> SegmentationProposal:
        proposal = SegmentationProposal.objects.first()
        if proposal is None:
            self.propose()
            return self.proposal()
        return proposal

    def accept(self) -> BorderChange:
        """All of it, or a part."""
        proposal = self.proposal()
        differences = view_of(proposal).open
        keys = [self.random.choice(differences).key] if differences and self.random.random() < 0.6 else None
        return accept(proposal, keys, by=self.editor)

    def dismiss(self) -> None:
        proposal = self.proposal()
        differences = view_of(proposal).open
        whole = not differences or self.random.random() < 0.3
        dismiss(proposal, "" if whole else self.random.choice(differences).key, by=self.editor)

    # What nobody may read.

    def hide(self) -> None:
        """A telephone number mostly, which no sentence can miss."""
        article = self.one()
        body = text_of_article(article).body
        start = self.random.randint(0, max(0, len(body) - 4))
        hide_passages(article, [body[start : start + 4]], by=self.editor, reason="个人信息")

    def hide_number(self) -> None:
        articles = {article.pk: article for article in self.articles()}
        texts = {pk: _words(revision) for pk, revision in present_revisions(articles).items()}
        found = [(pk, number) for pk, text in texts.items() for number in TELEPHONE.findall(text)]
        if not found:
            raise Nothing
        pk, number = self.random.choice(found)
        hide_passages(articles[pk], [number], by=self.editor, reason="个人信息")
        # Where a revert brought it back elsewhere it is another article's, and hidden there or not.
        elsewhere = [text for other, text in texts.items() if other != pk and any(p in text for p in telling(number))]
        if not elsewhere:
            self.hidden.add(number)

    def show(self) -> None:
        """What is hidden in one article is public there; whoever carries it elsewhere is no fault any more."""
        rows = list(self.in_force().values())
        if not rows:
            raise Nothing
        row = self.random.choice(rows)
        show_passage(row.article, row, by=self.reviewer, reason="可以公开")
        self.shown(row.text)

    def in_force(self) -> dict[tuple[int, str], HiddenPassage]:
        found = passages_in_force([article.pk for article in self.articles()])
        return {(pk, row.text): row for pk, rows in found.items() for row in rows}

    def shown(self, *texts: str) -> None:
        told = {number for number in self.hidden for text in texts if any(part in text for part in telling(number))}
        self.hidden -= told


def _words(revision: Revision) -> str:
    return "\n".join(getattr(revision, name) for name in WORDS)
