"""The record. These modules import nothing of `entities` and nothing above them."""

from articles.models.archive_changes import ArchiveChange
from articles.models.articles import Article, Redirect, Span, allot_public_ids, article_address
from articles.models.audit import AuditEntry
from articles.models.borders import BorderChange
from articles.models.counts import ArticleDay, AskedQuery, QueryVisitor, SearchDay
from articles.models.credits import Credit, Reporter
from articles.models.departments import (
    SHOWN_STATUSES,
    Department,
    DepartmentAlias,
    DepartmentLink,
    DepartmentSuccession,
    LinkStatus,
    MatchRule,
    RegistryState,
)
from articles.models.hidden_passages import HiddenPassage
from articles.models.index_queue import IndexQueueEntry
from articles.models.listed_actions import ListedAction
from articles.models.newspapers import Issue, Newspaper, default_newspaper
from articles.models.pages import Page, PageReplacement, Source
from articles.models.passwords import PasswordToChange
from articles.models.proposals import ProposalDecision, SegmentationProposal
from articles.models.queue import SETTLING, ArticleWorth, Claim
from articles.models.rate_counts import RateCount
from articles.models.replacements import ReplacedArticle, Replacement
from articles.models.reports import Report, ReportContact, ReportStep
from articles.models.reviews import Review, WaitingChange
from articles.models.revisions import Revision
from articles.models.runs import IngestItem, IngestRun
from articles.models.upkeep import Upkeep
from articles.models.words import ArticleWords, Lexicon

__all__ = [
    "SETTLING",
    "SHOWN_STATUSES",
    "ArchiveChange",
    "Article",
    "ArticleDay",
    "ArticleWords",
    "ArticleWorth",
    "AskedQuery",
    "AuditEntry",
    "BorderChange",
    "Claim",
    "Credit",
    "Department",
    "DepartmentAlias",
    "DepartmentLink",
    "DepartmentSuccession",
    "HiddenPassage",
    "IndexQueueEntry",
    "IngestItem",
    "IngestRun",
    "Issue",
    "Lexicon",
    "LinkStatus",
    "ListedAction",
    "MatchRule",
    "Newspaper",
    "Page",
    "PageReplacement",
    "PasswordToChange",
    "ProposalDecision",
    "QueryVisitor",
    "RateCount",
    "Redirect",
    "RegistryState",
    "ReplacedArticle",
    "Replacement",
    "Report",
    "ReportContact",
    "ReportStep",
    "Reporter",
    "Review",
    "Revision",
    "SearchDay",
    "SegmentationProposal",
    "Source",
    "Span",
    "Upkeep",
    "WaitingChange",
    "allot_public_ids",
    "article_address",
    "default_newspaper",
]
