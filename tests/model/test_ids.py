# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What the ids of clauses tell of each other."""

from __future__ import annotations

import pytest

from comity.model import ids


@pytest.mark.parametrize(
    ("clause", "part", "told"),
    [("13", "13", True), ("13(2)", "13", True), ("13/2", "13", True), ("5.1-2", "5.1", True), ("130", "13", False)],
)
def test_a_clause_stands_in_a_part_only_where_its_id_goes_on_with_a_mark(clause: str, part: str, told: bool) -> None:
    assert ids.is_within(clause, part) is told
