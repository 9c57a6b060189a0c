"""Text as XML can hold it. Pure."""

import re

#: Everything outside the `Char` production of XML 1.0.
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text without the control characters that a scanner may leave behind and no XML document may hold."""
    return NOT_IN_XML.sub("", text)
