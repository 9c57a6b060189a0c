"""The live index as this process last saw it: at most half a second old, opened anew when its folder is replaced."""

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import tantivy

from articles.errors import IndexUnavailableError
from articles.search.tantivy_index.generations import MANIFEST, META, GenerationFolders, Manifest

RELOAD_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state of the index that does not change. `version` names it within this process."""

    folder: Path
    manifest: Manifest
    searcher: tantivy.Searcher
    version: tuple[str, bytes]


class IndexReader:
    """Safe to share between threads."""

    def __init__(self, folders: GenerationFolders, clock: Callable[[], float] = time.monotonic) -> None:
        self._folders = folders
        self._clock = clock
        self._lock = threading.Lock()
        self._index: tantivy.Index | None = None
        self._snapshot: Snapshot | None = None
        self._looked_at = float("-inf")

    def snapshot(self) -> Snapshot:
        """Raises `IndexUnavailableError` if there is no index, or none this program can read."""
        with self._lock:
            now = self._clock()
            if self._snapshot is None or now - self._looked_at >= RELOAD_SECONDS:
                self._snapshot = self._latest()
                self._looked_at = now
            return self._snapshot

    def forget(self) -> None:
        """Look again at the next call: this process has just changed the index, or found it broken."""
        with self._lock:
            self._looked_at = float("-inf")

    def _latest(self) -> Snapshot:
        folder = self._folders.live()
        if folder is None:
            self._snapshot = None
            raise IndexUnavailableError("missing", f"there is no search index in {self._folders.root} (run reindex)")
        try:
            return self._reloaded(folder)
        except (OSError, ValueError) as error:
            self._snapshot = None
            # Another generation may have taken this one's place between the two looks.
            if (present := self._folders.live()) is not None and present != folder:
                return self._reloaded(present)
            raise IndexUnavailableError(
                "damaged", f"the search index {folder} cannot be opened (run reindex): {error}"
            ) from error

    def _reloaded(self, folder: Path) -> Snapshot:
        version = (folder.name, hashlib.blake2b((folder / META).read_bytes()).digest())
        held = self._snapshot
        if held is not None and held.version == version:
            return held
        if held is None or held.folder != folder or self._index is None:
            manifest = Manifest.read(folder / MANIFEST)
            if difference := manifest.difference():
                raise IndexUnavailableError("outdated", f"the search index must be rebuilt (run reindex): {difference}")
            self._index = tantivy.Index.open(str(folder))
            self._index.config_reader("manual")
        else:
            manifest = held.manifest
        self._index.reload()
        return Snapshot(folder, manifest, self._index.searcher(), version)
