# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The README's examples are true: each is run, on a real release and a real server, and its output compared."""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.release import Release
from comity.settings import Settings

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = re.findall(r"```console\n\$ (.+)\n([\s\S]*?)\n```", (ROOT / "README.md").read_text(encoding="utf-8"))
MAIN = [sys.executable, "-c", "from pipeline.cli import main; main()"]
START_SECONDS = 60


def environment(settings: Settings) -> dict[str, str]:
    return os.environ | {"COMITY_BUILD": str(settings.build), "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def server(release: Release, settings: Settings) -> Iterator[str]:
    """A real ``comity serve`` on a free port of loopback."""
    assert release.path.is_dir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [*MAIN, "serve", "--port", str(port)], env=environment(settings), stdout=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(START_SECONDS * 4):
            try:
                urllib.request.urlopen(f"{address}/api/v1/sources").close()
                break
            except OSError:
                assert process.poll() is None, "the server ended"
                time.sleep(0.25)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.replace("\r", "").strip("\n").splitlines()]


def test_there_are_five_examples() -> None:
    assert len(EXAMPLES) == 5


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[command.split("|")[0][:40] for command, _ in EXAMPLES])
def test_example_is_true(command: str, shown: str, server: str, settings: Settings) -> None:
    if command.startswith("comity "):
        words = [*MAIN, *shlex.split(command)[1:]]
    else:
        words = ["bash", "-c", command.replace("http://127.0.0.1:8000", server)]
    done = subprocess.run(words, env=environment(settings), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert lines(done.stdout) == lines(shown)


def test_a_served_release_outlives_a_failed_build(server: str, copied: Settings) -> None:
    path = copied.corpus / "us-or" / "us-or-hb2395" / "source.yml"
    path.write_text("id: [", encoding="utf-8")
    failed = subprocess.run(
        [*MAIN, "build"],
        env=os.environ | {"COMITY_BUILD": str(copied.build), "COMITY_CORPUS": str(copied.corpus)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert failed.returncode == 1
    with urllib.request.urlopen(f"{server}/api/v1/gaps?a=uk&b=us-ca&topic=vul.reporting-channel") as answer:
        assert b"silent as far as read" in answer.read()


def test_a_port_in_use_is_told(server: str, settings: Settings) -> None:
    port = server.rpartition(":")[2]
    done = subprocess.run(
        [*MAIN, "serve", "--port", port],
        env=environment(settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "try another --port" in done.stderr
