"""Errors a user can act on. Each carries a stable `code` and a message that says what to do."""


class ArchiveError(Exception):
    """Base of the errors that are reported, not crashes: `code` is stable, the message is for people."""

    def __init__(self, code: str, message: str) -> None:
        # Both go to `args`, so that the error survives the way back from a worker process.
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message


class IngestError(ArchiveError):
    """A file cannot be taken in. Codes: empty, binary, undecodable, too_large, missing, unreadable, no_text, …"""


class ManifestError(ArchiveError):
    """A manifest is wrong; the message names the line and the column."""


class StaleRevisionError(ArchiveError):
    """The text was changed by somebody else since it was opened."""

    def __init__(self, message: str) -> None:
        super().__init__("stale_revision", message)


class InvalidTextError(ArchiveError):
    """Typed text cannot become a revision; `field` is the one that must be put right."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__("invalid_text", message)
        self.field = field


class ArticleStateError(ArchiveError):
    """The article is not in the state that the action needs.

    Codes: superseded, withdrawn, not_withdrawn, same_article.
    """


class BorderError(ArchiveError):
    """Text cannot be moved between items like this; the message names the item and says what to do.

    Codes: superseded, states_differ, no_page_text, other_page, bad_range, blank, nothing_to_do, nothing_left,
    wrong_items, built_upon, text_replaced, undone, not_joined, no_right.
    """


class ReviewError(ArchiveError):
    """A change cannot be decided so.

    Codes: own_work, decided, no_right, no_reason, gone, conflict, not_yours, busy, later_first, hidden_words.
    """


class PagePlaceError(ArchiveError):
    """A page cannot stand at this date and label. Codes: label_taken, bad_label"""


class IndexUnavailableError(ArchiveError):
    """The search index cannot be read or written; changes stay queued. Codes: missing, outdated, damaged, busy, io"""


class ItemTakenError(ArchiveError):
    """Another editor has the item in hand; the message names him and until when."""

    def __init__(self, message: str) -> None:
        super().__init__("item_taken", message)


class ReportError(ArchiveError):
    """A report cannot be taken or go that step. Codes: invalid, stale, closed, not_closed, too_late, nobody

    `field` is the one that must be put right; empty where it is none of them.
    """

    def __init__(self, code: str, message: str, *, field: str = "") -> None:
        super().__init__(code, message)
        self.field = field
