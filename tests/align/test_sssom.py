# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A mapping set survives its file, and other tools can read it."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sssom.parsers import parse_sssom_table
from sssom.validators import validate
from sssom_schema import Mapping as SssomMapping  # type: ignore[import-untyped]  # no stubs

from comity.align.decide import RELATIONS
from comity.align.sssom import SetFacts, read, write
from comity.align.sssom_rows import COLUMNS, EXTENSIONS
from comity.model.errors import RecordError
from comity.model.mapping import Mapping

FACTS = SetFacts("https://w3id.org/comity/mappings", "1f2e3d")
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\r\"|\\#:'"), max_size=20)
NAME = st.from_regex(r"[a-z]{2}-[a-z0-9-]{1,8}", fullmatch=True)
CLAUSE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs"]) | st.just(" "), min_size=1, max_size=12)
REFERENCE = st.builds("{}@{}/{}#{}".format, NAME, NAME, CLAUSE, st.integers(1, 40))
SHARE = st.integers(0, 10_000).map(lambda n: n / 10_000)
MAPPINGS = st.builds(
    Mapping,
    subject=REFERENCE,
    relation=st.sampled_from(RELATIONS),
    object=REFERENCE,
    confidence=SHARE,
    justification=st.sampled_from(["semapv:CompositeMatching", "semapv:ManualMappingCuration"]),
    similarity=SHARE,
    decided_by=st.lists(TEXT.filter(bool), max_size=3).map(tuple),
    why=TEXT,
    model=TEXT,
    rationale=st.sampled_from(["semantic", "functional", "syntactic"]),
    status=st.sampled_from(["verified", "secondary", "unverified"]),
)
ONE = Mapping(
    "uk-cop-2018@2018/1#1",
    "subset-of",
    "us-ca-sb327@2022/1798.91.04(b)(1)#1",
    0.75,
    "semapv:CompositeMatching",
    0.6123,
    ("condition", "parameter:password.unique_per_device"),
    'The object asks for more: it says "unique"\tand nothing else.',
    "fake@1",
    "functional",
)


@given(st.lists(MAPPINGS, max_size=4, unique_by=lambda m: (m.subject, m.object)))
def test_what_is_written_is_read_back(mappings: list[Mapping]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mappings.sssom.tsv"
        write(mappings, path, FACTS)
        assert read(path) == tuple(sorted(mappings, key=lambda m: (m.subject, m.object)))


def every_relation() -> list[Mapping]:
    return [replace(ONE, subject=f"uk-cop-2018@2018/1#{n}", relation=name) for n, name in enumerate(RELATIONS, 1)]


def test_the_same_mappings_give_the_same_bytes(tmp_path: Path) -> None:
    mappings = every_relation()
    write(mappings, tmp_path / "a.tsv", FACTS)
    write(reversed(mappings), tmp_path / "b.tsv", FACTS)
    assert (tmp_path / "a.tsv").read_bytes() == (tmp_path / "b.tsv").read_bytes()


def test_columns_stand_in_the_canonical_order() -> None:
    slots = list(SssomMapping.__dataclass_fields__)
    canonical = ["subject_id", "predicate_id", "predicate_modifier", "object_id", "mapping_justification"]
    own = [name for name in COLUMNS if name not in EXTENSIONS]
    assert own[:5] == canonical
    assert own[5:] == sorted(own[5:], key=slots.index)
    assert COLUMNS[len(own) :] == tuple(sorted(EXTENSIONS))


def test_the_header_declares_every_extension_and_prefix(tmp_path: Path) -> None:
    write([ONE], tmp_path / "a.sssom.tsv", FACTS)
    lines = (tmp_path / "a.sssom.tsv").read_text(encoding="utf-8").splitlines()
    header = [line for line in lines if line.startswith("#")]
    assert lines[: len(header)] == header
    assert header[0] == "#sssom_version: '1.1'"
    assert [line for line in header if "slot_name" in line] == [f"#- slot_name: {name}" for name in EXTENSIONS]
    assert "#mapping_set_version: 1f2e3d" in header
    assert "#  comity.id: https://w3id.org/comity/id/" in header


def test_another_tool_finds_the_file_valid(tmp_path: Path) -> None:
    path = tmp_path / "mappings.sssom.tsv"
    write(every_relation(), path, FACTS)
    table = parse_sssom_table(path)
    reports = validate(table, fail_on_error=True)
    assert [result for report in reports.values() for result in report.results] == []
    frame = table.df.set_index("subject_id")
    assert set(frame["predicate_id"]) == {"skos:exactMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch"}
    assert frame.loc["comity.id:uk-cop-2018/2018/1#5", "predicate_modifier"] == "Not"
    assert table.converter.expand("comity.id:uk-cop-2018/2018/1#5") == "https://w3id.org/comity/id/uk-cop-2018/2018/1#5"


def file_of(folder: Path, *rows: str, columns: str = "subject_id\tpredicate_id\tobject_id\tconfidence") -> Path:
    path = folder / "given.sssom.tsv"
    path.write_text(
        "\n".join(["#curie_map:", "#  c: https://w3id.org/comity/id/", columns, *rows, ""]), encoding="utf-8"
    )
    return path


def test_a_foreign_file_needs_no_extension(tmp_path: Path) -> None:
    path = file_of(
        tmp_path, "c:uk-cop-2018/2018/1#1\tskos:broadMatch\thttps://w3id.org/comity/id/a-act/2020/2%20b#1\t0.5"
    )
    (mapping,) = read(path)
    assert (mapping.subject, mapping.relation, mapping.object) == (
        "uk-cop-2018@2018/1#1",
        "subset-of",
        "a-act@2020/2 b#1",
    )
    assert (mapping.justification, mapping.status) == ("semapv:UnspecifiedMatching", "unverified")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("c:a/1/1#1\towl:sameAs\tc:b/1/1#1\t0.5", "no STRM relation"),
        ("c:a/1/1#1\tskos:broadMatch\tx:b/1/1#1\t0.5", "not one of our requirements"),
        ("c:a/1/1\tskos:broadMatch\tc:b/1/1#1\t0.5", "not one of our requirements"),
        ("c:a/1/1#1\tskos:broadMatch\tc:b/1/1#1\t7", "not between 0 and 1"),
        ("c:a/1/1#1\tskos:broadMatch\tc:b/1/1#1\thigh", "not a number"),
        ("c:a/1/1#1\tskos:broadMatch\tc:b/1/1#1\t", "not a number"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: str, says: str) -> None:
    with pytest.raises(RecordError, match=says) as caught:
        read(file_of(tmp_path, "c:a/1/9#1\tskos:exactMatch\tc:b/1/1#1\t1", row))
    assert caught.value.place.endswith("given.sssom.tsv: row 2")
