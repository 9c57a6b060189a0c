"""Slips of the OCR in the words and names of a byline, mended for reading who wrote. The page's text stays as it is."""

import re

_HAN = "[\u4e00-\u9fff]"
#: 通下员, 通讯贝, and 通讯 whose last character was lost; a news agency (中国通讯社) is none.
_CORRESPONDENT = re.compile(rf"通(?:(?!讯){_HAN}员|讯[贝只贞]|讯(?![员社]))")
#: 记看, 记学 for 记者, where names follow a space.
_REPORTER = re.compile(rf"(?<=本报)(?:记(?!者){_HAN}|(?!记){_HAN}者)(?=\s)")
#: 邓华— for 邓华一.
_ONE = re.compile(rf"(?<={_HAN})[—－―-](?=[）)、，,\s]|$)")
_TWICE = re.compile(r"(?P<begun>.{1,3})(?P=begun)(?P<rest>.{0,2})")
_LAST_TWICE = re.compile(r"(?P<name>..(?P<last>.))(?P=last)")


def mend_byline(text: str) -> str:
    return _ONE.sub("一", _REPORTER.sub("记者", _CORRESPONDENT.sub("通讯员", text)))


def mend_name(name: str) -> str:
    """A name that the OCR wrote over itself: 贾哲贾哲立 is 贾哲立, 陆中福福 is 陆中福. Give no compound surname's."""
    whole = _TWICE.fullmatch(name) if len(name) > 3 else None
    if whole:
        return whole.group("begun") + whole.group("rest")
    last = _LAST_TWICE.fullmatch(name)
    return last.group("name") if last else name
