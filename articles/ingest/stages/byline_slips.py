"""Slips of the OCR in the words and names of a byline, mended for reading who wrote. The page's text stays as it is."""

import re

_HAN = "[\u4e00-\u9fff]"
#: 通下员, 通讯贝, and 通讯 whose last character was lost; a news agency (中国通讯社) is none.
_CORRESPONDENT = re.compile(rf"通(?:(?!讯){_HAN}员|讯[贝只贞]|讯(?![员社]))")
#: 记看, 记学 for 记者, where names follow a space.
_REPORTER = re.compile(rf"(?<=本报)(?:记(?!者){_HAN}|(?!记){_HAN}者)(?=\s)")
#: 邓华— for 邓华一.
_ONE = re.compile(rf"(?<={_HAN})[—－―-](?=[）)、，,\s]|$)")
#: 记者石者石玲苗, 贾哲贾哲立: an OCR model wrote some characters twice.
_TWICE = re.compile(rf"(?P<begun>{_HAN}{{2,4}})(?P=begun)")
_LAST_TWICE = re.compile(r"(?P<name>..(?P<last>.))(?P=last)")


def mend_byline(text: str) -> str:
    text = _REPORTER.sub("记者", _CORRESPONDENT.sub("通讯员", text))
    return _TWICE.sub(r"\g<begun>", _ONE.sub("一", text))


def mend_name(name: str) -> str:
    """陆中福福 is 陆中福. Give no compound surname's, of which 欧阳娜娜 may be one."""
    last = _LAST_TWICE.fullmatch(name)
    return last.group("name") if last else name
