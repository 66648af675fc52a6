# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The OpenAPI description: committed, true, and complete in what it says of errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.app import create_app
from comity.settings import Settings

COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"


@pytest.fixture(scope="module")
def described() -> dict[str, object]:
    return create_app(Settings()).openapi()


def test_the_committed_description_is_the_applications(described: dict[str, object]) -> None:
    text = json.dumps(described, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    held = COMMITTED.read_text(encoding="utf-8") if COMMITTED.is_file() else ""
    way_out = "rewrite it and read the difference: python -m api.openapi > docs/openapi.json"
    assert held == text, f"{COMMITTED.name} is missing or differs; {way_out}"


def test_every_operation_tells_its_problems(described: dict[str, object]) -> None:
    paths = described["paths"]
    assert isinstance(paths, dict)
    operations = [operation for methods in paths.values() for operation in methods.values()]
    assert len(operations) > 15
    for operation in operations:
        assert operation["description"]
        for status in ("400", "404", "406", "422"):
            assert list(operation["responses"][status]["content"]) == ["application/problem+json"]
    assert len({operation["operationId"] for operation in operations}) == len(operations)


def test_every_list_tells_its_table_and_its_window(described: dict[str, object]) -> None:
    paths = described["paths"]
    assert isinstance(paths, dict)
    lists = ["jurisdictions", "sources", "provisions", "requirements", "capabilities", "mappings"]
    lists += ["gaps", "conflicts", "changes", "citations", "lookalikes"]
    for name in lists:
        operation = paths[f"/api/v1/{name}"]["get"]
        assert set(operation["responses"]["200"]["content"]) == {"application/json", "text/csv"}
        assert {"limit", "offset", "format"} <= {parameter["name"] for parameter in operation["parameters"]}
