# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What every room's tests share: one real release, built once for all workers of a run."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable
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


def copy_of_three(folder: Path) -> Settings:
    """Copy three small sources and the ontology into a folder, with a build folder beside them."""
    known = Settings()
    (folder / "corpus").mkdir(parents=True)
    shutil.copy(known.corpus / "release.yml", folder / "corpus")
    for part in ("uk/uk-cop-2018", "us-ca", "us-or"):
        shutil.copytree(known.corpus / part, folder / "corpus" / part)
    shutil.copytree(known.ontology, folder / "ontology")
    return known.model_copy(update={name: folder / name for name in ("corpus", "ontology", "build")})


@pytest.fixture
def copied(tmp_path: Path) -> Settings:
    """A copy of part of the data that a test may damage."""
    return copy_of_three(tmp_path)


@pytest.fixture(scope="session")
def copier() -> Callable[[Path], Settings]:
    """How to make such a copy, for fixtures that keep one."""
    return copy_of_three
