# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A worker process as its parent holds it: started, asked, and killed."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

from comity.graph import frames
from comity.model.errors import GraphError

_START_SECONDS: Final = 60.0
_END_SECONDS: Final = 5.0
_ROOT: Final = Path(__file__).resolve().parents[2]


class Worker:
    """One process with the store open; it is ready when its first message has come."""

    def __init__(self, store: Path, megabytes: int) -> None:
        ours, theirs = socket.socketpair()
        config = json.dumps({"store": str(store), "megabytes": megabytes})
        path = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
                [sys.executable, "-m", "comity.graph.worker", config],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": path},
            )
        self._store = store
        self._channel = ours
        self._ready = False

    def wait_ready(self) -> None:
        """Wait for the store to be open; raises GraphError when it cannot be opened."""
        if self._ready:
            return
        try:
            header, _ = frames.receive(self._channel, time.monotonic() + _START_SECONDS)
        except (EOFError, OSError) as error:
            raise GraphError(str(self._store), "the query worker did not start") from error
        if "error" in header:
            why = f"cannot be opened as a store: {header['why']}"
            raise GraphError(str(self._store), why, "build the release again")
        self._ready = True

    def ask(self, request: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """Send a request and wait for the answer; raises TimeoutError or, when the process dies, EOFError."""
        frames.send(self._channel, request)
        return frames.receive(self._channel, time.monotonic() + seconds)

    def kill(self) -> int:
        """End the process at once and return how it ended."""
        self.process.kill()
        status = self.process.wait()
        self._channel.close()
        return status

    def ended(self) -> int:
        """Wait for a process that has closed its side, and return how it ended."""
        self._channel.close()
        try:
            return self.process.wait(timeout=_END_SECONDS)
        except subprocess.TimeoutExpired:
            return self.kill()
