"""One form for each page label, whoever gives it: an option, a manifest, an import or an editor. Pure."""

from articles.ingest.stages.furniture import normal_label

LONGEST_LABEL = 12


def kept_label(text: str) -> str:
    """The label as the archive keeps it, so that two spellings are never two pages.

    A2, a02 and 第A02版 are A02, 2 is 02; a label of another shape (特刊1) stays, in capitals.
    """
    return normal_label(text) or text.strip().upper()
