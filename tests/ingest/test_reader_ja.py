# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Requirements from Japanese text: made-up sentences with twins, our Japanese restatement, a publisher's text."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from comity.model import vocab
from comity.model.document import Anchor, Clause, Document, Sentence
from comity.model.requirement import Condition, Requirement
from comity.model.vocab import Vocabulary
from comity.settings import Settings
from ingest import catalog, facets, formats
from ingest.extract import extract
from ingest.extract.japanese_terms import JapaneseTerms, folded
from ingest.parse import edition_folder, parse_restatement
from ingest.segment_ja import sentences

HERE = Anchor("law", None, 0, 1)
BSA = "bsa-principles/000_ebb84e84e77d79af.txt"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return vocab.load(Settings().ontology)


def read(vocabulary: Vocabulary, *texts: str, title: str = "", status: str = "operative") -> tuple[Requirement, ...]:
    split = tuple(Sentence(at, text, HERE) for at, text in enumerate(texts, 1))
    clause = Clause("1", "1", title, None, status, True, split, HERE)
    return extract(Document("toy", "1", "ja", False, (clause,)), vocabulary)


def test_a_duty_has_its_bearer_modality_capability_and_condition(vocabulary: Vocabulary) -> None:
    (duty,) = read(
        vocabulary, "パスワードを用いる場合、製造者は初期パスワードを機器ごとに異なるものとしなければならない。"
    )
    assert (duty.kind, duty.modality, duty.verb) == ("duty", "obligation", "しなければならない")
    assert (duty.bearer, duty.bearer_source) == (("manufacturer",), "stated")
    assert "ida.default-credentials" in duty.capability
    assert duty.condition == (Condition("has-passwords"),)
    assert (duty.origin, duty.status, duty.language) == ("extracted:nakereba-naranai", "unverified", "ja")


def test_a_role_that_does_not_act_is_no_bearer(vocabulary: Vocabulary) -> None:
    (duty,) = read(vocabulary, "製造者に扉を閉めることを知らせなければならない。")
    assert (duty.bearer, duty.bearer_source) == ((), "implied-by-instrument")


def test_what_stands_outside_a_conditional_phrase_is_no_condition(vocabulary: Vocabulary) -> None:
    (duty,) = read(vocabulary, "製造者はパスワードを用いることを知らせなければならない。")
    assert duty.condition == ()


def test_coordinate_duties_are_two_and_share_their_subject(vocabulary: Vocabulary) -> None:
    one, two = read(vocabulary, "製造者は扉を閉めなければならず、鍵を貸してはならない。")
    assert [(r.atom, r.modality, r.bearer) for r in (one, two)] == [
        ("1#1", "obligation", ("manufacturer",)),
        ("1#2", "prohibition", ("manufacturer",)),
    ]


def test_a_plain_statement_and_a_definition_state_no_requirement(vocabulary: Vocabulary) -> None:
    assert read(vocabulary, "製造者は扉を閉める。") == ()
    assert read(vocabulary, "製造者は扉を閉めなければならない。", status="definition") == ()


def test_the_title_helps_where_the_sentence_names_no_capability(vocabulary: Vocabulary) -> None:
    (by_title,) = read(vocabulary, "これを行うことが望ましい。", title="総当たり攻撃対策")
    (nothing,) = read(vocabulary, "これを行うことが望ましい。", title="扉")
    assert by_title.capability == ("ida.brute-force",)
    assert nothing.capability == ()


def test_forms_are_made_one_for_look_ups_only(vocabulary: Vocabulary) -> None:
    assert folded("ﾊﾟｽﾜｰﾄﾞ ＡＢＣ①") == "パスワード abc1"
    (duty,) = read(vocabulary, "製造者は①ﾊﾟｽﾜｰﾄﾞ強度を示さなければならない。")
    assert "①ﾊﾟｽﾜｰﾄﾞ" in duty.text
    terms = JapaneseTerms(vocabulary)
    assert terms.capabilities("ﾊﾟｽﾜｰﾄﾞ強度") == terms.capabilities("パスワード強度") == ("ida.credential-strength",)


def test_the_longest_name_is_taken(vocabulary: Vocabulary) -> None:
    """Every Japanese label, standing alone, leads to its own concept."""
    terms = JapaneseTerms(vocabulary)
    missed = [
        c.notation for c in vocabulary.leaves("capability") if c.notation not in terms.capabilities(c.labels["ja"])
    ]
    assert missed == []


def test_our_japanese_restatement_shows_how_far_the_endings_reach(vocabulary: Vocabulary) -> None:
    """Most of its duties are imperatives without an ending; what is found must not turn advice into its opposite."""
    settings = Settings()
    source = catalog.load(settings.corpus / "jp" / "jp-meti-2016" / "source.yml", vocabulary)
    english, japanese = (parse_restatement(settings.corpus, source, source.latest, lang) for lang in ("en", "ja"))
    path = edition_folder(settings.corpus, source, source.latest) / "facets.yml"
    coded: dict[tuple[str, int], set[str]] = defaultdict(set)
    for requirement in facets.load(path, source.latest, english, vocabulary):
        if requirement.modality:
            coded[requirement.clause, requirement.sentence].add(requirement.modality)
    found = extract(japanese, vocabulary)
    pairs = Counter(
        (r.modality, m) for r in found if r.modality for m in coded.get((r.clause, r.sentence), {"no duty"})
    )
    against = {"recommendation": {"advice-against", "prohibition"}, "advice-against": {"recommendation", "obligation"}}
    assert not [pair for pair in pairs if pair[0] in against.get(pair[1], set())]
    assert pairs["recommendation", "recommendation"] > 60
    assert pairs["obligation", "no duty"] <= 1


def test_a_publishers_japanese_text_is_read(vocabulary: Vocabulary) -> None:
    folder = Settings().originals
    if folder is None or not (folder / BSA).is_file():
        pytest.skip(f"COMITY_ORIGINALS is not set to a folder that holds {BSA}")
    path = folder / BSA
    split = sentences(formats.read(path.read_bytes(), path.name, "text/plain"))
    clause = Clause("all", "", "", None, "operative", True, split, HERE)
    found = extract(Document("bsa", "2020", "ja", False, (clause,)), vocabulary)
    modalities = Counter(r.modality for r in found)
    # The paper addresses law-makers with べき and the like; it forbids nothing.
    assert modalities["recommendation"] > modalities["obligation"] > 0
    assert modalities["prohibition"] == 0
    assert any("int.root-of-trust" in r.capability for r in found)
