# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A small corpus of four works in three jurisdictions, and an embedder that needs no model."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from comity.align.knowledge import Knowledge, knowledge
from comity.model import vocab
from comity.model.corpus import Corpus
from comity.model.document import Anchor, Clause, Document
from comity.model.requirement import Parameter, Requirement
from comity.model.source import Dates, Edition, Expectation, Extent, Force, Licence, Source
from comity.model.vocab import Vocabulary

ROOT = Path(__file__).resolve().parents[2]
STRENGTH, TIMELINESS = ("ida.credential-strength",), ("upd.timeliness",)
PLACE = Anchor("restatement.en.md", None, 0, 1)


@dataclass(frozen=True)
class FakeEmbedder:
    """Texts that share words lie near to each other: a hashed bag of words, the same on every machine."""

    revision: str = "fake@1"
    dimensions: int = 64

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.casefold()):
                rows[row, hashlib.sha256(word.encode()).digest()[0] % self.dimensions] += 1
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(length, 1), dtype=np.float32)


BASE = Requirement(
    source="a-act",
    edition="2020",
    atom="1#1",
    text="The maker gives every device a password of its own.",
    sentence=1,
    kind="duty",
    modality="obligation",
    verb="shall",
    form="normative-sentence",
    text_status="operative",
    object="device",
    bearer=("manufacturer",),
    capability=("ida.default-credentials",),
)


def source(name: str, jurisdiction: str, edition: str) -> Source:
    return Source(
        id=name,
        title=(("en", name),),
        short_title=(("en", name),),
        jurisdiction=jurisdiction,
        language="en",
        force=Force("statute", binding=True, basis="stated-in-the-text"),
        licence=Licence("CC-BY-4.0", "none"),
        editions=(Edition(edition, edition, Dates(), Extent("whole"), Expectation(1, 1)),),
    )


def clause(name: str, title: str, parent: str | None = None) -> Clause:
    return Clause(name, name, title, parent, "operative", True, (), PLACE)


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return vocab.load(ROOT / "ontology")


@pytest.fixture(scope="session")
def known(vocabulary: Vocabulary) -> Knowledge:
    return knowledge(vocabulary)


@pytest.fixture(scope="session")
def embedder() -> FakeEmbedder:
    return FakeEmbedder()


@pytest.fixture(scope="session")
def duty() -> Callable[..., Requirement]:
    """Make a duty of the first work, with the facets that a test names."""
    return lambda **facets: replace(BASE, **facets)


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    unique = (Parameter("password.unique_per_device", "=", True),)
    b, c, d = replace(BASE, source="b-act"), replace(BASE, source="c-code"), replace(BASE, source="a-guide")
    requirements = (
        replace(BASE, parameters=unique),
        replace(BASE, atom="2#1", text="The maker installs updates without delay.", capability=TIMELINESS),
        replace(BASE, atom="3#1", text="A password is a secret.", kind="definition", modality=None),
        replace(b, text="Each device shall have a password of its own.", parameters=unique),
        replace(b, atom="2(a)#1", text="The maker may give updates.", kind="route", modality=None, capability=()),
        replace(
            b, atom="2(b)#1", text="The password of a device shall be long.", capability=("ida.credential-strength",)
        ),
        replace(
            c, text="Updates should come without delay.", modality="recommendation", capability=("upd.timeliness",)
        ),
        replace(d, text="The maker gives every device a password of its own.", parameters=unique),
    )
    works = (("a-act", "aa"), ("a-guide", "aa"), ("b-act", "bb"), ("c-code", "cc"))
    documents = [
        Document(name, "2020", "en", True, (clause("1", f"Rule of {name}"), clause("2", ""), clause("3", "")))
        for name in ("a-act", "a-guide", "c-code")
    ]
    parts = (clause("1", ""), clause("2", "Updates"), clause("2(a)", "", "2"), clause("2(b)", "Strength", "2"))
    documents.append(Document("b-act", "2020", "en", True, parts))
    sources = tuple(source(name, jurisdiction, "2020") for name, jurisdiction in works)
    return Corpus(sources, tuple(documents), requirements, date(2026, 1, 1))
