# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Readers on arbitrary bytes: they parse or raise DocumentError, and anchors stay in order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.model.document import Block
from comity.model.errors import DocumentError
from ingest import formats
from ingest.segment import sentences

PIECES = st.sampled_from(
    [
        *(b"<p>", b"</p>", b"<div>", b"<table><tr><td>", b"<!--", b"-->", b"<script>", b"&amp;", b"&#0;", b"<br>"),
        *(
            b"# h\n",
            b"\n\n",
            b"- i\n",
            b"1) x\n",
            b"| a | b |\n|---|---|\n",
            b"```\n",
            b"> q\n",
            b"[a](b)",
            b"(a) ",
            b"\\",
        ),
        *(b"%PDF-1.7\n", b"1 0 obj\n<<>>\nendobj\n", b"xref\n", b"trailer\n<<>>\n", b"startxref\n0\n", b"%%EOF\n"),
        *(b"e.g. ", "\u00e9\u3042".encode(), b"\xff\xfe", b"\x00", b"\r\n", b"\x0c", b"No. 4. "),
    ]
)
SOUP = st.one_of(st.binary(max_size=200), st.lists(PIECES | st.binary(max_size=8), max_size=40).map(b"".join))


def check(blocks: Sequence[Block]) -> None:
    for block in blocks:
        assert 0 <= block.anchor.start <= block.anchor.end
        assert block.text == block.text.strip()
    found = sentences(blocks)
    assert [sentence.ordinal for sentence in found] == list(range(1, len(found) + 1))
    assert all(sentence.text for sentence in found)


@pytest.mark.parametrize("name", ["law.pdf", "law.html", "law.md", "restatement.en.md", "law.txt"])
@settings(max_examples=60, deadline=None, derandomize=True)
@given(raw=SOUP)
def test_a_reader_parses_or_refuses(name: str, raw: bytes) -> None:
    try:
        blocks = formats.read(raw, name, formats.media_type_of(name))
    except DocumentError as error:
        assert error.place.startswith(name)
        assert error.why
    else:
        check(blocks)
