"""Measures the first workbench page of a fresh process: this one."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings

from articles.management.benchmarks.desk_work import ITEMS, first_workbench_page, make_page
from newsroom.warming import warm_up


class Command(BaseCommand):
    help = (
        "Measure the first workbench page of a process, this one, after what a worker does before its first visitor: "
        "elapsed and processor time. The page of 60 items is made for it and does not stay."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"]):
            client = Client(raise_request_exception=False)
            client.handler.load_middleware()
            warm_up()
            with transaction.atomic():
                client.force_login(User.objects.create_superuser("bench_desk"))
                elapsed, computed = first_workbench_page(client, make_page(is_looked_through=False))
                transaction.set_rollback(True)
        words = f"first workbench page of a fresh process, {ITEMS} items"
        self.stdout.write(f"- {words}: {elapsed:,.0f} ms, {computed:,.0f} ms of them its processor")
