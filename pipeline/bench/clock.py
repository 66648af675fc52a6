# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""How long something takes, by the processor's clock where other programs may share the machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter, process_time
from typing import TypeVar

T = TypeVar("T")


def timed(work: Callable[[], T], clock: Callable[[], float] = perf_counter) -> tuple[float, T]:
    """Return the seconds that one run took, and what it gave."""
    started = clock()
    result = work()
    return clock() - started, result


def worked(work: Callable[[], object]) -> float:
    """Return the seconds that the processor spent on one run; for work in this process alone."""
    return timed(work, process_time)[0]


def in_turn(works: Sequence[Callable[[], object]], runs: int) -> list[float]:
    """Return the median processor seconds of each work; they take turns, so that a busy moment meets all alike."""
    seconds = [[worked(work) for work in works] for _ in range(runs)]
    return [median(column) for column in zip(*seconds, strict=True)]
