"""Template filter: an address as people read it, the Chinese in it not in percent signs."""

from django import template
from django.utils.encoding import uri_to_iri

register = template.Library()


@register.filter
def readable(address: str) -> str:
    return uri_to_iri(address)
