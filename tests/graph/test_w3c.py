# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The W3C SPARQL 1.1 test suite, where it is at hand: what may not leave or write is refused, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from comity.graph.query_error import QueryError, Reason
from comity.graph.sparql_text import prepare
from comity.settings import Settings

SUITE = Settings().w3c
pytestmark = pytest.mark.skipif(SUITE is None, reason="COMITY_W3C is not set: no W3C suite at hand")


def files(suffix: str) -> list[Path]:
    assert SUITE is not None
    found = sorted(SUITE.rglob(f"*.{suffix}"))
    assert len(found) > 50, f"{SUITE} does not look like the W3C suite"
    return found


def refused(text: str) -> bool:
    try:
        prepare(text)
    except QueryError as error:
        return error.reason is Reason.REFUSED
    return False


def readable(text: str) -> bool:
    """True when the engine can read the query; what it then finds does not matter here."""
    try:
        Store().query(text, base_iri="http://example.org/")
    except SyntaxError:
        return False
    except (OSError, RuntimeError, ValueError):
        return True
    return True


def test_no_query_of_the_suite_is_refused_but_for_a_service() -> None:
    wrong = []
    for path in files("rq"):
        text = path.read_text(encoding="utf-8")
        asks_elsewhere = "service" in path.parts or "service" in text.casefold()
        if not asks_elsewhere and readable(text) and refused(text):
            wrong.append(str(path))
    assert wrong == []


def test_every_service_of_the_suite_is_refused() -> None:
    assert SUITE is not None
    found = [path for path in sorted((SUITE / "service").glob("*.rq")) if path.is_file()]
    if not found:
        pytest.skip("the suite at hand has no folder service")
    assert [str(path) for path in found if not refused(path.read_text(encoding="utf-8"))] == []


def test_no_update_of_the_suite_gets_through() -> None:
    through = []
    for path in files("ru"):
        text = path.read_text(encoding="utf-8")
        if not refused(text) and readable(text):
            through.append(str(path))
    assert through == []
