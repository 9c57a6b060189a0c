"""Room for all the calls of a request in one piece of memory.

CPython keeps the frames of Python functions in chunks of 16 KB, and gives a chunk back when the first frame in it
returns (`push_chunk` and `_PyThreadState_PopFrame` of Python/pystate.c, 3.11 on). A template's loop whose calls reach
just over the end of a chunk has one allocated and given back for every call: a page then takes up to three times as
long, depending on nothing but how deep the server calls it. A frame that wants more than a chunk is given a larger one,
and those it calls have the rest of that.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

#: Slots of eight bytes. The chunk is the next power of two above them, 256 KB, of which half is left. What nobody
#: writes to takes no memory.
SLOTS = 16_000


def in_one_piece(call: Callable[P, T]) -> Callable[P, T]:
    """Also a middleware, which is to stand before all others."""

    def roomy(*args: P.args, **kwargs: P.kwargs) -> T:
        return call(*args, **kwargs)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=SLOTS)
    return roomy
