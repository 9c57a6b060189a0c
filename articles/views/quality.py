"""How well pages are cut into articles: the stored figures of `manage.py evaluate`."""

import datetime
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

FAMILY_NAMES = {"A": "逐行文字（PDF 文字层）", "B": "整段文字（识别模型）"}


def show_quality(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/quality.html", quality_figures())


@cache
def quality_figures() -> dict[str, Any]:
    """The figures as the page shows them; they come with the program and change only with it."""
    figures = json.loads(Path(settings.QUALITY_FIGURES).read_text(encoding="utf-8"))
    families = [(FAMILY_NAMES.get(name, name), score) for name, score in figures["families"].items()]
    return {
        "measured_on": datetime.date.fromisoformat(figures["measured_on"]),
        "segmenter_version": figures["segmenter_version"],
        "sums": [*families, ("全部", figures["all"])],
        "pages": sorted(figures["pages"].items()),
    }
