"""市长某某出席会议: news that the head of a government makes is the government's own. Pure."""

import re
from collections.abc import Sequence

from entities.matching.gazetteer import Gazetteer, Hit, Scan, Scope
from entities.matching.named import CONTEXT_SCORE, Named, Taken
from entities.matching.rules import Setting, Verdict, judge, surroundings

#: The head of a government, with a name of two or three characters, does something.
HEAD_ACTS = re.compile(
    r"(?<![副原前])(?:代)?([市省县区])长[\u3400-\u9fff]{2,3}?"
    "(?:出席|主持|到|深入|带队|带领|率|强调|要求|指出|表示|调研|走进|赴|会见|宣布|致辞|讲话|参加|先后|一行|主持召开|实地)"
)
HEAD_RULE = "head"
#: Where an article says whose news it is: code points from the start of its text.
LEAD_LENGTH = 120


def governments_of_heads(
    scan: Scan, named: Sequence[Named], taken: Taken, gazetteer: Gazetteer, setting: Setting
) -> list[Named]:
    """The governments whose heads act in a heading or lead that does not name them."""
    found: list[Named] = []
    for head in HEAD_ACTS.finditer(scan.folded.text, 0, LEAD_LENGTH):
        form = gazetteer.numbers.get(f"{head[1]}政府")
        if form is None:
            continue
        hit = Hit(form, head.start(), head.end(1) + 1)
        around = surroundings(gazetteer, scan, hit, setting)
        readings = [
            reading
            for reading in gazetteer.readings[form]
            if reading.scope is not Scope.BARE and judge(reading, around) is Verdict.MATCH
        ]
        is_new = not taken.holds(hit) and all(
            each.reading.entry != reading.entry for each in (*named, *found) for reading in readings
        )
        if len(readings) == 1 and is_new:
            found.append(Named(hit.start, hit.end, readings[0], HEAD_RULE, CONTEXT_SCORE))
    return found
