# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``comity applies`` and ``--profile`` as a person uses them: a real process over a real release."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from comity.release import Release
from comity.settings import Settings

pytestmark = pytest.mark.slow
WORDS = [sys.executable, "-c", "from pipeline.cli import main; main()"]
TOPIC = ("--topic", "default password")


class Comity:
    """Runs ``comity`` against a release."""

    def __init__(self, settings: Settings) -> None:
        self._environment = os.environ | {"COMITY_BUILD": str(settings.build)}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        whole = [*WORDS, *words]
        return subprocess.run(whole, env=self._environment, capture_output=True, text=True, timeout=120, check=False)

    def json(self, *words: str) -> Any:
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def comity(release: Release, settings: Settings) -> Comity:
    assert release.path.is_dir()
    return Comity(settings)


def verdicts(answer: Any) -> dict[str, str]:
    return {row["edition"]: row["verdict"] for market in answer["markets"] for row in market["applications"]}


def test_applies_gives_verdict_clause_force_and_date(comity: Comity) -> None:
    answer = comity.json("applies", "industrial-sensor", "us-ca", "Oregon")
    assert verdicts(answer) == {"us-ca-sb327@2022": "in", "us-or-hb2395@2019": "out"}
    assert answer["product"] == {"en": "Industrial sensor", "ja": "産業用センサー"}
    assert answer["notice"] == "Informative; not legal advice."
    (oregon,) = answer["markets"][1]["applications"]
    assert (oregon["force"], oregon["binding"], oregon["starts"]) == ("statute", True, "2020-01-01")
    assert oregon["clauses"] == ["us-or-hb2395@2019/646A.813(1)(a)(A)"]
    shown = comity.run("applies", "smart-lock", "us-or").stdout
    assert "646A.813(1)(a)" in shown
    assert "Smart lock in Oregon" in shown


def test_a_file_of_ones_own_is_read_and_what_is_missing_is_asked(comity: Comity, tmp_path: Path) -> None:
    path = tmp_path / "thing.yml"
    path.write_text("{name: Thing, kind: device}", encoding="utf-8")
    done = comity.run("applies", str(path), "us-or")
    assert done.returncode == 0
    assert "undecided" in done.stdout
    assert "  users: For which user groups is the product? (us-or-hb2395@2019)" in done.stdout
    everywhere = verdicts(comity.json("applies", str(path)))
    assert {"uk-psti@2025", "us-ca-sb327@2022", "us-or-hb2395@2019"} <= set(everywhere)


def test_an_early_date_is_answered_and_a_wrong_name_refused(comity: Comity, tmp_path: Path) -> None:
    early = comity.run("applies", "smart-lock", "us-ca", "--as-at", "1999-01-01")
    assert (early.returncode, "nothing of California speaks yet" in early.stdout) == (0, True)
    path = tmp_path / "wrong.yml"
    path.write_text("{name: Thing, kind: device, clas: smart-lock}", encoding="utf-8")
    for words, told in (
        (("applies", "smart-lock", "oregno"), "Oregon"),
        (("applies", "smart-lok"), "nearest: smart-lock"),
        (("applies", str(path)), "nearest: class"),
        (("gaps", "uk", "us-ca", "--profile", str(path)), "nearest: class"),
        (("applies", "smart-lock", "--as-at", "soon"), "not a date"),
    ):
        done = comity.run(*words)
        assert (done.returncode, told in done.stderr) == (2, True), done.stderr
        assert "Traceback" not in done.stderr


def test_findings_are_for_the_product_where_one_is_named(comity: Comity) -> None:
    def oregon(*profile: str) -> str:
        (stance,) = comity.json("requires", "us-or", *TOPIC, *profile)["stances"]
        return str(stance["kind"])

    assert oregon("--profile", "industrial-sensor") == "out-of-scope"
    assert oregon("--profile", "smart-lock") != "out-of-scope"
    assert oregon() != "out-of-scope"
    with_profile = comity.json("gaps", "us-ca", "us-or", "--profile", "industrial-sensor")
    assert with_profile["product"]["en"] == "Industrial sensor"
    assert "narrower-scope" in {gap["type"] for gap in with_profile["directions"][0]["gaps"]}
    plain = comity.json("gaps", "us-ca", "us-or")
    assert "product" not in plain
    assert plain["directions"] != with_profile["directions"]
    clashes = comity.json("conflicts", "us-ca", "us-or", "--profile", "industrial-sensor")
    assert clashes["product"]["en"] == "Industrial sensor"
    assert "for Industrial sensor" in comity.run("gaps", "us-ca", "us-or", "--profile", "industrial-sensor").stdout
