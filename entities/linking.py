"""Stores what the matcher finds in articles: department links and program mentions."""

from collections.abc import Sequence


def relink(article_ids: Sequence[int]) -> None:
    """Replace the automatic links of these articles by what the present registry finds; keep every person's decision."""
