# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""From a file to a Document: reader by media type, parser by source id, counts checked against the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from comity.model.document import Block, Clause, Document
from comity.model.errors import DocumentError, ExpectationError, RecordError
from comity.model.source import Edition, Source
from ingest import formats


class SourceParser(Protocol):
    """What a module of ingest.sources offers: pure, blocks in and clauses out."""

    def parse(self, blocks: Sequence[Block]) -> Iterator[Clause]:
        """Yield the clauses in document order."""


def restatement_path(corpus: Path, source: Source, edition: Edition, language: str) -> Path:
    """Return where our restatement of an edition stands."""
    return edition_folder(corpus, source, edition) / f"restatement.{language}.md"


def edition_folder(corpus: Path, source: Source, edition: Edition) -> Path:
    """Return the corpus folder of an edition."""
    return corpus / source.jurisdiction / source.id / edition.id


def parse_restatement(corpus: Path, source: Source, edition: Edition, language: str) -> Document:
    """Parse our restatement of one edition in one language."""
    path = restatement_path(corpus, source, edition, language)
    return _parse([path], source, edition, language, is_restatement=True)


def parse_published(paths: Sequence[Path], source: Source, edition: Edition, language: str) -> Document:
    """Parse the publisher's files of one edition and language, in the order given, as one document.

    Raises DocumentError or ExpectationError naming file and place.
    """
    return _parse(paths, source, edition, language, is_restatement=False)


def _parse(
    paths: Sequence[Path],
    source: Source,
    edition: Edition,
    language: str,
    *,
    is_restatement: bool,
) -> Document:
    blocks: list[Block] = []
    for path in paths:
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise DocumentError(str(path), f"cannot be read: {error.strerror}") from error
        blocks += formats.read(raw, path.name, formats.media_type_of(path.name))
    clauses = tuple(_parser(source.id).parse(blocks))
    _check_count(" and ".join(str(path) for path in paths), edition, clauses)
    return Document(source.id, edition.id, language, is_restatement, clauses)


def _parser(source_id: str) -> SourceParser:
    name = f"ingest.sources.{source_id.replace('-', '_')}"
    try:
        module: object = import_module(name)
    except ModuleNotFoundError as error:
        raise RecordError(source_id, f"no parser module {name}", "add one with a function parse(blocks)") from error
    return cast(SourceParser, module)


def _check_count(place: str, edition: Edition, clauses: tuple[Clause, ...]) -> None:
    found = [clause.id for clause in clauses if clause.is_provision]
    if len(found) != edition.expect.provisions:
        why = f"{len(found)} provisions found, but source.yml expects {edition.expect.provisions}"
        raise ExpectationError(place, why, f"found: {', '.join(found[:12])}{' …' if len(found) > 12 else ''}")
    doubled = sorted(name for name, count in Counter(clause.id for clause in clauses).items() if count > 1)
    if doubled:
        raise ExpectationError(place, f"clause {doubled[0]} was found twice")
