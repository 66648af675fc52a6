# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The build: run the stages that changed, put a release together, and move the pointer in one step."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import IO, Final

from comity.model.errors import RequestError
from comity.release import MANIFEST, POINTER, Release
from comity.settings import Settings
from pipeline.cache import Cache, key_of, tree_hashes
from pipeline.manifest import manifest
from pipeline.stages import DATA, STAGES, Stage
from pipeline.steps import Place

_AT_ONCE: Final = 2
_CODE_ROOT: Final = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class StageReport:
    """How a stage went: skipped, or the seconds that it took."""

    name: str
    skipped: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did and which release it left."""

    release: Release
    stages: tuple[StageReport, ...]


def build(settings: Settings, tell: Callable[[str], None] = lambda _: None) -> BuildReport:
    """Build a release from the corpus and point ``current`` at it; on any error the previous release still serves.

    ``tell`` is called with the name of each stage before it runs.
    """
    settings.releases.mkdir(parents=True, exist_ok=True)
    with _lock(settings.build / ".lock"):
        cache = Cache(settings.build / "stages")
        keys: dict[str, str] = {}
        reports = _run_all(settings, cache, keys, tell)
        release = _assemble(settings, cache, keys)
        _point(settings.releases, release.name)
        return BuildReport(Release(release), reports)


def _run_all(
    settings: Settings, cache: Cache, keys: dict[str, str], tell: Callable[[str], None]
) -> tuple[StageReport, ...]:
    """Run every stage as soon as those that it needs are done, two at a time: the reasoner is a process of its own.

    The first error ends the build, once what runs beside it has ended.
    """
    waiting, reports = list(STAGES), dict[str, StageReport]()
    running: dict[Future[StageReport], str] = {}
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        while waiting or running:
            ready = [stage for stage in waiting if reports.keys() >= set(stage.needs)]
            for stage in ready[: _AT_ONCE - len(running)]:
                waiting.remove(stage)
                tell(stage.name)
                running[pool.submit(_run, stage, settings, cache, keys)] = stage.name
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                reports[running.pop(future)] = future.result()
    return tuple(reports[stage.name] for stage in STAGES)


def _run(stage: Stage, settings: Settings, cache: Cache, keys: dict[str, str]) -> StageReport:
    started = perf_counter()
    before = {name: cache.folder(name, key) for name, key in dict(keys).items()}
    key = keys[stage.name] = _key(stage, Place(settings, before, Path()), keys)
    if cache.holds(stage.name, key):
        return StageReport(stage.name, skipped=True, seconds=perf_counter() - started)
    scratch = cache.begin(stage.name, key)
    try:
        stage.run(Place(settings, before, scratch))
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    cache.commit(stage.name, key, scratch)
    return StageReport(stage.name, skipped=False, seconds=perf_counter() - started)


def _key(stage: Stage, place: Place, keys: dict[str, str]) -> str:
    parts = [stage.name, *(keys[need] for need in stage.needs)]
    for group in stage.data:
        parts += [f"{path} {digest}" for path, digest in data_hashes(place.settings, group).items()]
    for code in (*stage.code, "pipeline/steps.py"):
        path = _CODE_ROOT / code
        root, pattern = (path, "**/*") if path.is_dir() else (path.parent, path.name)
        parts += [f"{name} {digest}" for name, digest in tree_hashes(root, pattern).items()]
    if stage.besides is not None:
        parts.append(stage.besides(place))
    return key_of(parts)


def data_hashes(settings: Settings, group: str) -> dict[str, str]:
    """Return the hashes of one group of input files, by path below the folder that holds them."""
    folder, pattern = DATA[group]
    return {f"{folder}/{path}": digest for path, digest in tree_hashes(getattr(settings, folder), pattern).items()}


def _assemble(settings: Settings, cache: Cache, keys: dict[str, str]) -> Path:
    version = key_of([f"{name} {keys[name]}" for name in sorted(keys)])
    final = settings.releases / version
    if (final / MANIFEST).is_file():
        return final
    scratch = settings.releases / f".{version}.{os.getpid()}"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    for stage in STAGES:
        shutil.copytree(cache.folder(stage.name, keys[stage.name]), scratch, dirs_exist_ok=True)
    inputs = {path: digest for group in DATA for path, digest in data_hashes(settings, group).items()}
    data = manifest(version, settings, scratch, dict(sorted(inputs.items())))
    text = json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False)
    (scratch / MANIFEST).write_text(text + "\n", encoding="utf-8")
    shutil.rmtree(final, ignore_errors=True)
    scratch.rename(final)
    return final


def _point(releases: Path, version: str) -> None:
    """Move the pointer atomically: a reader sees the old release or the new one, never neither."""
    fresh = releases / f".{POINTER}.{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(version)
    fresh.replace(releases / POINTER)


@contextmanager
def _lock(path: Path) -> Iterator[IO[str]]:
    with path.open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise RequestError(str(path), "another build is running here", "wait for it to end") from error
        yield stream
