# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Our mappings beside published ones, where these are at hand: far better than chance, and never tuned on them.

The published pairs name whole capabilities and measures, and pairs that they leave out are often right as well, so the
share found is compared with the share of all pairs that we map, not with a number of its own.
"""

from __future__ import annotations

import csv

import pytest

from comity.release import Release
from comity.settings import Settings

GOLD = Settings().gold
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(GOLD is None, reason="COMITY_GOLD is not set: no published mappings at hand"),
]
NAMES = {
    "nistir-8259a": "nistir-8259a@2020",
    "enisa-2017": "enisa-baseline-2017@2017",
    "etsi-v211": "etsi-en-303-645@v2.1.1",
}
BETTER_THAN_CHANCE = 2


def head(edition: str, clause: str) -> str:
    """The provision that a published pair would name: a capability of 8259A, a measure, a provision."""
    return clause.split("-", maxsplit=1)[0] if edition.startswith("nistir-8259a") else clause.split("/", maxsplit=1)[0]


def clauses(release: Release, edition: str, known: set[str]) -> set[str]:
    found = {head(edition, r.clause) for r in release.corpus.requirements if r.ref.startswith(f"{edition}/")}
    return {clause for clause in found if clause in known or edition != "nistir-8259a@2020"}


@pytest.mark.parametrize(
    ("file", "a", "b"),
    [("nist8259a_enisa-2017", "nistir-8259a", "enisa-2017"), ("ietf_8259a_etsi", "nistir-8259a", "etsi-v211")],
)
def test_published_pairs_are_found_more_often_than_by_chance(release: Release, file: str, a: str, b: str) -> None:
    assert GOLD is not None
    with (GOLD / f"{file}.tsv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    gold = {(row["subject_id"], row["object_id"].replace("5.0-1", "4-1")) for row in rows}
    left, right = NAMES[a], NAMES[b]
    mapped = set()
    for mapping in release.mappings:
        if mapping.relation == "no-relationship":
            continue
        for one in (mapping, mapping.turned()):
            if one.subject.startswith(f"{left}/") and one.object.startswith(f"{right}/"):
                parts = [reference.partition("/")[2].partition("#")[0] for reference in (one.subject, one.object)]
                mapped.add((head(left, parts[0]), head(right, parts[1])))
    rows_known = clauses(release, left, {subject for subject, _ in gold})
    columns_known = clauses(release, right, set())
    assert {subject for subject, _ in gold} <= rows_known
    assert {obj for _, obj in gold} <= columns_known
    chance = len({pair for pair in mapped if pair[0] in rows_known}) / (len(rows_known) * len(columns_known))
    found = len(gold & mapped) / len(gold)
    assert found > BETTER_THAN_CHANCE * chance, f"{found:.2f} of {len(gold)} published pairs, {chance:.2f} of all pairs"
