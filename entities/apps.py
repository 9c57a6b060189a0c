"""The app of the programs that articles speak of."""

from django.apps import AppConfig


class EntitiesConfig(AppConfig):
    name = "entities"
    verbose_name = "项目"
    default_auto_field = "django.db.models.BigAutoField"
