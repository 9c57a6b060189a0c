"""The desk's scripts speak Chinese: every sentence that they may show is in the catalogue."""

import json
import re
from pathlib import Path

import django.contrib.admin
import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db

SCRIPTS = Path(django.contrib.admin.__file__).parent / "static/admin/js"
SENTENCE = re.compile(r"""(?<!p)gettext\(\s*(['"])(.+?)\1\s*[,)]""")


def test_every_sentence_of_the_desks_scripts_is_in_the_catalogue(editor: Client) -> None:
    script = editor.get(reverse("admin:jsi18n")).content.decode()
    found = re.search(r"const newcatalog = (\{.*?\n  \});", script, re.DOTALL)
    assert found
    catalogue = json.loads(found[1])
    sources = [path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js")]
    sentences = {match[2] for source in sources for match in SENTENCE.finditer(source)}
    assert 'Choose %s by selecting them and then select the "Choose" arrow button.' in sentences
    assert sentences - set(catalogue) == set()
    assert catalogue["Choose all %s"] == "全选%s"
