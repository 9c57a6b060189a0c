"""The borders of items as people set them: which text of a page is whose, and what words go along. Pure."""
