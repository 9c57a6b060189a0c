"""Who logs in with a password that somebody else set is led to set his own, and to nothing else of the desk."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles.services.given_passwords import must_change

MUST_CHANGE = "must_change_password"
#: What of the desk is open until then.
OPEN = frozenset({"password_change", "password_change_done", "login", "logout", "jsi18n"})
#: Pages for staff outside the desk.
STAFF_PAGES = frozenset({"entities:find_in_text"})
WORDS = "您的密码是别人替您设的；请先改成只有自己知道的。"


def connect() -> None:
    user_logged_in.connect(remember_at_login, dispatch_uid="newsroom.own_passwords")


def remember_at_login(request: HttpRequest, user: Any, **_: Any) -> None:
    """In the session, so that nobody else's requests ask the database: a password that is set ends every session."""
    if must_change(user.pk):
        request.session[MUST_CHANGE] = True


class OwnPasswordMiddleware:
    """Behind the sessions and the messages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        is_desk = match is not None and match.namespace == "admin" and match.url_name not in OPEN
        if not (is_desk or (match is not None and match.view_name in STAFF_PAGES)):
            return None
        if not request.session.get(MUST_CHANGE):
            return None
        if not must_change(getattr(request.user, "pk", None)):
            del request.session[MUST_CHANGE]
            return None
        messages.warning(request, WORDS)
        return HttpResponseRedirect(reverse("admin:password_change"))


class OwnPasswordForm(AdminPasswordChangeForm):
    """Another password than the one that somebody knows."""

    def clean_new_password1(self) -> str:
        new = str(self.cleaned_data["new_password1"])
        if self.user.check_password(new):
            raise ValidationError("新密码要和现在的不一样。", code="same_password")
        return new
