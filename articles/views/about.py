"""What the archive is, and how to report an error."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Newspaper


def show_about(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/about.html", {"newspapers": list(Newspaper.objects.all())})
