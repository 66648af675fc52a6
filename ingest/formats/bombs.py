# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What a file would do to the native readers, told before they get it: they can neither be stopped nor survive it.

pdfium inflates a stream as far as it goes and aborts the process where memory ends; lexbor takes quadratic time over
nested elements and over the attributes of one.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Final

from comity.model.errors import DocumentError
from ingest.formats.limits import MAX_DEPTH, Deadline

# The largest stream of text or drawing in the files of this corpus inflates to less than 700,000 bytes.
MAX_STREAM: Final = 16_000_000
MAX_ATTRIBUTES: Final = 1_000

_STREAM: Final = re.compile(rb"stream\r?\n")
_FILTER: Final = re.compile(rb"/(FlateDecode|Fl|ASCII85Decode|A85|ASCIIHexDecode|AHx)(?![A-Za-z0-9])")
_IMAGE: Final = re.compile(rb"/Subtype\s*/Image(?![A-Za-z0-9])")
_DICTIONARY: Final = 4_096

_SKIPPED: Final = r"<!--.*?(?:-->|$)|<(?:script|style|textarea|title|template)\b.*?(?:</|$)"
_TAG: Final = re.compile(rf"{_SKIPPED}|<(/?)([a-z][^\s/>]*)([^>]*)", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE: Final = re.compile(r"[^\s\"'=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"']+))?")
_ENTITY: Final = re.compile(r"<!ENTITY\s", re.IGNORECASE)
# Elements that have no end tag, may go without one, or close their like nest by other rules.
_UNNESTED: Final = frozenset(
    {
        *("a", "area", "base", "body", "br", "caption", "col", "colgroup", "dd", "dt"),
        *("embed", "frame", "head", "hr", "html", "image", "img", "input", "keygen", "li"),
        *("link", "meta", "nobr", "optgroup", "option", "p", "param", "rp", "rt", "source"),
        *("tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr"),
    }
)


def check_streams(raw: bytes, name: str) -> None:
    """Refuse a PDF with a stream, images aside, that inflates to more than MAX_STREAM; raises DocumentError."""
    deadline = Deadline(name)
    for match in _STREAM.finditer(raw):
        deadline.check()
        head = raw[max(0, match.start() - _DICTIONARY) : match.start()]
        head = head[head.rfind(b" obj") + 1 :]
        if b"/F" not in head or _IMAGE.search(head):
            continue
        end = raw.find(b"endstream", match.end())
        data = raw[match.end() : end if end >= 0 else len(raw)]
        for code in _FILTER.findall(head) or [b"FlateDecode"]:  # a filter may be named in another object
            data = _decoded(data, code)
            if len(data) > MAX_STREAM:
                why = f"a stream that inflates to more than {MAX_STREAM:,} bytes"
                raise DocumentError(f"{name} byte {match.end()}", why, "save it anew from a PDF viewer")


def _decoded(data: bytes, code: bytes) -> bytes:
    """Return a little more than MAX_STREAM bytes at most, nothing where the data is damaged: pdfium tells of that."""
    try:
        if code in {b"FlateDecode", b"Fl"}:
            return zlib.decompressobj().decompress(data, MAX_STREAM + 1)
        if code in {b"ASCII85Decode", b"A85"}:
            return base64.a85decode(data.strip().removeprefix(b"<~").partition(b"~")[0])
        return binascii.unhexlify(b"".join(data.partition(b">")[0].split()))
    except (zlib.error, ValueError):
        return b""


def check_markup(text: str, name: str) -> None:
    """Refuse entities of a file's own, elements nested deeper than MAX_DEPTH and overlong tags; raises DocumentError.

    An end tag closes what stands above its element, as HTML has it; one without its element closes nothing.
    """
    if match := _ENTITY.search(text):
        why = "it declares entities of its own, which are not read"
        raise DocumentError(f"{name} character {match.start()}", why, "save it from a browser as HTML")
    nested: list[str] = []
    opened: Counter[str] = Counter()
    for at, is_end, tag, attributes in _tags(text):
        if len(attributes) > MAX_ATTRIBUTES and _count(attributes) > MAX_ATTRIBUTES:
            why = f"a tag of more than {MAX_ATTRIBUTES:,} attributes"
            raise DocumentError(f"{name} character {at}", why, "save the part of the page that holds the text")
        while is_end and opened[tag]:
            closed = nested.pop()
            opened[closed] -= 1
            if closed == tag:
                break
        is_whole = attributes.endswith("/") and (opened["svg"] or opened["math"])
        if not is_end and tag not in _UNNESTED and not is_whole:
            nested.append(tag)
            opened[tag] += 1
        if len(nested) > MAX_DEPTH:
            why = f"elements nested over {MAX_DEPTH} deep"
            raise DocumentError(f"{name} character {at}", why, "save the part of the page that holds the text")


def _tags(text: str) -> Iterator[tuple[int, bool, str, str]]:
    for match in _TAG.finditer(text):
        if match[2]:
            yield match.start(), bool(match[1]), match[2].casefold(), match[3]


def _count(attributes: str) -> int:
    return sum(1 for _ in _ATTRIBUTE.finditer(attributes))
