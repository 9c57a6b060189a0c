"""What is known of an index as a whole. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexState:
    """`problem` is empty while the index can be trusted, else says in English what to do.

    `leftovers` are the files of a rebuild under way, or of one that was killed.
    """

    generation: str
    documents: int
    segments: int
    size_bytes: int
    problem: str = ""
    leftovers: tuple[str, ...] = ()
