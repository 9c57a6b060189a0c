"""The app of the record: articles, and what they were cut from."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "报道"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from articles.search.receivers import drain_after_commit
        from articles.services import people_log
        from articles.services.roles import grant_roles_after_migrate
        from articles.signals import index_queued

        index_queued.connect(drain_after_commit, dispatch_uid="articles.search.drain")
        people_log.connect()
        post_migrate.connect(grant_roles_after_migrate, dispatch_uid="articles.roles.grant")
