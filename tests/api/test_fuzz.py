# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Requests that nobody thought of, made from the OpenAPI description: none may break the server or its promises."""

from __future__ import annotations

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, seed, settings
from requests import Request
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from api.app import create_app
from comity.settings import Settings

pytestmark = pytest.mark.slow
SCHEMA = schemathesis.openapi.from_dict(create_app(Settings()).openapi())
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
OPERATIONS = {f"{found.ok().method.upper()} {found.ok().path}": found.ok() for found in SCHEMA.get_all_operations()}


@pytest.mark.parametrize("name", OPERATIONS)
def test_no_request_breaks_the_server(client: TestClient, name: str) -> None:
    @seed(1)
    @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=OPERATIONS[name].as_strategy())
    def holds(case: schemathesis.Case) -> None:
        wanted = Request(**case.as_transport_kwargs(base_url="http://testserver")).prepare()
        headers = dict(wanted.headers)
        response = client.request(wanted.method or "GET", wanted.url or "", headers=headers, content=wanted.body)
        case.validate_response(response, checks=CHECKS)
        assert response.status_code < 400 or response.headers["content-type"] == "application/problem+json"

    holds()
