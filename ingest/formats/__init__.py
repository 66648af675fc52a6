# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Readers: bytes to anchored blocks, one reader per media type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from comity.model.document import Block
from comity.model.errors import DocumentError
from ingest.formats import html, markdown, pdf, plain
from ingest.formats.limits import MAX_BYTES, MAX_TEXT_BYTES, Deadline, check_size

Reader = Callable[[bytes, str], Iterator[Block]]

FORMATS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "application/pdf": pdf.read,
        "text/html": html.read,
        "text/markdown": markdown.read,
        "text/plain": plain.read,
    }
)
_SUFFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".htm": "text/html",
        ".html": "text/html",
        ".md": "text/markdown",
        ".pdf": "application/pdf",
        ".txt": "text/plain",
        ".xhtml": "text/html",
    }
)
_SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "rich text"),
)
_HTML: Final = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_KNOWN: Final = f"read are {', '.join(sorted(_SUFFIXES))}"


def media_type_of(name: str) -> str:
    """Return the media type that a file name's suffix stands for; raises DocumentError when it is unknown."""
    suffix = PurePosixPath(name).suffix.casefold()
    if suffix not in _SUFFIXES:
        raise DocumentError(name, f"no reader for the suffix {suffix or '(none)'}", _KNOWN)
    return _SUFFIXES[suffix]


def read(raw: bytes, name: str, media_type: str) -> tuple[Block, ...]:
    """Read a file into blocks in reading order; raises DocumentError naming file, place and way out."""
    kind = media_type.partition(";")[0].strip().casefold()
    if kind not in FORMATS:
        raise DocumentError(name, f"no reader for {media_type}", f"read are {', '.join(sorted(FORMATS))}")
    check_size(raw, name, MAX_BYTES if kind == "application/pdf" else MAX_TEXT_BYTES)
    check_kind(raw, name, kind)
    deadline = Deadline(name)
    blocks: list[Block] = []
    for block in FORMATS[kind](raw, name):
        deadline.check()
        blocks.append(block)
    if not any(block.text for block in blocks):
        raise DocumentError(name, "no text in it", "is it the right file?")
    return tuple(blocks)


def check_kind(raw: bytes, name: str, kind: str) -> None:
    """Compare the first bytes with what the media type claims; raises DocumentError saying what the file is."""
    found = _sniff(raw)
    if kind == "application/pdf" and found != "application/pdf":
        raise DocumentError(f"{name} byte 0", f"not a PDF: it begins like {found or 'none'}", _rename(found))
    if kind != "application/pdf" and found not in {None, "text/html"}:
        raise DocumentError(f"{name} byte 0", f"not {kind}: it begins like {found}", _rename(found))
    if kind in {"text/plain", "text/markdown"} and found == "text/html":
        raise DocumentError(f"{name} byte 0", f"not {kind}: it begins like {found}", _rename(found))


def _sniff(raw: bytes) -> str | None:
    head = raw[:1024]
    if b"%PDF-" in head:
        return "application/pdf"
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "text/html"
    return next((label for signature, label in _SIGNATURES if head.startswith(signature)), None)


def _rename(found: str | None) -> str:
    suffix = next((suffix for suffix, kind in sorted(_SUFFIXES.items()) if kind == found), None)
    return f"give it the suffix {suffix}" if suffix else "export it as PDF, HTML or text"
