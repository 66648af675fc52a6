# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The application: made by a factory, so that a test and a server each have their own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from typing import Final

from fastapi import APIRouter, FastAPI
from jinja2 import Environment
from starlette.middleware.cors import CORSMiddleware

from api import pages, problems
from api.book import Book
from api.deps import State
from api.edge import Edge
from api.openapi import describer
from api.routes import (
    applicability,
    capabilities,
    changes,
    citations,
    findings,
    jurisdictions,
    linked,
    mappings,
    provisions,
    recognitions,
    requirements,
    sources,
    sparql,
)
from api.routes import pages as page_routes
from api.schemas.common import NOTICE
from comity.graph.runner import Limits, QueryRunner
from comity.graph.store import GraphStore
from comity.release import open_current
from comity.settings import Settings

# The resources of /api/v1, in the order of the documentation.
RESOURCES: Final = (
    jurisdictions.router,
    sources.router,
    provisions.router,
    requirements.router,
    capabilities.router,
    mappings.router,
    findings.gaps,
    findings.conflicts,
    changes.router,
    citations.router,
    recognitions.recognitions,
    recognitions.plans,
    findings.lookalikes,
    applicability.router,
)


def create_app(settings: Settings) -> FastAPI:
    """Return the application over the current release, which is opened when it starts and held until it ends."""
    templates = pages.environment()
    app = FastAPI(
        title="Comity",
        version=version("comity"),
        summary="IoT security rules across jurisdictions",
        description=f"{pages.PURPOSE} {NOTICE}",
        lifespan=_lifespan(settings, templates),
        docs_url=None,
        redoc_url=None,
    )
    rest = APIRouter(prefix="/api/v1")
    for router in RESOURCES:
        rest.include_router(router)
    for router in (rest, sparql.router, linked.router, page_routes.router):
        app.include_router(router)
    problems.install(app)
    app.openapi = describer(app)  # type: ignore[method-assign]  # the way that FastAPI documents
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["*"],
        expose_headers=["ETag", "Link"],
    )
    app.add_middleware(Edge, style=pages.style_hash(templates))
    return app


def _lifespan(settings: Settings, templates: Environment) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return what opens the release and starts the query workers, and in the end closes them."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        release = open_current(settings)
        book, union = Book.open(release), settings.union_default_graph
        graph = GraphStore.open(release.store_folder, settings.ontology / "queries", union_default_graph=union)
        templates.globals["book"] = book
        limits = Limits(settings.query_seconds, settings.query_rows, settings.query_megabytes)
        with QueryRunner(release.store_folder, limits, union_default_graph=union) as runner:
            app.state.comity = State(settings, book, graph, runner, templates)
            yield

    return lifespan
