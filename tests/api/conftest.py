# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A small release, made of records written here, and clients of the application over it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import Quad

from api.app import create_app
from comity import codec, release
from comity.align import sssom
from comity.analyse.conflicts import conflicts
from comity.analyse.diff import diff
from comity.analyse.gaps import gaps
from comity.graph import lift, store
from comity.graph.ontology import ontology_quads
from comity.graph.serialise import write_nquads
from comity.model import vocab
from comity.model.corpus import Corpus
from comity.model.document import Anchor, Clause, Document, Sentence
from comity.model.finding import Change, Conflict, Gap
from comity.model.instrument import Enforcement, Instrument, Level, Tier
from comity.model.mapping import Mapping
from comity.model.recognition import Basis, Goal, Holding, Recognition, Target, Way
from comity.model.requirement import Condition, Parameter, Requirement
from comity.model.source import (
    Dates,
    Edition,
    Expectation,
    Extent,
    Force,
    Issuer,
    Licence,
    Relation,
    Source,
    Succession,
    UnreadPart,
)
from comity.model.vocab import Concept
from comity.settings import Settings

AS_AT = date(2024, 6, 1)
VERSION = "0123456789abcdef"
WHOLE = Extent("whole", ("all",), (), "the publisher's PDF")
STATUTE = Force("statute", True, "stated")
CODE = Force("code-of-practice", False, "follows-from-kind")


def edition(name: str, start: date, extent: Extent = WHOLE, repealed: date | None = None) -> Edition:
    return Edition(name, f"edition of {name}", Dates(applies=start, repealed=repealed), extent, Expectation(2, 2))


def source(name: str, jurisdiction: str, force: Force, *editions: Edition, verbatim: str = "quote") -> Source:
    return Source(
        id=name,
        title=(("en", f"The {name} in full"),),
        short_title=(("en", f"The {name}"),),
        jurisdiction=jurisdiction,
        language="en",
        force=force,
        licence=Licence("LicenseRef-test", verbatim),
        editions=editions,
        aliases=(name.split("-", maxsplit=1)[0],),
        issuers=(Issuer("A body", "government"),),
    )


def sources() -> tuple[Source, ...]:
    amended = replace(edition("2022", date(2022, 1, 1)), follows=Succession("2020"))
    partly = Extent("part", ("sections 1-2",), (UnreadPart("section 3", "penalties"),), "a web page")
    at = {"clause": "1(a)", "status": "secondary"}
    tier = Tier(id="top", ceiling="10 USD", punishes=("1(a)",), **at)
    level = Level(id="basic", label=(("en", "Basic"), ("ja", "基本")), adds=("1(b)(1)", "a test"), **at)
    alpha = source("alpha-act", "us-ca", STATUTE, edition("2020", date(2020, 1, 1)), amended)
    return (
        replace(alpha, instrument=Instrument(enforcement=Enforcement(tiers=(tier,)), levels=(level,))),
        replace(
            source("beta-code", "uk", CODE, edition("2018", date(2018, 10, 1)), verbatim="none"),
            relations=(Relation("cites", "ISO/IEC 29147:2018", "1"),),
        ),
        source("gamma-act", "us-or", STATUTE, edition("2019", date(2020, 1, 1), partly)),
        source("open-paper", "eu", CODE, edition("v1.0", date(2017, 11, 1)), verbatim="full"),
    )


def clause(document: str, number: str, text: str) -> Clause:
    place = Anchor(document, None, 0, len(text))
    return Clause(number, number, f"Title of {number}", None, "operative", True, (Sentence(1, text, place),), place)


def document(name: str, edition: str, clauses: dict[str, str], *, language: str = "en", ours: bool = True) -> Document:
    found = tuple(clause(f"{name}.md", number, text) for number, text in clauses.items())
    return Document(name, edition, language, ours, found)


def documents() -> tuple[Document, ...]:
    return (
        document("alpha-act", "2020", {"1(a)": "An older rule."}),
        document("alpha-act", "2022", {"1(a)": "A device has a reasonable feature.", "1(b)(1)": "One password each."}),
        document("beta-code", "2018", {"1": "No shared password, ever.", "2": "There is a contact for reports."}),
        document("beta-code", "2018", {"1": "共有のパスワードは使わない。"}, language="ja"),
        document("gamma-act", "2019", {"1": "A device has a reasonable feature."}),
        document("open-paper", "v1.0", {"GP-1": "Our restatement."}),
    )


def published() -> tuple[Document, ...]:
    """What publishers' files hold, under every sort of terms; of one the release holds a language more."""
    return (
        document("alpha-act", "2022", {"1(a)": "PUBLISHER'S QUOTABLE WORDS"}, ours=False),
        document("beta-code", "2018", {"1": "PUBLISHER'S WORDS"}, ours=False),
        document("beta-code", "2018", {"1": "PUBLISHER'S WORDS IN JAPANESE"}, language="ja", ours=False),
        document("open-paper", "v1.0", {"GP-1": "FREELY LICENSED WORDS"}, ours=False),
        document("open-paper", "v1.0", {"GP-1": "PUBLISHER'S FRENCH WORDS, NOT RESTATED"}, language="fr", ours=False),
    )


def atom(place: str, text: str, *capability: str, **facets: object) -> Requirement:
    edition, _, number = place.partition("/")
    work, _, name = edition.partition("@")
    plain = Requirement(
        source=work,
        edition=name,
        atom=number,
        text=text,
        sentence=1,
        kind="duty",
        modality="obligation",
        verb="shall",
        form="normative-sentence",
        text_status="operative",
        object="device",
        bearer=("manufacturer",),
        capability=capability,
    )
    return replace(plain, **facets)  # type: ignore[arg-type]  # the names are the fields' own


def requirements() -> tuple[Requirement, ...]:
    unique = Parameter("password.unique_per_device", "=", True)
    route = {"kind": "route", "modality": None, "alternative_of": "1(b)", "alternative_type": "any-of"}
    return (
        atom("alpha-act@2020/1(a)#1", "An older duty", "sdl.appropriate-security", generic=True),
        atom("alpha-act@2022/1(a)#1", "A reasonable feature is fitted", "sdl.appropriate-security", generic=True),
        atom(
            "alpha-act@2022/1(b)(1)#1",
            "Each device has its own password",
            "ida.default-credentials",
            satisfies=("1(a)",),
            effect="conclusive",
            condition=(Condition("authenticates-outside-lan"),),
            parameters=(unique,),
            **route,
        ),
        atom(
            "beta-code@2018/1#1",
            "No two devices share a password",
            "ida.default-credentials",
            verb="should",
            modality="recommendation",
            parameters=(unique,),
        ),
        atom(
            "beta-code@2018/2#1",
            "A public contact takes reports",
            "vul.reporting-channel",
            verb="should",
            modality="recommendation",
            status="unverified",
            bearer=("service-provider",),
        ),
        atom(
            "gamma-act@2019/1#1",
            "A reasonable feature is fitted",
            "sdl.appropriate-security",
            generic=True,
            bearer=("importer", "manufacturer"),
        ),
        atom(
            "open-paper@v1.0/GP-1#1",
            "Something is good",
            "sdl.appropriate-security",
            verb="should",
            valid_from=date(2020, 1, 1),
            valid_to=date(2023, 12, 31),
        ),
    )


def mappings() -> tuple[Mapping, ...]:
    alpha, beta, gamma = "alpha-act@2022/1(b)(1)#1", "beta-code@2018/1#1", "gamma-act@2019/1#1"
    how = "semapv:SemanticSimilarityThresholdMatching"
    return (
        Mapping(alpha, "intersects-with", beta, 0.9, how, 0.8, ("modality",), "The same password, in other words."),
        Mapping(gamma, "equal", "alpha-act@2022/1(a)#1", 0.4, how, 0.9, (), "The same feature."),
    )


def recognition(name: str, level: str, **more: object) -> Recognition:
    """Return a recognition of a label of alpha by the beta code."""
    label = Holding(jurisdiction="us-ca", source="alpha-act", edition="2022", levels=(level,))
    plain = Recognition(
        id=name,
        ways=(Way((label,)),),
        to=Target(jurisdiction="uk", source="beta-code", edition="2018"),
        satisfies=("1", "2"),
        pinned=True,
        effect="conclusive",
        elective=True,
        since=date(2023, 1, 1),
        state="in-force",
        legal_basis=Basis("the code itself", "beta-code@2018/1"),
        residual=("2",),
        grantor="uk",
        reciprocal=False,
        status="verified",
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # the names are the fields' own


def recognitions() -> tuple[Recognition, ...]:
    return (recognition("alpha-to-beta", "basic"), recognition("alpha-unproven", "basic", status="unverified"))


def goals() -> tuple[Goal, ...]:
    beta = {"market": "uk", "source": "beta-code", "edition": "2018", "level": None}
    alpha = {"market": "us-ca", "source": "alpha-act", "edition": "2022", "level": "basic"}
    return (
        Goal(**beta, asks=("1", "2"), action="follow the code", status="verified"),
        Goal(**alpha, asks=("1(a)",), action="obtain the label", status="verified"),
    )


def quads(settings: Settings, corpus: Corpus, found: list[Gap], clashes: list[Conflict]) -> Iterator[Quad]:
    yield from ontology_quads(settings.ontology)
    for lifting, records in (
        (lift.lift_source, corpus.sources),
        (lift.lift_document, corpus.documents),
        (lift.lift_document, published()),
        (lift.lift_requirement, corpus.requirements),
        (lift.lift_mapping, mappings()),
        (lift.lift_gap, found),
        (lift.lift_conflict, clashes),
        (lift.lift_recognition, recognitions()),
    ):
        for record in records:
            yield from lifting(record)  # type: ignore[operator]  # each takes records of its own kind


def write(settings: Settings, folder: Path) -> None:
    """Write the files of a release as a build leaves them."""
    folder.mkdir(parents=True)
    vocabulary = vocab.load(settings.ontology)
    corpus = Corpus(sources(), documents(), requirements(), AS_AT)
    codec.dump_lines(folder / release.SOURCES, corpus.sources, Source)
    codec.dump_lines(folder / release.DOCUMENTS, corpus.documents, Document)
    codec.dump_lines(folder / release.PUBLISHED, published(), Document)
    codec.dump_lines(folder / release.REQUIREMENTS, corpus.requirements, Requirement)
    schemes = {name: dict(concepts) for name, concepts in vocabulary.schemes.items()}
    codec.dump_one(folder / release.VOCABULARY, schemes, dict[str, dict[str, Concept]])
    sssom.write(mappings(), folder / release.MAPPINGS, sssom.SetFacts("https://example.org/set", VERSION))
    pairs = list(permutations(sorted({s.jurisdiction for s in corpus.sources}), 2))
    found = [gap for a, b in pairs for gap in gaps(corpus, vocabulary, a, b, AS_AT)]
    clashes = [clash for a, b in pairs if a < b for clash in conflicts(corpus, vocabulary, a, b, AS_AT)]
    codec.dump_lines(folder / release.GAPS, found, Gap)
    codec.dump_lines(folder / release.CONFLICTS, clashes, Conflict)
    changes = diff(corpus, vocabulary, "alpha-act@2020", "alpha-act@2022")
    codec.dump_lines(folder / release.CHANGES, changes, Change)
    codec.dump_lines(folder / release.RECOGNITIONS, recognitions(), Recognition)
    codec.dump_lines(folder / release.GOALS, goals(), Goal)
    triples = write_nquads(folder / release.GRAPH, quads(settings, corpus, found, clashes))
    store.build(folder / release.GRAPH, folder / release.STORE)
    manifest = {
        "version": VERSION,
        "as_at": AS_AT.isoformat(),
        "triples": triples,
        "licence": "https://example.org/licence",
    }
    (folder / release.MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose current release is the small one."""
    build = tmp_path_factory.mktemp("small")
    found = Settings().model_copy(update={"build": build})
    write(found, found.releases / VERSION)
    (found.releases / release.POINTER).symlink_to(VERSION)
    return found


@pytest.fixture(scope="session")
def client(small: Settings) -> Iterator[TestClient]:
    """A client of the application over the small release; redirects are not followed, errors are answered."""
    with TestClient(create_app(small), raise_server_exceptions=False, follow_redirects=False) as found:
        yield found
