"""A small archive that the tests of the public site read: two issues, a few articles, a department and a program."""

import datetime
from dataclasses import dataclass
from pathlib import Path

import pytest

from articles.models import Article, Department, Issue, Newspaper, Page
from articles.search.backend import backend_at
from articles.search.draining import drain
from entities.models import Program
from tests import builders


@dataclass(frozen=True)
class Archive:
    newspaper: Newspaper
    issue: Issue
    front: Page
    department: Department
    program: Program
    launch: Article
    weather: Article
    older: Article


@pytest.fixture
def archive(db: None) -> Archive:
    newspaper = builders.make_newspaper(rights="版权归怀川日报社所有。")
    issue = builders.make_issue(newspaper=newspaper, date=datetime.date(2022, 1, 28))
    front = builders.make_page(issue=issue, label="A01")
    department = builders.make_department(name="怀川市政务服务局", slug="zheng-wu-fu-wu-ju")
    program = builders.make_program(name="怀川码上办", slug="huai-chuan-ma-shang-ban", run_by=department)
    launch = builders.make_article(
        page=front,
        kicker="数字政府建设提速",
        headline="怀川码上办正式上线",
        subtitle="八百项事项一网通办",
        body="1月27日，怀川市政务服务局宣布，怀川码上办正式上线。\n市民在手机上即可办理八百项事项。",
        reporters=["王晓明"],
        departments=[department],
        programs=[program],
        dateline="本报讯",
    )
    weather = builders.make_article(
        page=front, headline="", body="今起三天我市有小雪。最低气温零下五度。", reporters=["李敏"]
    )
    builders.make_page(issue=issue, label="A02")
    earlier = builders.make_issue(newspaper=newspaper, date=datetime.date(2021, 12, 30))
    older = builders.make_article(
        page=builders.make_page(issue=earlier, label="A03"),
        headline="社区食堂开张",
        body="老人在家门口吃上热饭。",
        reporters=["王晓明"],
    )
    return Archive(newspaper, issue, front, department, program, launch, weather, older)


@pytest.fixture
def indexed(archive: Archive) -> None:
    """The archive stands in the search index."""
    drain()


@pytest.fixture
def moved_away(search_index_dir: Path) -> Path:
    """The index lies elsewhere, as where a disk is not mounted, and no process has it open any more."""
    elsewhere = search_index_dir.rename(search_index_dir.with_suffix(".off"))
    backend_at.cache_clear()
    return elsewhere
