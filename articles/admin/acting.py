"""Tells the services whose request is being answered, for the log of changes."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

from articles.services.actors import acting


class ActingMiddleware:
    """Asks for the person only where something is recorded: pages for everybody cost no query more."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def person() -> User | None:
            return request.user if isinstance(request.user, User) and request.user.is_authenticated else None

        with acting(person):
            return self.get_response(request)
