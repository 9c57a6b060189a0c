"""Which admin site the program has. Django reads this before any model is there."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "newsroom.desk_site.DeskSite"
