# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The command line as a person uses it: a real process, a real release, what it prints and how it exits."""

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


class Comity:
    """Runs ``comity`` against a release."""

    def __init__(self, settings: Settings) -> None:
        names = ("corpus", "ontology", "build")
        self._environment = os.environ | {f"COMITY_{name.upper()}": str(getattr(settings, name)) for name in names}

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from pipeline.cli import main; main()", *words]
        whole = self._environment | environment
        return subprocess.run(command, env=whole, capture_output=True, text=True, timeout=120, check=False)

    def json(self, *words: str) -> Any:
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def comity(release: Release, settings: Settings) -> Comity:
    assert release.path.is_dir()
    return Comity(settings)


def test_sources_say_what_was_read_from_what(comity: Comity) -> None:
    done = comity.run("sources")
    assert done.returncode == 0
    rows = {row["id"]: row for row in comity.json("sources")["sources"]}
    california = rows["us-ca-sb327@2022"]
    assert california["examined"] == "part"
    assert california["read"] == ["1798.91.04", "1798.91.05"]
    assert california["unread"][0]["part"] == "1798.91.06(a)"
    assert california["verified"] + california["secondary"] + california["unverified"] == california["requirements"]
    assert "not read: us-ca-sb327@2022 1798.91.06(a)" in done.stdout


def test_one_source_is_printed_in_full(comity: Comity) -> None:
    done = comity.run("sources", "sb-327")
    assert done.returncode == 0
    for told in ("us-ca-sb327@2022", "Attorney General", "1798.91.06(e), not read", "secondary"):
        assert told in done.stdout
    assert "uk-cop-2018" not in done.stdout
    found = comity.json("sources", "us-ca-sb327")
    enforcers = found["source"]["instrument"]["enforcement"]["enforcers"]
    assert next(entry["name"] for entry in enforcers) == "Attorney General"
    assert found["enforcement_known"] == "recorded"
    silent = comity.run("sources", "uk-cop-2018").stdout
    assert "the text was read whole and says nothing" in silent
    assert "not examined" in comity.run("sources", "nistir-8259b").stdout
    assert comity.run("sources", "us-cal-sb327").returncode == 2


def test_lookalikes_tell_a_void_number_and_a_prefix(comity: Comity) -> None:
    rows = comity.json("lookalikes")["lookalikes"]
    assert {row["how"] for row in rows} >= {"equal", "prefix", "void"}
    void = next(row for row in rows if row["how"] == "void" and row["a"].endswith("/5.3-4"))
    assert void["why"] == "5.3-4 is a provision of ETSI EN 303 645 in v2.1.1 and void in v3.1.3."
    assert comity.json("lookalikes", "us-or-hb2395")["lookalikes"] == []
    assert "GP-TM-01" in comity.run("lookalikes", "enisa-baseline").stdout


def test_requires_finds_both_ways_and_the_duty_behind_them(comity: Comity) -> None:
    done = comity.run("requires", "us-ca", "--topic", "passwords")
    assert done.returncode == 0
    for clause in ("1798.91.04(b)(1)", "1798.91.04(b)(2)", "1798.91.04(a)"):
        assert clause in done.stdout
    answer = comity.json("requires", "California", "-t", "passwords")
    assert {r["atom"] for r in answer["requirements"]} >= {"1798.91.04(b)(1)#1", "1798.91.04(b)(2)#1"}
    assert [r["atom"] for r in answer["behind"]] == ["1798.91.04(a)#1"]
    assert answer["notice"] == "Informative; not legal advice."


def test_diff_shows_what_became_of_each_provision(comity: Comity) -> None:
    done = comity.run("diff", "etsi-en-303-645")
    assert done.returncode == 0
    assert "5.6-4A, 5.6-4B" in done.stdout
    answer = comity.json("diff", "etsi-en-303-645@v2.1.1", "etsi-en-303-645@v3.1.3", "--review")
    assert len(answer["changes"]) == 72
    assert answer["review"], "mappings rest on provisions that changed"
    for words, told in (
        (("diff", "us-ca-sb327"), "none of its editions is recorded as following another"),
        (("diff", "etsi-en-303-645@v3.1.3", "etsi-en-303-645@v2.1.1"), "known successions of etsi-en-303-645"),
        (("diff", "uk-cop-2018", "us-ca-sb327"), "two different works"),
    ):
        refused = comity.run(*words)
        assert (refused.returncode, told in refused.stderr) == (2, True), refused.stderr


@pytest.mark.parametrize("name", ["uk", "UK", "United Kingdom", "uk-cop-2018", "uk-cop-2018@2018"])
def test_short_names_work(comity: Comity, name: str) -> None:
    answer = comity.json("requires", name, "--topic", "default credentials")
    assert "1#1" in {r["atom"] for r in answer["requirements"]}


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        (("requires", "us-cal"), "us-ca"),
        (("requires", "uk-cop-2019"), "uk-cop-2018"),
        (("requires", "uk-cop-2018@2019"), "editions: 2018"),
        (("requires", "uk", "--topic", "pasword"), "password"),
        (("gaps", "uk", "oregno"), "Oregon"),
        (("map", "uk-cop-2018/99"), "comity requires"),
        (("gaps", "uk", "us-ca", "--as-at", "yesterday"), "2026-01-31"),
        (("query", "SELECT * WHERE {", "--format", "sheet"), "turtle"),
    ],
)
def test_a_wrong_name_is_answered_with_the_right_ones(comity: Comity, words: tuple[str, ...], nearest: str) -> None:
    done = comity.run(*words)
    assert done.returncode == 2
    assert nearest in done.stderr
    assert "Traceback" not in done.stderr
    told = json.loads(comity.run(*words, "--json").stderr)["error"]
    assert nearest in told["way_out"]


def test_gaps_header_and_both_directions(comity: Comity) -> None:
    one = comity.run("gaps", "uk", "us-ca")
    assert "In United Kingdom, not met by California" in one.stdout
    assert "In California, not met by United Kingdom" not in one.stdout
    both = comity.run("gaps", "uk", "us-ca", "--both")
    assert "In California, not met by United Kingdom" in both.stdout
    assert "not read of us-ca-sb327@2022: 1798.91.06(a)" in both.stdout


def test_conflicts_and_mappings_cite_clauses(comity: Comity) -> None:
    found = comity.json("conflicts", "us-ca", "us-or")["conflicts"]
    assert any("us-or-hb2395@2019/646A.813(2)(a)(A)#1" in row["b_clauses"] for row in found)
    rows = comity.json("map", "us-ca-sb327/1798.91.04(b)(1)", "us-or")["mappings"]
    assert rows[0]["object"] == "us-or-hb2395@2019/646A.813(2)(a)(A)#1"
    assert all(row["object"].startswith("us-or-hb2395@2019/") for row in rows)


def test_query_takes_text_or_a_file(comity: Comity, settings: Settings) -> None:
    path = settings.ontology / "queries" / "ways-to-comply.rq"
    done = comity.run("query", str(path), "--format", "csv")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "reference,effect,duty,text"
    assert "route-effect/conclusive" in done.stdout
    assert comity.run("query", "ASK { ?s ?p ?o }").stdout.strip() == "yes"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT * WHERE { ?s ?p", "line 1"),
        ("DELETE WHERE { ?s ?p ?o }", "only reads"),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("missing-file.rq", "cannot be read"),
    ],
)
def test_a_wrong_query_is_named(comity: Comity, text: str, says: str) -> None:
    done = comity.run("query", text)
    assert done.returncode == 2
    assert says in done.stderr


def test_no_release_says_how_to_make_one(comity: Comity, tmp_path: Path) -> None:
    done = comity.run("sources", COMITY_BUILD=str(tmp_path))
    assert done.returncode == 2
    assert "run: comity build" in done.stderr


def test_build_of_a_damaged_corpus_exits_with_one(comity: Comity, copied: Settings) -> None:
    path = copied.corpus / "us-or" / "us-or-hb2395" / "source.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("kind: statute", "kind: statue"), encoding="utf-8")
    done = comity.run("build", COMITY_CORPUS=str(copied.corpus), COMITY_BUILD=str(copied.build))
    assert done.returncode == 1
    assert "source.yml: force.kind" in done.stderr
    assert "statute" in done.stderr
    assert "Traceback" not in done.stderr


def test_verify_against_the_publishers_file(comity: Comity) -> None:
    folder = Settings().originals
    if folder is None:
        pytest.skip("COMITY_ORIGINALS is not set: no publisher's file at hand")
    done = comity.run("verify", "uk-cop-2018", COMITY_ORIGINALS=str(folder))
    assert done.returncode == 0, done.stdout + done.stderr


def test_verify_without_a_file_says_what_it_needs(comity: Comity) -> None:
    done = comity.run("verify", "us-or", COMITY_ORIGINALS="/nonexistent")
    assert done.returncode == 2
    assert "source.yml names no file" in done.stderr or "no such source" in done.stderr


def test_routes_open_markets_with_the_fewest_actions(comity: Comity) -> None:
    found = comity.json("routes", "uk", "jp")["routes"]
    star = "jp-jc-star@2024r1/star-1"
    assert [[action["key"] for action in plan["actions"]] for plan in found["reported"]] == [[star]]
    assert [[action["key"] for action in plan["actions"]] for plan in found["proven"]] == [[star, "uk-psti@2025"]]
    told = comity.run("routes", "jp", "--have", "uk-psti@2025")
    assert told.returncode == 0
    assert "its effect is waives-listed-provisions" in told.stdout
    early = comity.json("routes", "uk", "--have", star, "--as-at", "2025-12-03")["routes"]
    assert [opening["is_open"] for opening in early["now"]] == [False]
    unheld = comity.run("routes", "sg", "fi").stdout
    assert unheld.startswith("Routes to sg on") and "Not examined: what fi asks" in unheld
    wrong = comity.run("routes", "atlantis")
    assert (wrong.returncode, "no such jurisdiction or source" in wrong.stderr) == (2, True)
