"""Generations of the index: each a folder of its own; the live one is named by a pointer file.

index/CURRENT               the name of the live generation, replaced by rename
index/REBUILDING            while a next generation is built: its name, then the ids of articles changed meanwhile
index/g000007/manifest.json the versions it was built with, and its lexicon
index/g000007/…             tantivy's files
"""

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from articles.search.normalize import fingerprint as normalizer_fingerprint
from articles.search.tantivy_index import schema
from articles.search.words import cut_by

POINTER = "CURRENT"
REBUILDING = "REBUILDING"
MANIFEST = "manifest.json"
#: tantivy writes it anew with every commit and every merge.
META = "meta.json"
#: Documents up to which tantivy's LogMergePolicy takes segments for equally large (its `min_layer_size`).
LOWEST_LAYER = 10_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was built with. Queries are cut with the lexicon its texts were cut with."""

    schema: int
    normalizer: str
    cut_by: str
    lexicon: tuple[str, ...]

    @classmethod
    def of_this_program(cls, lexicon: Sequence[str]) -> "Manifest":
        return cls(schema.VERSION, normalizer_fingerprint(), cut_by(), tuple(lexicon))

    @classmethod
    def read(cls, path: Path) -> "Manifest":
        """Raises ValueError for a manifest that is not one, OSError for one that is not there."""
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            texts = (str(values["normalizer"]), str(values.get("cut_by", "")))
            return cls(int(values["schema"]), *texts, tuple(map(str, values["lexicon"])))
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise ValueError(f"{path} is damaged: {error}") from error

    def difference(self) -> str:
        """Why this program cannot use an index with this manifest, or nothing."""
        present = Manifest.of_this_program(())
        if self.schema != present.schema:
            return f"it has schema {self.schema}, this program needs {present.schema}"
        if self.normalizer != present.normalizer:
            return f"its texts were normalised by {self.normalizer}, this program normalises by {present.normalizer}"
        return ""


class GenerationFolders:
    """The folder of the index. Only a process that holds the index lock changes anything in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def live(self) -> Path | None:
        """The live generation's folder, which another process may be about to replace; None if there is no index."""
        try:
            name = (self.root / POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        folder = self.root / name
        return folder if name and (folder / MANIFEST).is_file() else None

    def start_rebuild(self, manifest: Manifest) -> Path:
        """The folder of a next generation, with nothing but its manifest. From now on changes are noted for it."""
        self.root.mkdir(parents=True, exist_ok=True)
        numbers = [int(path.name[1:]) for path in self.root.glob("g*") if path.name[1:].isdigit()]
        folder = self.root / f"g{max(numbers, default=0) + 1:06}"
        folder.mkdir()
        write_durably(folder / MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False))
        write_durably(self.root / REBUILDING, folder.name + "\n")
        return folder

    def publish(self, folder: Path) -> None:
        """Make `folder` the live generation and remove all others; readers that have one open can finish with it."""
        write_durably(self.root / POINTER, folder.name + "\n")
        (self.root / REBUILDING).unlink(missing_ok=True)
        for other in self.root.glob("g*"):
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)

    def abandon_rebuild(self, folder: Path) -> None:
        (self.root / REBUILDING).unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)

    def leftovers(self) -> list[str]:
        """What lies here beside the live generation: a rebuild under way, or what one left that was killed."""
        live = self.live()
        marks = [name for name in (REBUILDING, f"{POINTER}.new", f"{REBUILDING}.new") if (self.root / name).exists()]
        return sorted(path.name for path in self.root.glob("g*") if path != live) + marks

    def remove_leftovers(self) -> None:
        """For a process that holds both locks, so that no rebuild is under way and nothing notes changes for one.

        Where there is no live generation nothing says which folder might have been one: all of them stay.
        """
        live = self.live()
        for name in self.leftovers() if live else []:
            path = self.root / name
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def note_changed(self, article_ids: Iterable[int]) -> None:
        """Tell a rebuild under way, if there is one, that it must read these articles again."""
        path = self.root / REBUILDING
        if not path.exists():
            return
        with path.open("a", encoding="utf-8") as log:
            log.writelines(f"{article_id}\n" for article_id in article_ids)
            log.flush()
            os.fsync(log.fileno())

    def changed_since_rebuild_began(self) -> list[int]:
        lines = (self.root / REBUILDING).read_text(encoding="utf-8").split()
        return sorted({int(line) for line in lines[1:]})


def write_durably(path: Path, text: str) -> None:
    """Replace the file at once: after a crash it holds the old text or the new, never less."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def small_segments_of(folder: Path) -> list[int]:
    """The documents of each segment in the lowest layer of tantivy's merge policy, which makes one of eight or more."""
    try:
        segments = json.loads((folder / META).read_text(encoding="utf-8"))["segments"]
    except FileNotFoundError:
        return []
    return [int(segment["max_doc"]) for segment in segments if segment["max_doc"] < LOWEST_LAYER]


def size_of(folder: Path) -> int:
    """Bytes of the folder's files; a file that a merge removes meanwhile counts nothing."""
    total = 0
    for path in folder.iterdir():
        try:
            total += path.stat().st_size
        except FileNotFoundError:
            continue
    return total
