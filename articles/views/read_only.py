"""Pages that are only read: whoever sends them something is told so, not that a form has expired."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


def read_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """405 for every other method, before a form's token is looked for: there is nothing here that it would guard."""
    guarded: Callable[..., HttpResponseBase] = csrf_exempt(require_safe(view))
    return guarded
