# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A build: the same bytes twice, nothing done twice, and no damage that reaches the release being served."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from comity import release as names
from comity.model.errors import ComityError, DocumentError, ExpectationError, GraphError, RecordError, RequestError
from comity.release import open_current
from comity.settings import Settings
from pipeline.run import build
from pipeline.stages import STAGES

pytestmark = pytest.mark.slow
OREGON = "us-or/us-or-hb2395"


class Hashed:
    """A deterministic embedder without a model: words into buckets."""

    revision = "hashed-words"

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.casefold().split():
                row[sum(word.encode()) % 64] += 1
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return (rows / np.where(norms == 0, 1, norms)).astype(np.float32)


@pytest.fixture
def quick(copied: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A copy of the data whose builds embed without a model, from nothing."""
    monkeypatch.setattr("comity.align.embed.open_embedder", lambda _: Hashed())
    return copied


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory, copier: Callable[[Path], Settings]) -> Path:
    """The stages of a whole build of the same data, so that a test builds only what it changes."""
    settings = copier(tmp_path_factory.mktemp("whole"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("comity.align.embed.open_embedder", lambda _: Hashed())
        assert not any(stage.skipped for stage in build(settings).stages)
    return settings.build / "stages"


@pytest.fixture
def built(quick: Settings, stages: Path) -> Settings:
    """A copy of the data with a release of it."""
    shutil.copytree(stages, quick.build / "stages")
    assert all(stage.skipped for stage in build(quick).stages)
    return quick


def served(settings: Settings) -> str:
    return open_current(settings).version


def test_two_builds_write_the_same_bytes(built: Settings, tmp_path: Path) -> None:
    one = open_current(built)
    second = build(built.model_copy(update={"build": tmp_path / "again"}))
    assert not any(stage.skipped for stage in second.stages)
    two = second.release
    assert one.version == two.version
    files = sorted(path.relative_to(one.path) for path in one.path.rglob("*") if path.is_file())
    compared = [path for path in files if path.parts[0] != names.STORE]
    assert {names.GRAPH, names.MAPPINGS, names.GAPS, names.CONFLICTS, names.MANIFEST} <= {str(p) for p in compared}
    assert [str(p) for p in compared if (one.path / p).read_bytes() != (two.path / p).read_bytes()] == []


def test_a_changed_facet_reruns_only_what_rests_on_it(built: Settings) -> None:
    before = served(built)
    path = built.corpus / OREGON / "2019" / "facets.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("fresh means of authentication", "new means of authentication"), encoding="utf-8")
    after = build(built)
    assert after.release.version != before
    assert {stage.name for stage in after.stages if stage.skipped} == {"vocabulary", "catalog", "parse", "published"}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


DAMAGE = {
    "malformed yaml": (
        f"{OREGON}/source.yml",
        "jurisdiction: us-or",
        "jurisdiction: [us-or",
        RecordError,
        "source.yml:",
    ),
    "unknown key": (f"{OREGON}/source.yml", "jurisdiction:", "juristiction:", RecordError, "source.yml"),
    "unknown jurisdiction": (
        f"{OREGON}/source.yml",
        "jurisdiction: us-or",
        "jurisdiction: us-xx",
        RecordError,
        "source.yml",
    ),
    "unknown concept": (
        f"{OREGON}/2019/facets.yml",
        "ida.user-authentication",
        "ida.user-auth",
        RecordError,
        "facets.yml",
    ),
    "lost provision": (
        f"{OREGON}/2019/restatement.en.md",
        "\n(b) Compliance",
        "\nCompliance",
        ExpectationError,
        "restatement",
    ),
    "not text": (f"{OREGON}/2019/restatement.en.md", "# Oregon", "\x00\x00", DocumentError, "restatement"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_named_and_the_previous_release_serves(built: Settings, name: str) -> None:
    file, old, new, kind, place = DAMAGE[name]
    before = served(built)
    replace(built.corpus / file, old, new)
    with pytest.raises(ComityError) as caught:
        build(built)
    assert isinstance(caught.value, kind)
    assert place in caught.value.place
    assert served(built) == before


def test_a_graph_that_breaks_a_shape_is_not_served(built: Settings) -> None:
    before = served(built)
    path = built.ontology / "schemes" / "capability" / "ida.ttl"
    text = path.read_text(encoding="utf-8")
    start = text.index("skos:definition", text.index("<capability/ida.multi-factor>"))
    path.write_text(text[:start] + text[start:].replace("skos:definition", "skos:historyNote", 1), encoding="utf-8")
    with pytest.raises(GraphError) as caught:
        build(built)
    assert "ida.multi-factor" in caught.value.place
    assert served(built) == before


def test_two_builds_at_once_are_refused(built: Settings) -> None:
    with (built.build / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(RequestError, match="another build is running"):
            build(built)


@pytest.mark.parametrize("stage", ["parse", "store"])
def test_a_killed_build_leaves_the_previous_release(built: Settings, stage: str) -> None:
    before = served(built)
    replace(built.corpus / OREGON / "source.yml", "  - {type: amends", "  - {type: implements")
    values = {name: str(getattr(built, name)) for name in ("corpus", "ontology", "build")}
    code = (
        "import os, signal\n"
        "from comity.settings import Settings\nfrom pipeline.run import build\n"
        f"build(Settings(), lambda stage: os.kill(os.getpid(), signal.SIGKILL) if stage == {stage!r} else None)\n"
    )
    environment = os.environ | {f"COMITY_{name.upper()}": value for name, value in values.items()}
    killed = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, timeout=300, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert served(built) == before
    assert open_current(built).corpus.requirements
    after = build(built)
    assert after.release.version != before
    assert served(built) == after.release.version


def test_every_stage_leaves_a_file(stages: Path) -> None:
    for stage in STAGES:
        assert any(path.is_file() for path in (stages / stage.name).rglob("*")), stage.name


def with_a_file(settings: Settings, text: str) -> Settings:
    """Give Oregon a publisher's file and ask for a release that holds it."""
    record = settings.corpus / "us-or" / "us-or-hb2395" / "source.yml"
    told = record.read_text(encoding="utf-8")
    assert "    files: []\n" in told
    entry = "    files:\n      - {name: law.txt, media_type: text/plain}\n"
    record.write_text(told.replace("    files: []\n", entry), encoding="utf-8")
    folder = settings.corpus.parent / "originals"
    (folder / "us-or-hb2395").mkdir(parents=True, exist_ok=True)
    (folder / "us-or-hb2395" / "law.txt").write_text(text, encoding="utf-8")
    return settings.model_copy(update={"originals": folder, "published": True})


LAW = (
    "646A.813. (1) In this section: (a) A device: (A) Meets the net SECRET WORDS; and (B) Has an address. "
    '(b) "Maker" means you. (c) "Reasonable" means good. (2) A maker shall act. It may be: '
    "(a) A means: (A) A password; or (B) A step; or (b) Compliance.\n"
)


@pytest.mark.slow
def test_a_publishers_text_is_held_where_the_setting_asks_and_never_in_the_graph(copied: Settings) -> None:
    asked = with_a_file(copied, LAW)
    plain = build(asked.model_copy(update={"published": False})).release
    assert plain.published == ()
    local = build(asked).release
    assert local.version != plain.version
    (document,) = local.published
    assert (document.source, document.is_restatement) == ("us-or-hb2395", False)
    assert "SECRET WORDS" in (document.clause("646A.813(1)(a)(A)") or pytest.fail("no clause")).text
    assert json.loads((local.path / "published.json").read_text(encoding="utf-8")) == {
        "us-or-hb2395@2019;lang=en": "read"
    }
    graph = local.graph_file.read_text(encoding="utf-8")
    assert "646A.813(1)(a)(A).publisher.en" in graph, "where it stands is told"
    assert "SECRET" not in graph
    held = [path for path in local.path.rglob("*") if path.is_file() and b"SECRET WORDS" in path.read_bytes()]
    assert [path.name for path in held] == ["published.jsonl"]


def test_a_publishers_file_that_cannot_be_read_is_told_and_stops_nothing(copied: Settings) -> None:
    local = build(with_a_file(copied, "646A.813. (1) A maker shall act.\n")).release
    assert local.published == ()
    told = json.loads((local.path / "published.json").read_text(encoding="utf-8"))
    assert "expects 9" in told["us-or-hb2395@2019;lang=en"]
    assert len(local.corpus.sources) == 3
