# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The stance table: every combination is answered, the rules are those of the design, and faults fail by name."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from comity.analyse import stance_table
from comity.analyse.stance_table import INVALID, VERB_FAMILIES, StanceTable
from comity.model.errors import RecordError
from comity.model.source import Force
from comity.model.vocab import Vocabulary
from comity.settings import Settings

LAW = ("statute", "delegated-legislation", "directly-applicable-regulation", "licence-condition", "compulsory-scheme")
ADVICE = ("standard", "code-of-practice", "government-guidance", "industry-consensus")


@pytest.fixture(scope="module")
def table() -> StanceTable:
    return stance_table.load(Settings().ontology)


def test_every_combination_of_vocabulary_members_is_answered(table: StanceTable, vocabulary: Vocabulary) -> None:
    stance_table.check(table, vocabulary)
    cases = list(stance_table.cases(vocabulary))
    assert len(cases) == len(set(cases)) == 12 * 2 * 5 * 6 * len(VERB_FAMILIES)
    members = set(vocabulary.scheme("stance")) | {INVALID}
    assert {table.row(case).stance for case in cases} <= members


@pytest.mark.parametrize("force", LAW)
def test_law_with_obligation_or_prohibition_binds_whatever_the_verb(table: StanceTable, force: str) -> None:
    for verb in ("shall", "should", "none"):
        assert table.row((force, "yes", "duty", "obligation", verb)).stance == "binding"
        assert table.row((force, "yes", "duty", "prohibition", verb)).stance == "binding"
    assert table.row((force, "yes", "duty", "recommendation", "shall")).stance == "advised-should"
    assert table.row((force, "no", "duty", "obligation", "shall")).stance == INVALID


@pytest.mark.parametrize("force", ADVICE)
def test_advice_goes_by_the_verb_and_never_binds(table: StanceTable, force: str) -> None:
    for modality in ("obligation", "prohibition", "recommendation", "advice-against"):
        assert table.row((force, "no", "duty", modality, "shall")).stance == "advised-shall"
        assert table.row((force, "no", "duty", modality, "should")).stance == "advised-should"
        assert table.row((force, "no", "duty", modality, "none")).stance == "advised-should"
    assert table.row((force, "yes", "duty", "obligation", "shall")).stance == INVALID


def test_a_voluntary_scheme_is_label_only_and_a_study_asks_for_nothing(table: StanceTable) -> None:
    assert table.row(("voluntary-scheme", "no", "duty", "obligation", "shall")).stance == "label-only"
    assert table.row(("voluntary-scheme", "no", "duty", "recommendation", "should")).stance == "advised-should"
    assert table.row(("study", "no", "duty", "obligation", "shall")).stance == "mentioned-only"


def test_a_policy_paper_speaks_to_law_makers_and_never_carries_a_stance(table: StanceTable) -> None:
    for modality in ("obligation", "prohibition", "recommendation", "advice-against", "permission"):
        for verb in ("should", "none", "may" if modality == "permission" else "shall"):
            assert table.row(("policy-paper", "no", "duty", modality, verb)).stance == "mentioned-only"
    assert table.row(("policy-paper", "no", "route", "none", "none")).stance == "mentioned-only"
    assert table.row(("policy-paper", "yes", "duty", "obligation", "shall")).stance == INVALID
    assert table.force_class(Force("policy-paper", False, "stated")) == "advice"


@pytest.mark.parametrize("force", [*LAW, *ADVICE, "voluntary-scheme"])
def test_routes_and_permissions_permit_and_exemptions_take_out(table: StanceTable, force: str) -> None:
    binding = "yes" if force in LAW else "no"
    assert table.row((force, binding, "route", "none", "may")).stance == "permitted"
    assert table.row((force, binding, "duty", "permission", "may")).stance == "permitted"
    assert table.row((force, binding, "exemption", "none", "none")).stance == "out-of-scope"
    assert table.row((force, binding, "definition", "none", "none")).stance == "mentioned-only"


@pytest.mark.parametrize(
    ("force", "facets", "told"),
    [
        (Force("statute", True, "stated"), {"modality": None}, "a duty needs a modality"),
        (Force("statute", True, "stated"), {"kind": "route"}, "only a duty has a modality"),
        (Force("statute", False, "stated"), {}, "binds, so its record must say so"),
        (Force("standard", True, "stated"), {}, "does not bind by itself"),
        (Force("standard", False, "stated"), {"verb": "may"}, "worded with may is a permission"),
        (Force("standard", False, "stated"), {"verb": "shalt"}, "'shalt' is not in verb.tsv"),
    ],
)
def test_what_cannot_be_fails_and_names_the_requirement(
    table: StanceTable, make: Any, force: Force, facets: dict[str, Any], told: str
) -> None:
    with pytest.raises(RecordError, match=told) as caught:
        table.of(force, make.duty("act", "4(2)#1", **facets))
    assert caught.value.place == "act@1/4(2)#1"


def test_a_statement_that_is_no_duty_may_have_any_words(table: StanceTable, make: Any) -> None:
    route = make.route("act", "4#1", verb="shall be deemed")
    assert table.of(Force("statute", True, "stated"), route) == "permitted"


@pytest.mark.parametrize(
    ("verb", "family"),
    [("shall", "shall"), ("SHALL NOT", "shall"), ("must", "shall"), ("needs-to", "shall"), ("not acceptable", "shall"),
     ("should", "should"), ("should not", "should"), ("encouraged", "should"), ("imperative", "none"), ("none", "none"),
     ("may", "may"), ("しなければならない", "shall"), ("望ましい", "should")],
)  # fmt: skip
def test_verbs_fall_into_families(table: StanceTable, verb: str, family: str) -> None:
    assert table.family(verb, "act@1/1#1") == family


def _damaged(tmp_path: Path, name: str, old: str, new: str) -> Path:
    copytree(Settings().ontology / "tables", tmp_path / "tables")
    path = tmp_path / "tables" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("\tlabel-only\t", "\tlabelled\t", "'labelled' is no stance"),
        ("exemption\tnone", "exemptoin\tnone", "'exemptoin' is no kind"),
        ("*\t*\troute\tnone\t*\tpermitted\tit names a way of meeting a duty\n", "", "no row fits"),
    ],
)
def test_a_damaged_table_is_refused(tmp_path: Path, vocabulary: Vocabulary, old: str, new: str, told: str) -> None:
    table = stance_table.load(_damaged(tmp_path, "stance.tsv", old, new))
    with pytest.raises(RecordError, match=told):
        stance_table.check(table, vocabulary)


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("stance.tsv", "force\tbinding", "binding\tforce", "the columns are not"),
        ("stance.tsv", "\tit takes a product out", "", "6 columns, not 7"),
        ("verb.tsv", "must\tshall", "shall\tshall", "'shall' stands twice"),
        ("verb.tsv", "must\tshall", "must\tstrong", "'strong' is no verb family"),
    ],
)
def test_a_malformed_table_names_file_and_line(tmp_path: Path, name: str, old: str, new: str, told: str) -> None:
    with pytest.raises(RecordError, match=told) as caught:
        stance_table.load(_damaged(tmp_path, name, old, new))
    assert name in caught.value.place


def test_a_missing_table_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="file not found") as caught:
        stance_table.load(tmp_path)
    assert caught.value.place.endswith("stance.tsv")
