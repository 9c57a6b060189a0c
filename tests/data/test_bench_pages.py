"""The command that measures every kind of page: its arithmetic, what it walks, and that it works on a small archive."""

import datetime
import io
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import CommandError, call_command
from django.urls import resolve

from articles.management.benchmarks.clock import Measured
from articles.management.benchmarks.page_kinds import PageKind, misspelt, page_kinds, path_of, public_names
from articles.management.benchmarks.page_load import Load, ask, mixed
from articles.management.benchmarks.page_report import conditional_lines, load_lines, slow_lines, speed_table
from articles.management.benchmarks.page_samples import PageSamples
from articles.management.benchmarks.page_speed import KindSpeed, conditional_speeds, kind_speeds
from articles.search.draining import drain
from tests import builders


def speed(name: str, elapsed: list[float], computed: list[float], *, is_bulk: bool = False) -> KindSpeed:
    count = len(elapsed)
    measured = Measured(name, elapsed, computed, database=[1.0] * count, queries=[3, *[5] * (count - 1)])
    return KindSpeed(PageKind(name, ("/",), is_bulk=is_bulk), measured)


class TestArithmetic:
    def test_a_page_is_slow_by_its_median_or_by_its_p95(self) -> None:
        assert not speed("home", [60.0] * 19 + [500.0], [1.0] * 20).is_slow
        assert speed("home", [60.1] * 20, [1.0] * 20).is_slow
        assert speed("home", [10.0] * 18 + [151.0] * 2, [1.0] * 20).is_slow
        assert not speed("CSV", [900.0] * 20, [1.0] * 20, is_bulk=True).is_slow

    def test_the_time_that_processors_computed_is_that_of_both_sides(self) -> None:
        assert speed("home", [10.0, 10.0], [58.0, 59.0]).measured.computing == [59.0, 60.0]
        assert not speed("home", [10.0, 10.0], [58.0, 59.0]).computes_long
        assert speed("home", [10.0, 10.0], [59.5, 59.6]).computes_long

    def test_the_report_names_what_is_slow_and_how_many_queries_it_takes(self) -> None:
        speeds = [speed("home", [70.0] * 3, [65.0] * 3), speed("about", [5.0] * 3, [2.0] * 3)]
        assert "by the clock: home" in slow_lines(speeds)[0] and "database: home" in slow_lines(speeds)[1]
        table = speed_table(speeds)
        assert "| home ● | 3 | **70.0** | 70.0 | 70.0 | 66.0 | 66.0 | 1.0 | 3–5 |" in table
        assert "| about | 3 | 5.0 |" in table

    def test_the_load_is_told_by_the_clock_and_by_the_processor(self) -> None:
        load = Load(Measured("x", [20.0] * 100), seconds=2.0, server=1.2, database=0.3, readers=0.1)
        load.statuses = Counter({200: 99, 500: 1})
        assert load.per_second == 50 and load.computing == 15.0
        assert round(load.possible_per_second(2)) == 133
        lines = "\n".join(load_lines(load, cores=2))
        assert "**50 requests/s**" in lines and "133 requests/s" in lines and "99 × 200, 1 × 500" in lines
        assert Load(Measured("x")).per_second == 0 and Load(Measured("x")).possible_per_second(2) == 0

    def test_what_is_not_answered_304_is_named(self) -> None:
        speeds = [speed("home", [4.0] * 3, [1.0] * 3), speed("page", [6.0], [1.0])]
        speeds[1].measured.faults.append("/x/ answered 200")
        assert conditional_lines(speeds) == [
            "- 3 of 4 conditional requests were answered 304 (p50 4.0 ms, p95 6.0 ms)",
            "  - page: /x/ answered 200",
        ]

    def test_a_mix_asks_for_each_kind_as_its_weight_says(self) -> None:
        kinds = [PageKind("a", ("/a/1", "/a/2"), weight=3), PageKind("b", ("/b",), weight=1), PageKind("c", ("/c",))]
        asked = Counter(mixed(kinds, 4000))
        assert set(asked) == {"/a/1", "/a/2", "/b"} and abs(asked["/a/1"] - asked["/a/2"]) <= 1
        assert 900 < asked["/b"] < 1100
        assert mixed(kinds, 50) == mixed(kinds, 4000)[:50] and mixed([], 5) == []

    def test_a_misspelt_word_is_in_no_article(self) -> None:
        assert misspelt("怀川") == "怀\u9f98川"


class Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = "文库".encode()
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


class TestReaders:
    def test_every_address_is_asked_for_once_and_errors_are_told(self, port: int) -> None:
        load = ask(port, ["/a", "/missing", "/b"], seconds=30, readers=2)
        assert load.requests == 3 and load.statuses == {200: 2, 404: 1}
        assert load.answered.faults == ["/missing answered 404"] and load.seconds < 30

    def test_they_stop_when_the_time_is_over(self, port: int) -> None:
        assert ask(port, ["/a"] * 100, seconds=-1, readers=2).requests == 0

    def test_a_server_that_does_not_answer_is_a_fault(self, port: int) -> None:
        with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as closed:
            pass
        assert ask(closed.server_port, ["/a"], seconds=30, readers=1).answered.faults == ["/a answered nothing"]


@pytest.fixture
def small_archive() -> None:
    newspaper = builders.make_newspaper(name="怀川日报")
    department = builders.make_department(name="怀川市政务服务局")
    program = builders.make_program(name="怀川码上办", run_by=department)
    for number in range(6):
        issue = builders.make_issue(newspaper=newspaper, date=datetime.date(2022, 1, number + 1))
        builders.make_article(
            page=builders.make_page(issue=issue),
            headline=f"怀川码上办第{number}次扩容",
            body="怀川市政务服务局推进怀川码上办，办结率达98%。",
            reporters=["王晓明"],
            departments=[department],
            programs=[program],
        )
    builders.make_page(newspaper=newspaper, label="", text="无日期的一版\n")
    drain()


@pytest.mark.django_db
@pytest.mark.usefixtures("small_archive")
class TestOnASmallArchive:
    def test_every_public_address_is_walked(self) -> None:
        """A page that is new on the site is measured from then on, or named as one that cannot be."""
        walked = {resolve(path_of(address)).view_name for kind in page_kinds(4) for address in kind.addresses}
        assert public_names() - walked == set()

    def test_each_filter_is_tried_alone_and_with_others(self) -> None:
        queries = PageSamples(30).filtered("search")
        alone = {query.partition("=")[0] for query in queries if "&" not in query}
        assert alone == {
            "year",
            "department",
            "program",
            "reporter",
            "newspaper",
            "kind",
            "role",
            "date_from",
            "date_to",
        }
        assert any(query.count("&") >= 2 for query in queries) and queries == PageSamples(30).filtered("search")
        assert not any("department=" in query for query in PageSamples(30).filtered("x", leave_out=["department"]))

    def test_pages_are_answered_and_unchanged_ones_not_sent_again(self) -> None:
        kinds = [kind for kind in page_kinds(2) if kind.name in ("home", "article", "issue", "basket")]
        assert [one for each in kind_speeds(kinds) for one in each.measured.faults] == []
        conditional = conditional_speeds(kinds, each=2)
        assert {each.kind.name for each in conditional} == {"home", "article", "issue"}
        assert [one for each in conditional for one in each.measured.faults] == []

    def test_the_command_prints_tables(self) -> None:
        out = io.StringIO()
        call_command("bench_pages", "pages", "conditional", "--samples", "2", "--only", "program", stdout=out)
        printed = out.getvalue()
        assert "| program" in printed and "CSV, a program" in printed and "conditional requests" in printed
        assert "wrong:" not in printed

    def test_bad_options_are_refused(self) -> None:
        for arguments in (["sleep"], ["--samples", "0"], ["--seconds", "0"], ["--seconds", "301"]):
            with pytest.raises(CommandError):
                call_command("bench_pages", *arguments)


@pytest.mark.django_db
def test_without_an_index_it_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="drain_index"):
        call_command("bench_pages")
