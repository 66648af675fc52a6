# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Extraction rules, each beside a twin on which it must stay silent."""

from __future__ import annotations

import pytest

from comity.model import vocab
from comity.model.document import Anchor, Clause, Document, Sentence
from comity.model.errors import DocumentError
from comity.model.requirement import Requirement
from comity.model.vocab import Vocabulary
from comity.settings import Settings
from ingest.extract import extract
from ingest.extract.language import pipeline
from ingest.extract.quantities import quantities
from ingest.extract.rules import condition_rules, cue_rules, quantity_rules
from ingest.extract.stems import content_stems, stem

HERE = Anchor("law", None, 0, 1)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return vocab.load(Settings().ontology)


def clause(
    text: str, clause_id: str = "1", status: str = "operative", title: str = "", parent: str | None = None
) -> Clause:
    sentences = (Sentence(1, text, HERE),)
    return Clause(clause_id, clause_id, title, parent, status, True, sentences, HERE)


def found(vocabulary: Vocabulary, *clauses: Clause | str) -> tuple[Requirement, ...]:
    made = tuple(clause(c, str(n)) if isinstance(c, str) else c for n, c in enumerate(clauses, 1))
    return extract(Document("toy", "1", "en", False, made), vocabulary)


@pytest.mark.parametrize(
    ("text", "verb", "modality"),
    [
        ("A device shall lock.", "shall", "obligation"),
        ("A device shall also lock.", "shall", "obligation"),
        ("A device shall not shout.", "shall not", "prohibition"),
        ("A device must lock.", "must", "obligation"),
        ("A device must never shout.", "must not", "prohibition"),
        ("A maker is required to lock it.", "required", "obligation"),
        ("A device needs to lock.", "need to", "obligation"),
        ("A maker has to lock it.", "have to", "obligation"),
        ("A device should lock.", "should", "recommendation"),
        ("A device should therefore not shout.", "should not", "advice-against"),
        ("A maker ought to lock it.", "ought to", "recommendation"),
        ("A maker is strongly encouraged to lock it.", "encouraged", "recommendation"),
        ("A lock is recommended.", "recommended", "recommendation"),
        ("Makers are advised to lock it.", "advised", "recommendation"),
        ("Shared locks are not acceptable.", "not acceptable", "prohibition"),
        ("A maker may lock it.", "may", "permission"),
        ("A maker may not shout.", "may not", "prohibition"),
        ("A maker can lock it.", "can", "permission"),
    ],
)
def test_a_cue_gives_verb_and_modality(vocabulary: Vocabulary, text: str, verb: str, modality: str) -> None:
    (one,) = found(vocabulary, text)
    assert (one.kind, one.verb, one.modality, one.text, one.sentence) == ("duty", verb, modality, text, 1)
    assert one.origin.startswith("extracted:")
    assert one.status == "unverified"


@pytest.mark.parametrize(
    "text",
    [
        "A device locks.",
        "The paper came out in May 2018.",
        "A lock is a must for a device.",
        "Should a device fail, makers lock it.",
        "The word 'shall' has one meaning.",
        "A device that must lock is sold.",
        "It says what the connected device may take.",
        "A device cannot lock itself.",
        "A lock is required.",
        "He will lock it.",
    ],
)
def test_no_cue_no_requirement(vocabulary: Vocabulary, text: str) -> None:
    assert found(vocabulary, text) == ()


@pytest.mark.parametrize(
    ("text", "kind", "effect"),
    [
        ("This shall be deemed a good lock.", "route", "conclusive"),
        ("A maker may elect to fit a lock.", "route", "sufficient-means"),
        ("A lock may consist of a bolt.", "route", "illustrative"),
        ("This title does not apply to gnomes.", "exemption", None),
        ("A maker is not required to lock it.", "exemption", None),
    ],
)
def test_routes_and_exemptions_have_no_modality(
    vocabulary: Vocabulary, text: str, kind: str, effect: str | None
) -> None:
    (one,) = found(vocabulary, text)
    assert (one.kind, one.effect, one.modality) == (kind, effect, None)


@pytest.mark.parametrize("status", sorted(cue_rules().skipped_status))
def test_definitions_and_notes_state_nothing(vocabulary: Vocabulary, status: str) -> None:
    assert found(vocabulary, clause("A device shall lock.", status=status)) == ()


def test_possibility_outside_operative_text_is_no_permission(vocabulary: Vocabulary) -> None:
    assert found(vocabulary, clause("This may help.", status="supporting")) == ()
    (one,) = found(vocabulary, clause("The manufacturer may help.", status="supporting"))
    assert one.bearer == ("manufacturer",)


def test_two_cues_make_two_requirements(vocabulary: Vocabulary) -> None:
    one, two = found(vocabulary, "The manufacturer shall lock it and should not shout.")
    assert (one.atom, one.text, one.verb) == ("1#1", "The manufacturer shall lock it", "shall")
    assert (two.atom, two.text, two.verb) == ("1#2", "should not shout.", "should not")
    assert two.bearer == one.bearer == ("manufacturer",)


def test_one_cue_with_and_stays_whole(vocabulary: Vocabulary) -> None:
    assert len(found(vocabulary, "The manufacturer shall lock it and oil it.")) == 1


def test_items_carry_on_the_cue_of_their_lead_in(vocabulary: Vocabulary) -> None:
    lead = clause("The manufacturer shall do all of these:", "1(a)")
    item = clause("Lock it.", "1(a)(1)", parent="1(a)")
    _, one = found(vocabulary, lead, item)
    assert (one.atom, one.modality, one.bearer, one.origin) == (
        "1(a)(1)#1",
        "obligation",
        ("manufacturer",),
        "extracted:lead-in",
    )
    ended = clause("The manufacturer shall act.", "1(a)")
    assert len(found(vocabulary, ended, item)) == 1


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("Manufacturers and retailers shall act.", ("manufacturer", "retailer")),
        ("Locks shall be provided by the manufacturer.", ("manufacturer",)),
        ("The IoT service provider shall act.", ("service-provider",)),
        ("The consumer shall be told.", ()),
        ("For consumers it should be easy.", ()),
        ("Installing a lock should be easy.", ()),
        ("It shall be easy for the retailer.", ()),
    ],
)
def test_bearers_are_who_acts(vocabulary: Vocabulary, text: str, bearer: tuple[str, ...]) -> None:
    (one,) = found(vocabulary, text)
    assert one.bearer == bearer
    assert one.bearer_source == ("stated" if bearer else "implied-by-instrument")


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("Where passwords are used, they shall be unique.", ["has-passwords"]),
        (
            "For constrained devices that cannot be updated, a plan should exist.",
            ["is-constrained", "not is-updatable"],
        ),
        ("Unless telemetry is collected, it shall be off.", ["not collects-telemetry"]),
        ("Passwords shall be unique.", []),
        ("A constrained device shall lock.", []),
        ("If it rains, passwords shall be unique.", []),
    ],
)
def test_conditions_stand_in_conditional_phrases(vocabulary: Vocabulary, text: str, conditions: list[str]) -> None:
    (one,) = found(vocabulary, text)
    assert [str(condition) for condition in one.condition] == conditions


@pytest.mark.parametrize(
    ("text", "capability"),
    [
        ("No default password shall be shared.", "ida.default-credentials"),
        ("Input data should be validated: data validation.", "acc.input-validation"),
        ("Software shall be verified by secure boot.", "int.secure-boot"),
    ],
)
def test_capabilities_are_found_by_their_terms(vocabulary: Vocabulary, text: str, capability: str) -> None:
    assert capability in found(vocabulary, text)[0].capability


def test_the_title_helps_where_the_text_names_nothing(vocabulary: Vocabulary) -> None:
    bare = clause("It shall be so.")
    titled = clause("It shall be so.", title="No default passwords")
    assert found(vocabulary, bare)[0].capability == ()
    assert found(vocabulary, titled)[0].capability == ("ida.default-credentials",)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("within 90 days", ["<=P90D day"]),
        ("for at least two years", [">=P2Y year"]),
        ("no less than 12 characters", [">=12 characters"]),
        ("a 128-bit key", ["=128 bits"]),
        ("not exceed 5 working days", ["<=P5D day"]),
        ("in 2018, thirteen guidelines", []),
        ("ISO/IEC 29147 and SP 800-63 bits", []),
        ("Guideline 8", []),
    ],
)
def test_quantities(text: str, shown: list[str]) -> None:
    assert [f"{q.operator}{q.value} {q.unit}" for q in quantities(pipeline()(text)[:])] == shown


@pytest.mark.parametrize(
    ("text", "parameter"),
    [
        ("A password shall have at least 12 characters.", ("password.min_length", ">=", 12, "characters", None)),
        ("Support shall last for at least 5 years.", ("support.min_years", ">=", "P5Y", None, None)),
        (
            "Vendors shall acknowledge a report within 7 days of receipt of it.",
            ("cvd.acknowledgement_max", "<=", "P7D", None, "report-received"),
        ),
    ],
)
def test_a_quantity_beside_its_words_sets_a_dimension(
    vocabulary: Vocabulary, text: str, parameter: tuple[object, ...]
) -> None:
    (one,) = found(vocabulary, text)
    assert [(p.dimension, p.operator, p.value, p.unit, p.trigger) for p in one.parameters] == [parameter]


def test_a_quantity_without_its_words_sets_nothing(vocabulary: Vocabulary) -> None:
    assert found(vocabulary, "A sign shall have at least 12 characters.")[0].parameters == ()


def test_a_clock_without_a_start_is_noted_and_sets_nothing(vocabulary: Vocabulary) -> None:
    (one,) = found(vocabulary, "The vulnerability process should not exceed 90 days.")
    assert one.parameters == ()
    assert one.note == "fix.max_time <=P90D: the text names no event from which it runs."


def test_hedges(vocabulary: Vocabulary) -> None:
    (one,) = found(vocabulary, "Where possible, makers should consider a lock.")
    assert one.hedge == ("should-consider", "to-the-extent-possible")
    assert found(vocabulary, "A possible lock should exist.")[0].hedge == ()


def test_other_languages_are_refused(vocabulary: Vocabulary) -> None:
    with pytest.raises(DocumentError, match="toy@1: no extraction rules for language 'fr'"):
        extract(Document("toy", "1", "fr", False, ()), vocabulary)


def test_rules_name_only_known_terms(vocabulary: Vocabulary) -> None:
    for rule in cue_rules().cues:
        assert rule.modality is None or vocabulary.has("modality", rule.modality)
        assert rule.effect is None or vocabulary.has("route-effect", rule.effect)
        assert vocabulary.has("statement-kind", rule.kind)
        assert (rule.modality is None) == (rule.kind != "duty")
    assert all(vocabulary.has("hedge", name) for name in cue_rules().hedges)
    assert all(vocabulary.has("text-status", status) for status in cue_rules().skipped_status)
    assert all(vocabulary.has("condition", name.removeprefix("not:")) for name in condition_rules().predicates)
    assert all(vocabulary.has("dimension", rule.dimension) for rule in quantity_rules().dimensions)
    assert all(vocabulary.has("clock-trigger", trigger) for trigger in quantity_rules().triggers)


def test_every_verb_has_a_family() -> None:
    table = (Settings().ontology / "tables" / "verb.tsv").read_text(encoding="utf-8")
    families = {line.split("\t")[0] for line in table.splitlines() if line and not line.startswith("#")}
    for rule in cue_rules().cues:
        assert rule.verb.removesuffix(" not").removeprefix("not ") in families


def test_stems_bring_forms_together() -> None:
    assert {stem(w) for w in ("update", "updates", "updated", "updating", "updatable")} == {"updat"}
    assert {stem(w) for w in ("encrypt", "encrypted", "encryption")} == {"encrypt"}
    assert stem("key") != stem("keep")
    assert stem("keys") == stem("key")
    assert content_stems("The encrypted keys of a device") == {"encrypt", "key", "devic"}
