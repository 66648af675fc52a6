# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A made-up regulation is added from a folder, without a change of any existing file, and answers like the others."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from comity.model import vocab
from comity.model.document import Clause
from comity.model.errors import NotFoundError, RequestError
from comity.model.vocab import Vocabulary
from comity.settings import Settings
from ingest import catalog, formats
from ingest.new_source import Wanted, lay_out
from ingest.numbered import parse

ROOT = Path(__file__).resolve().parents[2]
FIXTURE = ROOT / "tests" / "fixtures" / "new-source"
HELD = ("corpus/uk/uk-cop-2018", "corpus/us-ca/us-ca-sb327", "corpus/release.yml")
ACT = Wanted("toy-gnome-act", "jp", "Gnome Devices (Safety) Act", "statute", "1", date(2024, 1, 1))


def hashes(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with two sources, as a person would have it."""
    for room in ("api", "comity", "ingest", "ontology", "pipeline"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name in HELD:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    return tmp_path


def comity(checkout: Path, *words: str) -> Any:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMITY_")}
    done = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import main; main()", *words, "--json"],
        env=kept | {"PYTHONPATH": str(checkout)},
        cwd=checkout,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_a_made_up_act_is_added_and_found(checkout: Path) -> None:
    before = hashes(checkout)
    words = (
        "--jurisdiction",
        "jp",
        "--title",
        "Gnome Devices (Safety) Act, a made-up regulation",
        "--published",
        "2024-01-01",
    )
    written = comity(checkout, "new-source", "toy-gnome-act", *words)["files"]
    assert len(written) == 6
    assert {Path(path).name for path in written} >= {"source.yml", "toy_gnome_act.py", "facets.yml"}
    assert comity(checkout, "build")["counts"]["sources"] == 3, "what was laid out builds at once"
    shutil.copytree(FIXTURE, checkout / "corpus" / "jp" / "toy-gnome-act", dirs_exist_ok=True)
    assert {name: after for name, after in hashes(checkout).items() if name in before} == before
    comity(checkout, "build")
    asked = {r["atom"] for r in comity(checkout, "requires", "gnome-act", "--topic", "passwords")["requirements"]}
    assert asked == {"2#1", "2(a)#1", "2(b)#1"}
    missing = comity(checkout, "gaps", "jp", "us-ca")["directions"][0]["gaps"]
    length = [gap for gap in missing if gap["capability"] == "ida.credential-strength"]
    assert length, "California names no length of passwords"
    assert {clause for gap in length for clause in gap["holder_clauses"]} <= {
        "toy-gnome-act@1/2#1",
        "toy-gnome-act@1/2(b)#1",
    }
    clashes = comity(checkout, "conflicts", "jp", "uk")["conflicts"]
    assert any("toy-gnome-act@1/2(a)#1" in clash["a_clauses"] for clash in clashes)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return vocab.load(Settings().ontology)


def test_what_is_laid_out_claims_nothing(tmp_path: Path, vocabulary: Vocabulary) -> None:
    lay_out(ACT, tmp_path / "corpus", tmp_path / "sources", vocabulary)
    source = catalog.load(tmp_path / "corpus" / "jp" / "toy-gnome-act" / "source.yml", vocabulary)
    assert (source.force.kind, source.force.binding, source.licence.verbatim) == ("statute", True, "none")
    assert source.latest.extent.examined == "none"
    assert not source.latest.extent.supports_silence


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        ({"id": "Toy Act"}, RequestError, "is no id"),
        ({"id": "../toy"}, RequestError, "is no id"),
        ({"edition": "../1"}, RequestError, "is no id of an edition"),
        ({"title": 'A "toy"'}, RequestError, "is no title"),
        ({"jurisdiction": "gnomeland"}, NotFoundError, "gnomeland"),
        ({"force": "statut"}, NotFoundError, "nearest: statute"),
    ],
)
def test_a_wrong_name_lays_out_nothing(
    tmp_path: Path, vocabulary: Vocabulary, change: dict[str, str], error: type[Exception], says: str
) -> None:
    wanted = Wanted(**({name: getattr(ACT, name) for name in ACT.__slots__} | change))
    with pytest.raises(error, match=says):
        lay_out(wanted, tmp_path / "corpus", tmp_path / "sources", vocabulary)
    assert not list(tmp_path.iterdir())


def test_nothing_that_exists_is_touched(tmp_path: Path, vocabulary: Vocabulary) -> None:
    lay_out(ACT, tmp_path / "corpus", tmp_path / "sources", vocabulary)
    before = hashes(tmp_path)
    with pytest.raises(RequestError, match="is taken"):
        lay_out(ACT, tmp_path / "corpus", tmp_path / "sources", vocabulary)
    shutil.rmtree(tmp_path / "corpus")
    with pytest.raises(RequestError, match="is there already"):
        lay_out(ACT, tmp_path / "corpus", tmp_path / "sources", vocabulary)
    assert {name: value for name, value in before.items() if name.startswith("sources/")} == hashes(tmp_path)


def clauses(text: str, name: str = "law.md") -> list[Clause]:
    return list(parse(formats.read(text.encode(), name, formats.media_type_of(name))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 1 Devices\n\nA.\n\n## 2 Words\n\nB:\n\n(a) C; and\n\n(b) D.\n", ["1", "2", "2(a)", "2(b)"]),
        ("## Article 1\n\n(1) A:\n\n(a) B.\n\n(2) C.\n", ["1", "1(1)", "1(1)(a)", "1(2)"]),
        ("## GP-1 Title\n\nA.\n\n## GP-2: Title\n\nB.\n", ["GP-1", "GP-2"]),
        ("# An act of 2024\n\nPreamble.\n\n## 5.1-1 Words\n\nA.\n", ["5.1-1"]),
    ],
)
def test_numbered_sections_and_their_parts_are_found(text: str, expected: list[str]) -> None:
    found = clauses(text)
    assert [clause.id for clause in found] == expected
    assert [clause.id for clause in found if clause.is_provision] == [name for name in expected if "(" not in name]


def test_text_without_numbers_has_no_clauses() -> None:
    assert clauses("# Title\n\nA gnome shall stand.\n") == []
