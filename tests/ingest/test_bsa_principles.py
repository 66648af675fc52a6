# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The BSA principles: both restatements, both publisher's files where they are at hand, other layouts, the criteria."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from comity.analyse import stance_table
from comity.model import vocab
from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from comity.model.requirement import Requirement
from comity.model.source import Force
from comity.settings import Settings
from ingest import catalog, facets, formats
from ingest.extract.japanese import endings
from ingest.parse import parse_restatement
from ingest.records import read_yaml
from ingest.sources import bsa_principles

WORK = Settings().corpus / "int" / "bsa-principles"
FILES = {"en": "bsa-policy-principles-en.pdf", "ja": "000_ebb84e84e77d79af.txt"}
# Page and number of sentences of each provision, read off the pages of the PDF; a heading is its first sentence.
PROVISIONS = {
    **{"1": (2, 3), "2": (4, 2), "3": (5, 2), "4": (6, 3), "5": (8, 2), "6": (9, 2), "7": (9, 2), "8": (10, 2)},
    **{"9": (11, 2), "10": (11, 2), "11": (13, 2), "12": (13, 2), "S": (13, 5)},
}
TITLES = {
    "en": {
        "1": "Account for the IoT Ecosystem’s Diversity and Complexity",
        "4": "Distinguish Between Consumer and Industrial IoT (IIoT)",
        "12": "Factor IoT Into Incident Response",
        "S": "Privacy and IoT",
    },
    "ja": {
        "1": "IoTエコシステムの多様性と複雑さに対応する",
        "4": "コンシューマー向けIoTと産業用IoT（IIoT）を区別する",
        "12": "IoTをインシデント対応に組み込む",
        "S": "プライバシーとIoT",
    },
}
CAPABILITIES = ["encryption", "patchability", "identity-management", "root-of-trust", "secure-development-life-cycle"]
SCHEMES = {
    "capability": ("capability",),
    "definition": ("definition-component",),
    "route": ("route-effect",),
    "relation": ("document-relation",),
    "instrument": ("role", "jurisdiction", "legal-force"),
    "scope": ("product-kind", "function-class", "user-group"),
}


def parsed(path: Path) -> tuple[Clause, ...]:
    if not path.is_file():
        pytest.skip(f"{path.name} is not at hand")
    blocks = formats.read(path.read_bytes(), path.name, formats.media_type_of(path.name))
    return tuple(bsa_principles.parse(tuple(blocks)))


@pytest.fixture(scope="module", params=["en", "ja"])
def restated(request: pytest.FixtureRequest) -> tuple[str, tuple[Clause, ...]]:
    return request.param, parsed(WORK / "2020" / f"restatement.{request.param}.md")


@pytest.fixture(scope="module")
def published() -> dict[str, tuple[Clause, ...]]:
    folder = Settings().originals
    if folder is None:
        pytest.skip("COMITY_ORIGINALS is not set")
    return {language: parsed(folder / "bsa-principles" / name) for language, name in FILES.items()}


@pytest.fixture(scope="module")
def settled() -> dict[str, Requirement]:
    """The settled requirements by the name of the atom."""
    vocabulary = vocab.load(Settings().ontology)
    source = catalog.load(WORK / "source.yml", vocabulary)
    document = parse_restatement(Settings().corpus, source, source.latest, "en")
    found = facets.load(WORK / "2020" / "facets.yml", source.latest, document, vocabulary)
    return {requirement.atom: requirement for requirement in found}


def ids(clauses: Sequence[Clause]) -> list[str]:
    return [clause.id for clause in clauses]


def test_the_pdf_gives_every_principle_on_its_page(published: dict[str, tuple[Clause, ...]]) -> None:
    found = {c.id: (c.anchor.page, len(c.sentences)) for c in published["en"] if c.is_provision}
    assert found == PROVISIONS


def test_both_files_give_the_clauses_of_the_restatement(
    published: dict[str, tuple[Clause, ...]], restated: tuple[str, tuple[Clause, ...]]
) -> None:
    language, clauses = restated
    assert ids(published[language]) == ids(clauses)
    assert [c.title for c in published[language]][1:] == [c.title for c in clauses][1:]


def test_pull_quotes_figures_and_notes_of_both_files_drop(published: dict[str, tuple[Clause, ...]]) -> None:
    for language, stray in (("en", "forbes.com"), ("en", "Office printers"), ("ja", "シスコ"), ("ja", "内務省")):
        assert stray not in " ".join(clause.text for clause in published[language])
    english = " ".join(clause.text for clause in published["en"])
    assert (english.count("not device-based"), english.count("14.7")) == (1, 1)
    japanese = "".join(clause.text for clause in published["ja"])
    assert (japanese.count("デバイスベースではなく"), japanese.count("147億")) == (1, 1)
    assert japanese.count("最終的な廃棄") == 1


def test_texts_without_a_heading_stand_under_their_clause(published: dict[str, tuple[Clause, ...]]) -> None:
    for language, box, rest in (
        ("en", "Governments should integrate", "These various"),
        ("ja", "政府は、IoTをインシデント", "これらのさまざま"),
    ):
        clauses = {clause.id: clause for clause in published[language]}
        assert clauses["12"].sentences[1].text.startswith(box)
        assert clauses["1/supporting-text"].sentences[2].text.startswith(rest)
        assert not any(box in clause.text for name, clause in clauses.items() if name != "12")


def test_thirteen_provisions_with_status_and_parent(restated: tuple[str, tuple[Clause, ...]]) -> None:
    language, clauses = restated
    provisions = {c.id: c for c in clauses if c.is_provision}
    assert list(provisions) == list(PROVISIONS)
    assert {c.text_status for name, c in provisions.items() if name != "S"} == {"headline"}
    assert provisions["S"].text_status == "supporting"
    assert {c.id: c.title for c in clauses if c.id in TITLES[language]} == TITLES[language]
    assert [c.id for c in clauses if c.parent == "10"] == [
        "10/supporting-text",
        *(f"10/{name}" for name in CAPABILITIES),
    ]
    assert {c.id: c.text_status for c in clauses if c.id.endswith(("elements", "device", "conclusion"))} == {
        **{"1/key-elements": "definition", "2/iot-device": "supporting", "conclusion": "explanatory"}
    }


def test_a_principle_begins_with_its_heading(restated: tuple[str, tuple[Clause, ...]]) -> None:
    language, clauses = restated
    heads = {c.id: c.sentences[0].text for c in clauses if c.id.isdigit()}
    lead = "IoT Security Policies " if language == "en" else "IoTセキュリティ政策"
    assert all(head.startswith(lead) for head in heads.values())
    if language == "en":
        assert [number for number, head in heads.items() if " Must " in head] == ["2"]


def test_both_languages_have_the_same_clauses_and_sentences() -> None:
    english, japanese = (parsed(WORK / "2020" / f"restatement.{language}.md") for language in ("en", "ja"))
    assert [(c.id, c.number, c.parent, c.text_status) for c in english] == [
        (c.id, c.number, c.parent, c.text_status) for c in japanese
    ]
    assert [len(c.sentences) for c in english] == [len(c.sentences) for c in japanese]


def test_the_japanese_restatement_keeps_the_endings_of_the_original(published: dict[str, tuple[Clause, ...]]) -> None:
    """A must or a should of the Japanese original stands in the same clause of our Japanese words."""
    ours = {c.id: c for c in parsed(WORK / "2020" / "restatement.ja.md")}
    for clause in published["ja"]:
        for ending, exact in (("nakereba-naranai", True), ("beki", False)):
            theirs, mine = (
                sum(ending in {e.rule.id for e in endings(s.text)} for s in each.sentences)
                for each in (clause, ours[clause.id])
            )
            assert (theirs > 0) == (mine > 0), f"{clause.id}: {ending} {theirs} against {mine}"
            assert not exact or theirs == mine


def test_divergences_name_clauses_that_exist() -> None:
    entries: list[dict[str, Any]] = read_yaml(WORK / "instrument.yml")["language_divergence"]
    clauses = set(ids(parsed(WORK / "2020" / "restatement.en.md")))
    assert {entry["clause"] for entry in entries} <= clauses
    assert all(entry["authentic"] is None and entry["en"] and entry["ja"] for entry in entries)
    (password,) = (entry for entry in entries if "single sign-on" in entry["en"])
    assert password["clause"] == "3/supporting-text"


def test_criteria_name_clauses_and_terms_that_exist() -> None:
    vocabulary = vocab.load(Settings().ontology)
    criteria: list[dict[str, Any]] = read_yaml(WORK / "2020" / "criteria.yml")
    clauses = set(ids(parsed(WORK / "2020" / "restatement.en.md")))
    keys = {"id", "clause", "title", "subject", "expects", "polarity", "qualifier", "addressee", "note"}
    assert [c["id"] for c in criteria if set(c) - {"decidable"} != keys] == []
    assert {c["clause"] for c in criteria} <= clauses
    for criterion in criteria:
        expects, subject = criterion["expects"], criterion["subject"]
        assert set(expects) == {"modality", "force", "dimension", "value", "axis", "relation"}
        known = [any(vocabulary.has(scheme, term) for scheme in SCHEMES[subject["kind"]]) for term in subject["terms"]]
        assert all(known), criterion["id"]
        for scheme, term in (
            *(("dimension", expects["dimension"]), ("scope-axis", expects["axis"])),
            *(("document-relation", expects["relation"]), ("role", criterion["addressee"])),
            *(("modality", term) for term in expects["modality"] or ()),
        ):
            assert term is None or vocabulary.has(scheme, term), criterion["id"]


def test_every_principle_has_criteria_and_the_undecidable_say_why() -> None:
    criteria: list[dict[str, Any]] = read_yaml(WORK / "2020" / "criteria.yml")
    counted = Counter(criterion["clause"].partition("/")[0] for criterion in criteria)
    assert list(counted) == list(PROVISIONS)
    assert counted["10"] == 7
    undecided = [c["id"] for c in criteria if c.get("decidable") is False]
    assert undecided == ["1.2", "1.3", "2.4", "4.3", "7.1", "7.2", "7.3", "9.3", "9.4", "12.2"]
    assert all(c["note"] for c in criteria)
    by_id = {c["id"]: c for c in criteria}
    assert (by_id["6.1"]["expects"]["force"], by_id["6.4"]["expects"]["force"]) == ("voluntary", "voluntary")
    assert (by_id["3.3"]["polarity"], by_id["6.2"]["polarity"]) == ("unwanted", "unwanted")


def test_a_policy_paper_never_asks_anything_of_makers(settled: dict[str, Requirement]) -> None:
    vocabulary, table = vocab.load(Settings().ontology), stance_table.load(Settings().ontology)
    force = Force("policy-paper", False, "follows-from-kind")
    assert {table.of(force, r) for r in settled.values()} == {"mentioned-only"}
    borne = {r.atom: set(r.bearer) for r in settled.values() if r.bearer}
    speaking = {
        atom for atom in borne if vocabulary.concept("text-status", settled[atom].text_status).flag("bearsStance")
    }
    assert all(borne[atom] <= {"legislator", "government"} for atom in speaking)
    others = {atom for atom in borne if not borne[atom] <= {"legislator", "government"}}
    assert others == {"6/supporting-text#3", "6/supporting-text#4", "7/supporting-text#4"}
    assert settled["10/supporting-text#3"].kind == "definition"


def test_the_core_capabilities_are_found_as_advice_to_law_makers(settled: dict[str, Requirement]) -> None:
    bullets = [r for r in settled.values() if r.clause.partition("/")[2] in CAPABILITIES and r.kind == "duty"]
    assert {r.clause for r in bullets} == {f"10/{name}" for name in CAPABILITIES}
    assert {(r.bearer, r.bearer_source) for r in bullets} == {(("government", "legislator"), "implied-by-instrument")}
    assert all(r.capability for r in bullets)
    assert settled["10/patchability#1"].capability == ("upd.capability",)
    assert "upd.automatic" not in {capability for r in settled.values() for capability in r.capability}


def test_passwords_are_advised_against_only_where_they_interrupt_single_sign_on(
    settled: dict[str, Requirement],
) -> None:
    against = {r.atom for r in settled.values() if r.modality == "advice-against" and r.capability}
    assert against == {"3/supporting-text#7"}
    assert (settled["3/supporting-text#7"].text_status, settled["3/supporting-text#7"].object) == ("example", None)
    asked = settled["10/identity-management#3"]
    assert (asked.modality, asked.verb) == ("recommendation", "should")
    assert not {p.dimension for r in settled.values() for p in r.parameters if p.dimension.startswith("password.")}


def test_disclosure_and_end_of_life_stay_voluntary_and_no_time_is_set(settled: dict[str, Requirement]) -> None:
    for atom, capability in (("6#2", "vul.disclosure-policy"), ("6#3", "lif.end-of-life")):
        asked = settled[atom]
        assert (asked.modality, asked.capability) == ("recommendation", (capability,))
        assert asked.subject == ("pol.incentives-and-procurement",)
    values = [(r.atom, p.dimension, p.value) for r in settled.values() for p in r.parameters if p.value is not None]
    assert values == [(f"6/supporting-text#{n}", "cvd.standard", ("ISO/IEC 29147", "ISO/IEC 30111")) for n in (6, 8)]
    criteria = {c["id"]: c for c in read_yaml(WORK / "2020" / "criteria.yml")}
    assert [criteria[name]["clause"] for name in ("6.1", "6.2", "6.4")] == ["6/supporting-text"] * 3
    assert not {"29147", "30111"} & set(" ".join(r.text for r in settled.values() if r.clause == "6").split())


def test_must_stands_where_the_english_says_must(settled: dict[str, Requirement]) -> None:
    worded = {r.clause for r in settled.values() if r.modality == "obligation" and r.verb == "must"}
    assert worded == {
        *("introduction", "1", "2", "2/supporting-text", "3/supporting-text", "10/supporting-text"),
        *("10/root-of-trust", "12/supporting-text"),
    }
    assert settled["12#2"].modality == "recommendation"
    assert settled["4#4"].modality == "permission"


def laid(*rows: tuple[str, str, float, int]) -> tuple[Block, ...]:
    """Return blocks from (role, text, size, page)."""
    return tuple(Block(text, Anchor("f.pdf", page, 0, len(text)), role, 0, size) for role, text, size, page in rows)


def texts(*rows: tuple[str, str, float, int]) -> dict[str, list[str]]:
    return {c.id: [s.text for s in c.sentences] for c in bsa_principles.parse(laid(*rows))}


HEAD = "IoT Security Policies Should Embrace Multistakeholder Processes"


def test_a_heading_over_two_lines_beside_a_pull_quote_is_one() -> None:
    rows = (
        *(("heading", "IoT Security Policies Should Embrace", 16.0, 1), ("cell", "Gnomes must", 13.0, 1)),
        *(("heading", "Multistakeholder Processes", 16.0, 1), ("paragraph", "Gnomes meet.", 12.0, 1)),
    )
    assert texts(*rows) == {"7": [HEAD], "7/supporting-text": ["Gnomes meet."]}


def test_a_sentence_goes_on_past_a_quote_a_note_and_a_page() -> None:
    rows = (
        *(("heading", HEAD, 16.0, 1), ("paragraph", "Gnomes meet in the IoT", 12.0, 1), ("cell", "A quote", 13.0, 1)),
        *(("paragraph", "5 See the diary.", 9.0, 1), ("furniture", "gnomes.example |", 11.0, 1)),
        *(("paragraph", "Garden. They drink.", 12.0, 2), ("cell", "Governments should join in.", 12.0, 2)),
    )
    assert texts(*rows) == {
        "7": [HEAD, "Governments should join in."],
        "7/supporting-text": ["Gnomes meet in the IoT Garden.", "They drink."],
    }


def test_the_core_capabilities_open_by_their_bullets() -> None:
    head = "IoT Security Policies Should Establish Baseline Security Requirements as Necessary and Appropriate"
    rows = (
        *(("heading", head, 16.0, 1), ("paragraph", "Gnomes have cores.", 12.0, 1)),
        *(("paragraph", "» Root of Trust. A gnome trusts its roots.", 12.0, 1), ("heading", "»", 15.0, 1)),
        ("paragraph", "They hold.", 12.0, 1),
        ("paragraph", "To the extent policymakers determine that gnomes matter, they should stay.", 12.0, 1),
    )
    found = texts(*rows)
    assert found["10/root-of-trust"] == ["A gnome trusts its roots.", "» They hold."]
    assert len(found["10"]) == 2


def test_japanese_text_without_layout_is_cut_at_headings_inside_a_paragraph() -> None:
    raw = """IoTセキュリティ政策は、マルチステークホルダー・プロセスを
採用する
小人は集まる。

5  小人について、日記を参照。
また、小人は飲む。

政府は、小人と会う。

小人は飲む小人は飲む小人は飲む。

プライバシーとIoT

小人は黙る。小人は飲む小人は飲む小人は飲む。そして眠る。
""".encode()
    blocks = tuple(formats.read(raw, "bsa.txt", "text/plain"))
    found = {c.id: [s.text for s in c.sentences] for c in bsa_principles.parse(blocks)}
    assert found["7/supporting-text"] == ["小人は集まる。", "また、小人は飲む。"]
    assert found["7"][1:] == ["政府は、小人と会う。"]
    assert len(found["S"]) == 3


def test_an_unknown_heading_is_refused_in_a_restatement_only() -> None:
    raw = f"## {HEAD}\n\n### Supporting text\n\nGnomes meet.\n\n### Surprise\n\nText.\n".encode()
    with pytest.raises(DocumentError, match="the principles have no heading 'Surprise'"):
        list(bsa_principles.parse(tuple(formats.read(raw, "restatement.en.md", "text/markdown"))))
    rows = (("heading", HEAD, 16.0, 1), ("heading", "Surprise", 14.0, 1), ("paragraph", "Gnomes meet.", 12.0, 1))
    assert texts(*rows)["7/supporting-text"] == ["Gnomes meet."]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ((("heading", HEAD, 16.0, 1), ("heading", HEAD, 16.0, 2)), "principle 7 stands twice"),
        ((("heading", "Boxed statement", 0.0, 1),), "stands under no principle"),
        (
            (("heading", "IoT Security Policies Should Embrace", 16.0, 1), ("paragraph", "Gnomes.", 12.0, 1)),
            "breaks off",
        ),
    ],
)
def test_what_cannot_be_the_paper_is_refused(rows: tuple[tuple[str, str, float, int], ...], says: str) -> None:
    with pytest.raises(DocumentError, match=says):
        texts(*rows)
