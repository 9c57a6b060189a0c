"""Reading a response as a visitor does: its text, its links, its headings; a file, taken apart."""

import html
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from typing import Any

SKIPPED = frozenset({"script", "style", "head"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[int, list[str]] = {}
        self._open: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in {"meta", "link", "input", "br", "rect"}:
            self._open.append((tag, len(self.elements) - 1))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(tag in SKIPPED for tag, _ in self._open):
            return
        self.words.append(data)
        for _, index in self._open:
            self.texts.setdefault(index, []).append(data)


class Seen:
    """A page as it is seen."""

    def __init__(self, response: Any) -> None:
        self.status = response.status_code
        self.html = response.content.decode()
        self._reader = _Reader()
        self._reader.feed(self.html)

    @property
    def text(self) -> str:
        return " ".join("".join(self._reader.words).split())

    @property
    def heading_levels(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self._reader.elements if re.fullmatch("h[1-6]", tag)]

    def texts(self, tag: str, **attributes: str) -> list[str]:
        """The words of every element of this tag with these attribute values (`class_` has the value among others)."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [
            " ".join("".join(self._reader.texts.get(index, [])).split())
            for index, (name, attrs) in enumerate(self._reader.elements)
            if name == tag and all(value in attrs.get(key, "").split(" ") for key, value in wanted.items())
        ]

    def links(self, label: str) -> list[str]:
        """Where the links lead whose words are or begin with `label`."""
        found = []
        for index, (name, attrs) in enumerate(self._reader.elements):
            words = " ".join("".join(self._reader.texts.get(index, [])).split())
            if name == "a" and words.startswith(label):
                found.append(attrs.get("href", ""))
        return found

    def attributes(self, tag: str, name: str) -> list[str]:
        return [attrs[name] for each, attrs in self._reader.elements if each == tag and name in attrs]


def taken_apart(response: Any) -> str:
    """Every word of an answer, also of a file that is an archive of files, and with no character written as a code."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as files:
            return html.unescape("\n".join(files.read(name).decode(errors="replace") for name in files.namelist()))
    text = str(content.decode("utf-8-sig"))
    return json.dumps(json.loads(text), ensure_ascii=False) if "json" in response["Content-Type"] else text
