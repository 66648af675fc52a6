# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Lay out the files of a new source: a record that claims nothing, empty readings and facets, a plain parser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from comity.model.errors import RequestError
from comity.model.vocab import Vocabulary

_BLANK: Final = Path(__file__).with_name("blank")
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EDITION: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# Kinds of instrument that bind by themselves; a scheme can bind some classes, which instrument.yml says.
_BINDS: Final = frozenset(
    {"statute", "delegated-legislation", "directly-applicable-regulation", "licence-condition", "compulsory-scheme"}
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new source is called and what kind of instrument it is."""

    id: str
    jurisdiction: str
    title: str
    force: str
    edition: str
    published: date
    language: str = "en"


def lay_out(wanted: Wanted, corpus: Path, parsers: Path, vocabulary: Vocabulary) -> tuple[Path, ...]:
    """Write the files of a new source and return their paths; nothing that exists is touched.

    Raises RequestError for an id or edition of the wrong form or an id that is taken, and NotFoundError for an unknown
    jurisdiction or legal force.
    """
    _check(wanted, corpus, vocabulary)
    files = dict(_files(wanted, corpus, parsers))
    taken = [path for path in files if path.exists()]
    if taken:
        raise RequestError(str(taken[0]), "is there already", "choose another id, or remove it")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return tuple(files)


def _check(wanted: Wanted, corpus: Path, vocabulary: Vocabulary) -> None:
    if not _ID.fullmatch(wanted.id):
        raise RequestError(wanted.id, "is no id", "use small letters, digits and single hyphens, such as xx-act-2026")
    if not _EDITION.fullmatch(wanted.edition):
        raise RequestError(wanted.edition, "is no id of an edition", "use letters, digits, dots and hyphens")
    if not wanted.title.strip() or '"' in wanted.title or "\n" in wanted.title:
        raise RequestError(wanted.title, "is no title", "give it in one line, without double quotes")
    vocabulary.concept("jurisdiction", wanted.jurisdiction)
    vocabulary.concept("legal-force", wanted.force)
    held = sorted(corpus.glob(f"*/{wanted.id}"))
    if held:
        raise RequestError(wanted.id, f"is taken: {held[0]}", "choose another id")


def _files(wanted: Wanted, corpus: Path, parsers: Path) -> Iterator[tuple[Path, str]]:
    said: Mapping[str, str] = {
        "id": wanted.id,
        "jurisdiction": wanted.jurisdiction,
        "title": wanted.title.strip(),
        "force": wanted.force,
        "binding": str(wanted.force in _BINDS).lower(),
        "edition": wanted.edition,
        "published": wanted.published.isoformat(),
        "language": wanted.language,
    }
    work = corpus / wanted.jurisdiction / wanted.id
    edition = work / wanted.edition
    yield work / "source.yml", _fill("source.yml", said)
    yield edition / f"restatement.{wanted.language}.md", _fill("restatement.md", said)
    yield edition / "facets.yml", _fill("facets.yml", said)
    for reading in ("first", "second"):
        yield edition / "readings" / f"{reading}.yml", _fill("reading.yml", {**said, "reading": reading})
    yield parsers / f"{wanted.id.replace('-', '_')}.py", _fill("parser.txt", said)


def _fill(name: str, said: Mapping[str, str]) -> str:
    text = (_BLANK / name).read_text(encoding="utf-8")
    return text.format(**said) if "{" in text else text
