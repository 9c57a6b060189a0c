"""Names of persons of the desk."""

from django import template

from articles.person_names import name_of

register = template.Library()
register.filter("person", name_of)
