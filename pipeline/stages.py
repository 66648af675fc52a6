# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The stages of a build, each from files to files; what a stage depends on is declared, so that it can be skipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pipeline import steps
from pipeline.steps import Place

# Groups of input files, as patterns below the folder that the setting of the same name points at.
DATA: Final[Mapping[str, tuple[str, str]]] = {
    "schemes": ("ontology", "schemes/**/*.ttl"),
    "ontology": ("ontology", "**/*"),
    "alignments": ("ontology", "align/*.ttl"),
    "tables": ("ontology", "tables/*"),
    "records": ("corpus", "*/*/source.yml"),
    "instruments": ("corpus", "*/*/instrument.yml"),
    "release": ("corpus", "release.yml"),
    "recognitions": ("corpus", "recognitions.yml"),
    "restatements": ("corpus", "*/*/*/restatement.*.md"),
    "facets": ("corpus", "*/*/*/facets.yml"),
    "readings": ("corpus", "*/*/*/readings/*.yml"),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: what it runs, the stages and data that it reads, and the packages whose code decides its result."""

    name: str
    run: Callable[[Place], None]
    needs: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    code: tuple[str, ...] = ("comity/model", "comity/codec.py")
    besides: Callable[[Place], str] | None = field(default=None)


STAGES: Final = (
    Stage("vocabulary", steps.vocabulary, data=("schemes",)),
    Stage(
        "catalog",
        steps.catalog,
        needs=("vocabulary",),
        data=("records", "instruments", "release"),
        code=("comity/model", "ingest"),
    ),
    Stage(
        "parse",
        steps.parse,
        needs=("vocabulary", "catalog"),
        data=("alignments", "restatements", "recognitions"),
        code=("comity/model", "ingest"),
    ),
    Stage(
        "published",
        steps.published,
        needs=("catalog",),
        code=("comity/model", "ingest"),
        besides=steps.files_at_hand,
    ),
    Stage("facets", steps.facets, needs=("parse",), data=("facets",), code=("comity/model", "ingest")),
    Stage("readings", steps.readings, needs=("facets",), data=("readings",), code=("comity/model", "ingest")),
    Stage("align", steps.align, needs=("facets",), code=("comity/model", "comity/align"), besides=steps.model_name),
    Stage("analyse", steps.analyse, needs=("facets",), data=("tables",), code=("comity/model", "comity/analyse")),
    Stage(
        "lift",
        steps.lift,
        needs=("facets", "published", "align", "analyse"),
        data=("ontology",),
        code=("comity/model", "comity/graph"),
    ),
    Stage("validate", steps.validate, needs=("lift",), data=("ontology",), code=("comity/graph",)),
    Stage("reason", steps.reason, needs=("facets",), data=("ontology",), code=("comity/graph",), besides=steps.java),
    Stage("store", steps.store, needs=("lift",), code=("comity/graph",)),
)
