# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Rows are counted while they are written, whatever the values hold and wherever a piece ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, Store

from comity.graph.rows import RowLimit, TooManyRowsError
from comity.graph.worker import TABLES

NASTY = ['a"b', "},{", "[{", "<result>", "x\ny", "\\", '\\"', '"', "", "],{\r\n"]


def table(values: list[str], media_type: str) -> bytes:
    store = Store()
    for number, value in enumerate(values):
        store.add(Quad(NamedNode(f"urn:x:{number}"), NamedNode("urn:x:p"), Literal(value)))
    format_: QueryResultsFormat = TABLES[media_type]
    return store.query("SELECT ?s ?o ?none { ?s ?p ?o }").serialize(format=format_) or b""


@pytest.mark.parametrize("media_type", sorted(TABLES))
@given(values=st.lists(st.sampled_from(NASTY), max_size=8), piece=st.integers(1, 40))
def test_exactly_the_allowed_rows_pass(media_type: str, values: list[str], piece: int) -> None:
    data = table(values, media_type)
    pieces = [data[start : start + piece] for start in range(0, len(data), piece)]
    whole = RowLimit(media_type, len(values))
    for part in pieces:
        whole.write(part)
    assert whole.getvalue() == data
    if values:
        short = RowLimit(media_type, len(values) - 1)
        with pytest.raises(TooManyRowsError):
            for part in pieces:
                short.write(part)
