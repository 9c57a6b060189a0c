"""The HTML of every kind of page: valid, and with its style and scripts light enough for a slow line."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib
import pytest
from playwright.sync_api import Page

from tests.browser.samples.conftest import SampleSite
from tests.browser.samples.kinds_of_page import RENDERED_BELOW, kinds_of_page, rendered

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

#: HTML, style sheets and scripts of a page, not compressed.
MOST_BYTES = 100_000
INTERACTIVE = frozenset({"a", "button", "input", "select", "textarea", "label", "summary", "details"})
FIELDS = frozenset({"input", "select", "textarea"})
#: Attributes that name other elements by their ids.
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form")
#: What an element of the one kind may hold although both are interactive.
ALLOWED = {("label", field) for field in FIELDS} | {("details", each) for each in INTERACTIVE}


def test_every_page_is_valid_and_light(reader: Page, sample_site: SampleSite) -> None:
    complaints: list[str] = []
    sizes: dict[str, int] = {}
    for kind, path in kinds_of_page(reader, sample_site.withdrawn).items():
        is_rendered = path.startswith(RENDERED_BELOW)
        html = rendered(path).encode() if is_rendered else reader.request.get(path).body()
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
        root = parser.parse(html, transport_encoding="utf-8")
        complaints += [f"{kind}: {code} at {place} {what}" for place, code, what in parser.errors]
        complaints += [f"{kind}: {mistake}" for mistake in mistakes_of(root)]
        weight = len(html)
        for address in files_of(root):
            if address not in sizes:
                sizes[address] = len(reader.request.get(urljoin(sample_site.url, address)).body())
            weight += sizes[address]
        if weight >= MOST_BYTES:
            complaints.append(f"{kind}: {weight:,} bytes")
    assert not complaints, "\n".join(complaints)
    assert sizes


def files_of(root: Element) -> list[str]:
    styles = [each.get("href", "") for each in root.iter("link") if each.get("rel") == "stylesheet"]
    return [*styles, *(src for each in root.iter("script") if (src := each.get("src")))]


def mistakes_of(root: Element) -> Iterator[str]:
    """What a parser lets pass: ids twice or nowhere, fields without a name, interactive elements in one another."""
    ids = Counter(each.get("id") for each in root.iter() if each.get("id"))
    yield from (f"id {name} stands {count} times" for name, count in ids.items() if count > 1)
    for element in root.iter():
        for attribute in REFERENCES:
            yield from (
                f"{attribute} names {name}, which is not there"
                for name in element.get(attribute, "").split()
                if name not in ids
            )
        if element.get("style") or any(name.startswith("on") for name in element.attrib):
            yield f"<{element.tag}> has style or script of its own"
    labelled = {each.get("for") for each in root.iter("label")}
    inside = {id(field) for label in root.iter("label") for field in label.iter() if field.tag in FIELDS}
    for field in (each for each in root.iter() if each.tag in FIELDS and each.get("type") not in {"hidden", "submit"}):
        if id(field) not in inside and field.get("id") not in labelled and not field.get("aria-label"):
            yield f"<{field.tag} name={field.get('name')}> has no label"
    yield from nested(root)
    if [each.tag for each in root.iter("h1")] != ["h1"]:
        yield "there is not one h1"


def nested(element: Element, within: str = "") -> Iterator[str]:
    here = str(element.tag)
    if within and here in INTERACTIVE and element.get("type") != "hidden" and (within, here) not in ALLOWED:
        yield f"<{here}> stands in <{within}>"
    for child in element:
        yield from nested(child, here if here in INTERACTIVE else within)


def test_the_checks_see_what_is_wrong() -> None:
    wrong = (
        "<!doctype html><title>x</title><p id=a style='color:red'>x<p id=a>y"
        "<a href=/><button>z</button></a><input name=q><label for=b>n</label>"
    )
    found = "\n".join(mistakes_of(html5lib.parse(wrong, namespaceHTMLElements=False)))
    for mistake in (
        "id a stands 2 times",
        "for names b",
        "has style",
        "name=q> has no label",
        "<button> stands in <a>",
    ):
        assert mistake in found
