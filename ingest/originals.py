# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Publishers' files on this machine: where they lie, which one a file is, and how one is put in its place.

They never enter the repository; the folder is the setting ``originals``, else ``originals`` inside the corpus, which
version control ignores.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from comity.model.errors import DocumentError, NotFoundError, RequestError
from comity.model.source import Edition, PublisherFile, Source
from comity.settings import Settings
from ingest import formats

FOLDER = "originals"


@dataclass(frozen=True, slots=True)
class Placed:
    """A publisher's file in its place; ``is_recorded`` is None where the record holds no hash to compare with.

    ``kept`` is where an earlier file of that name was put aside, None where there was none or it was the same.
    """

    path: Path
    sha256: str
    is_recorded: bool | None
    kept: Path | None = None


def folder(settings: Settings) -> Path:
    """Return where publishers' files lie, whether or not the folder exists."""
    return settings.originals if settings.originals is not None else settings.corpus / FOLDER


def at_hand(settings: Settings, source: Source, edition: Edition, language: str) -> list[Path]:
    """Return the files of an edition in a language, in the order of its record, if all of them are here, else none."""
    held = [place(settings, source, file) for file in edition.files if file.language == language]
    return held if all(path.is_file() for path in held) else []


def place(settings: Settings, source: Source, file: PublisherFile) -> Path:
    """Return where a publisher's file belongs."""
    return folder(settings) / source.id / file.name


def add(settings: Settings, source: Source, edition: Edition, path: Path, name: str | None = None) -> Placed:
    """Take a file from disk as one of an edition's files: the one named, else the one that its hash or name tells.

    Raises DocumentError where the file cannot be read as what it claims to be, and RequestError or NotFoundError where
    it is not clear which of the edition's files it is.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DocumentError(str(path), f"cannot be read: {error.strerror}", "give the path of a file") from error
    file = _which(source, edition, path, sha256(raw).hexdigest(), name)
    formats.read(raw, path.name, file.media_type)
    return put(raw, place(settings, source, file), file)


def put(raw: bytes, target: Path, file: PublisherFile) -> Placed:
    """Write a file into its place in one step; another file that stands there is put aside under its hash."""
    digest = sha256(raw).hexdigest()
    kept = _put_aside(target, digest)
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = target.with_name(f".{target.name}.{os.getpid()}")
    scratch.write_bytes(raw)
    scratch.replace(target)
    return Placed(target, digest, digest == file.sha256 if file.sha256 else None, kept)


def _put_aside(target: Path, digest: str) -> Path | None:
    if not target.is_file():
        return None
    before = sha256(target.read_bytes()).hexdigest()
    if before == digest:
        return None
    kept = target.with_name(f"{target.stem}.{before[:8]}{target.suffix}")
    target.replace(kept)
    return kept


def _which(source: Source, edition: Edition, path: Path, digest: str, name: str | None) -> PublisherFile:
    place = f"{source.id}@{edition.id}"
    names = ", ".join(file.name for file in edition.files)
    if not edition.files:
        raise RequestError(
            place, "source.yml names no file of this edition", "add one under files, with its media type"
        )
    if name is not None:
        chosen = [file for file in edition.files if file.name == name]
        if not chosen:
            raise NotFoundError(name, f"no file of {place} has this name", f"its files: {names}")
        return chosen[0]
    kind = formats.media_type_of(path.name)
    for found in (
        [file for file in edition.files if file.sha256 == digest],
        [file for file in edition.files if file.name == path.name],
        [file for file in edition.files if file.media_type == kind],
    ):
        if len(found) == 1:
            return found[0]
    raise RequestError(str(path), f"it is not clear which file of {place} this is", f"say --as with one of: {names}")


def languages(edition: Edition) -> Sequence[str]:
    """Return the languages of an edition's files, sorted."""
    return sorted({file.language for file in edition.files})
