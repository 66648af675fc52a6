# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A release: a folder written once, opened read-only, and pointed at by ``current``."""

from __future__ import annotations

import json
from collections.abc import Mapping as ReadMapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from comity import codec
from comity.align import sssom
from comity.model.corpus import Corpus
from comity.model.document import Document
from comity.model.errors import NotFoundError
from comity.model.finding import Change, Conflict, Gap
from comity.model.mapping import Mapping
from comity.model.recognition import Goal, Recognition, Recognitions
from comity.model.requirement import Requirement
from comity.model.source import Source
from comity.model.vocab import Concept, Vocabulary
from comity.settings import Settings

SOURCES: Final = "sources.jsonl"
DOCUMENTS: Final = "documents.jsonl"
PUBLISHED: Final = "published.jsonl"
REQUIREMENTS: Final = "requirements.jsonl"
RECOGNITIONS: Final = "recognitions.jsonl"
GOALS: Final = "goals.jsonl"
VOCABULARY: Final = "vocabulary.json"
MAPPINGS: Final = "mappings.sssom.tsv"
GAPS: Final = "gaps.jsonl"
CONFLICTS: Final = "conflicts.jsonl"
CHANGES: Final = "changes.jsonl"
GRAPH: Final = "graph.nq"
STORE: Final = "store"
MANIFEST: Final = "manifest.json"
POINTER: Final = "current"


@dataclass(frozen=True)
class Release:
    """An open release; its parts are read when first asked for and kept."""

    path: Path

    @cached_property
    def manifest(self) -> ReadMapping[str, Any]:
        """The manifest: version, date, inputs with hashes, model revision, counts."""
        data: ReadMapping[str, Any] = json.loads((self.path / MANIFEST).read_text(encoding="utf-8"))
        return data

    @property
    def version(self) -> str:
        """The version, which is a hash of the inputs."""
        return str(self.manifest["version"])

    @property
    def as_at(self) -> date:
        """The date that stored findings are for."""
        return date.fromisoformat(self.manifest["as_at"])

    @cached_property
    def corpus(self) -> Corpus:
        """Sources, restated documents and requirements."""
        return Corpus(
            sources=tuple(codec.load_lines(self.path / SOURCES, Source)),
            documents=tuple(codec.load_lines(self.path / DOCUMENTS, Document)),
            requirements=tuple(codec.load_lines(self.path / REQUIREMENTS, Requirement)),
            as_at=self.as_at,
        )

    @cached_property
    def published(self) -> tuple[Document, ...]:
        """Publishers' own texts, in a release that was made to hold them; what may leave says each source's licence."""
        return tuple(codec.load_lines(self.path / PUBLISHED, Document))

    @cached_property
    def recognitions(self) -> Recognitions:
        """What counts elsewhere, and what markets ask."""
        return Recognitions(
            tuple(codec.load_lines(self.path / RECOGNITIONS, Recognition)),
            tuple(codec.load_lines(self.path / GOALS, Goal)),
        )

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The closed vocabularies of the release."""
        return Vocabulary(codec.load_one(self.path / VOCABULARY, dict[str, dict[str, Concept]]))

    @cached_property
    def mappings(self) -> tuple[Mapping, ...]:
        """Mappings between requirements."""
        return sssom.read(self.path / MAPPINGS)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Stored gaps, for the release's date and no profile."""
        return tuple(codec.load_lines(self.path / GAPS, Gap))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Stored conflicts, for the release's date and no profile."""
        return tuple(codec.load_lines(self.path / CONFLICTS, Conflict))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What became of each provision between the editions that follow one another."""
        return tuple(codec.load_lines(self.path / CHANGES, Change))

    @property
    def graph_file(self) -> Path:
        """The whole graph as sorted N-Quads."""
        return self.path / GRAPH

    @property
    def store_folder(self) -> Path:
        """The embedded store's folder."""
        return self.path / STORE


def open_current(settings: Settings) -> Release:
    """Open the release that ``current`` points at; NotFoundError says how to make one."""
    pointer = settings.releases / POINTER
    if not (pointer / MANIFEST).is_file():
        raise NotFoundError(str(pointer), "there is no release yet", "run: comity build")
    return Release(pointer.resolve())
