# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``python -m pipeline.bench [build] [queries] [ingest] [growth] [--most N]``; without a part, all of them."""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console

from comity.settings import Settings
from pipeline.bench import growth, ingest, queries, stages

PARTS: Final = ("build", "queries", "ingest", "growth")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the parts named, in a build folder that is thrown away, and print their tables."""
    parser = ArgumentParser(prog="python -m pipeline.bench", description="Measure; see docs/bench.md.")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"any of {', '.join(PARTS)}; all by default")
    parser.add_argument(
        "--most", type=int, default=10, choices=growth.COPIES, help="growth: copies at most (%(default)s)"
    )
    asked = parser.parse_args(arguments)
    unknown = sorted(set(asked.parts) - set(PARTS))
    if unknown:
        parser.error(f"no part {unknown[0]!r}; there are {', '.join(PARTS)}")
    wanted = asked.parts or PARTS
    screen = Console(width=120, highlight=False)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings().model_copy(update={"build": Path(folder)})
        if "build" in wanted:
            stages.show(screen, settings)
        if "queries" in wanted:
            queries.show(screen, settings)
        if "ingest" in wanted:
            ingest.show(screen, settings)
        if "growth" in wanted:
            growth.show(screen, settings, [copies for copies in growth.COPIES if copies <= asked.most])


if __name__ == "__main__":
    main()
