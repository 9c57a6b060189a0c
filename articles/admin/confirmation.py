"""What a form sends once more, after its effect was shown or when it could not be taken in at once."""

from django.http import HttpRequest

CONFIRMED = "_confirmed"


def sent_values(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, str(value)) for name, found in request.POST.lists() for value in found if name != "csrfmiddlewaretoken"
    ]
