# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What every room's tests share: one real release, built once for all workers of a run."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from comity.release import Release, open_current
from comity.settings import Settings
from pipeline.run import build


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Settings:
    """The repository's own corpus and ontology, with a build folder of this test run."""
    base = tmp_path_factory.getbasetemp()
    folder = base if worker_id == "master" else base.parent
    return Settings().model_copy(update={"build": folder / "build"})


@pytest.fixture(scope="session")
def release(settings: Settings) -> Release:
    """The real release: real corpus, real model, every stage."""
    settings.build.mkdir(parents=True, exist_ok=True)
    with (settings.build / "tests.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        build(settings)
    return open_current(settings)


@pytest.fixture
def copied(tmp_path: Path) -> Settings:
    """A copy of the corpus and the ontology that a test may damage, with a build folder of its own."""
    from shutil import copytree

    known = Settings()
    copytree(known.corpus, tmp_path / "corpus", ignore=lambda *_: ["originals"])
    copytree(known.ontology, tmp_path / "ontology")
    update = {name: tmp_path / name for name in ("corpus", "ontology", "build")}
    return known.model_copy(update=update)
