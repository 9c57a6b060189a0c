"""The desk's login: so many failures from one address or for one account, and it waits."""

import unicodedata
from typing import Any, NoReturn

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

from articles.rate_limits.counting import Scope, give_back, take
from articles.rate_limits.visitors import visitor_address
from articles.rate_limits.words import in_words


class LimitedLoginForm(AdminAuthenticationForm):
    """`seconds_left`: how long a visitor has to wait who was refused; 0 for everybody else.

    An attempt is counted before the password is looked at and taken back when it is right, so that many attempts at
    once are no way round the limit.
    """

    seconds_left = 0

    def clean(self) -> dict[str, Any]:
        subjects = self._subjects()
        for scope, subject in subjects:
            verdict = take(scope, subject)
            if not verdict.is_allowed:
                self._refuse(verdict.seconds_left)
        cleaned: dict[str, Any] = super().clean()
        for scope, subject in subjects:
            give_back(scope, subject)
        return cleaned

    def _refuse(self, seconds: int) -> NoReturn:
        self.seconds_left = seconds
        message = f"登录失败的次数太多，请过 {in_words(seconds)}再试。忘记了密码，请找管理员重设。"
        raise ValidationError(message, code="too_many_failures")

    def _subjects(self) -> list[tuple[Scope, str]]:
        subjects = [(Scope.LOGIN_ADDRESS, visitor_address(self.request))] if self.request else []
        name = unicodedata.normalize("NFKC", self.cleaned_data.get("username") or "").strip().casefold()
        return [*subjects, (Scope.LOGIN_ACCOUNT, name)] if name else subjects
