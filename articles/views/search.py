"""The search page: a result list with nothing fixed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.views.result_lists import result_list


def show_search(request: HttpRequest) -> HttpResponse:
    articles = result_list(request)
    return render(request, "articles/search.html", {"list": articles}, status=articles.status)
