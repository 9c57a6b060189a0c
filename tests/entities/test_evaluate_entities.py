"""The command that measures how well names are found, on the sample pages and on sentences of our own."""

import io
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from entities.matching.evaluation import is_body
from entities.registry_loading import load_registry

pytestmark = pytest.mark.django_db
FIXTURES = Path(settings.BASE_DIR) / "fixtures"


@pytest.fixture(autouse=True)
def registry() -> None:
    load_registry(FIXTURES)


def evaluate(*args: object) -> list[str]:
    out = io.StringIO()
    call_command("evaluate_entities", *map(str, args), "--newspaper", "jiaozuo-ribao", stdout=out)
    return out.getvalue().splitlines()


def figures(lines: list[str], title: str) -> list[float]:
    (line,) = (line for line in lines if line.startswith(title))
    return [float(figure) for figure in line.removeprefix(title).split()]


def test_names_of_the_sample_pages_are_found_and_told_apart() -> None:
    lines = evaluate(FIXTURES / "pages", FIXTURES / "truth")
    assert figures(lines, "programs registered")[0] >= 0.98
    assert figures(lines, "departments registered")[0] >= 0.9
    assert figures(lines, "primary department")[1] >= 0.9


def sentence(text: str, **labels: str) -> str:
    """A labelled sentence as CLUENER has it; `labels`: label=name."""
    entities = [
        {"start": text.find(name), "end": text.find(name) + len(name), "label": label, "text": name}
        for label, name in labels.items()
    ]
    return json.dumps({"text": text, "entities": entities}, ensure_ascii=False)


def test_labelled_sentences_count_bodies_of_the_state_that_are_not_registered(tmp_path: Path) -> None:
    sentences = [
        sentence("记者从绍兴市园艺局获悉", government="绍兴市园艺局"),
        sentence("怀川苗圃中心站有人值守", government="怀川苗圃中心"),
        sentence("市财政局拨款", government="市财政局"),
        sentence("向法院起诉", government="法院"),
        sentence("美国农业局表示", government="美国农业局"),
        sentence("在绍兴市彩票管理中心领取", organization="绍兴市彩票管理中心"),
        sentence("绍兴市林木局发文"),
    ]
    file = tmp_path / "sentences.jsonl"
    file.write_text("\n".join(sentences), encoding="utf-8")
    lines = evaluate(FIXTURES / "pages", FIXTURES / "truth", "--sentences", file, "--show")
    assert figures(lines, "bodies of labelled sentences") == [0.5, 0.5, 1, 1, 1]
    assert figures(lines, "  what is labelled otherwise wrong") == [0.333, 0.5, 1, 2, 1]
    assert "  missed: 怀川苗圃中心" in lines and "  wrong:  绍兴市林木局" in lines


@pytest.mark.parametrize("name", ["地方政府", "各级法院", "日本农业局", "空军某部办公室"])
def test_a_kind_of_body_and_one_of_another_country_are_none(name: str) -> None:
    assert not is_body(name)
    assert is_body("绍兴市政府") and is_body("市发展改革委")


def test_what_cannot_be_measured_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no truth file"):
        evaluate(FIXTURES / "pages", tmp_path)
    (tmp_path / "a.json").write_text('{"items": [{"id": "1", "kind": "article", "body": "正文"}]}', encoding="utf-8")
    with pytest.raises(CommandError, match=r"not the truth this command knows.*departments"):
        evaluate(FIXTURES / "pages", tmp_path)
    with pytest.raises(CommandError, match="No such file"):
        evaluate(FIXTURES / "pages", FIXTURES / "truth", "--sentences", tmp_path / "none.jsonl")
