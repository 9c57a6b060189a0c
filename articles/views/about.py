"""What the archive is, and how to report an error."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Newspaper


def show_about(request: HttpRequest) -> HttpResponse:
    context = {"newspapers": list(Newspaper.objects.all()), "report_days": settings.REPORT_DAYS}
    return render(request, "articles/about.html", context)
