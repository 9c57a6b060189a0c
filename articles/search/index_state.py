"""What is known of an index as a whole. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexState:
    """`problem` is empty while the index can be trusted, else says in English what to do."""

    generation: str
    documents: int
    segments: int
    size_bytes: int
    problem: str = ""
