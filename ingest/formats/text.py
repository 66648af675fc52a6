# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Bytes to text, strictly: what is not UTF-8 is refused, since a wrong guess would change words of law."""

from __future__ import annotations

import codecs
from typing import Final

from comity.model.errors import DocumentError

_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WAY_OUT: Final = "save it as UTF-8"


def decode(raw: bytes, name: str) -> str:
    """Return the text with LF line ends and no byte order mark; offsets in anchors count its characters.

    Raises DocumentError naming the byte that is not UTF-8.
    """
    if raw.startswith(_UTF16):
        raise DocumentError(name, "the text is UTF-16", _WAY_OUT)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = f"0x{raw[error.start]:02x}"
        raise DocumentError(f"{name} byte {error.start}", f"{byte} is not UTF-8", _WAY_OUT) from error
    if "\x00" in text:
        raise DocumentError(f"{name} character {text.index(chr(0))}", "a NUL character, so this is no text", _WAY_OUT)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def collapse(text: str) -> str:
    """Return the text with every run of white space made one blank, and none at the ends."""
    return " ".join(text.split())
