# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Downloads from a real server on this machine: whole, broken off and resumed, unchanged, refused, slow, not there."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest

from comity.model.errors import DocumentError, NotFoundError, RequestError
from comity.model.source import (
    Dates,
    Edition,
    Expectation,
    Extent,
    Force,
    Licence,
    PublisherFile,
    Source,
)
from comity.settings import Settings
from ingest import originals
from ingest.fetch import Fetcher

TEXT = "".join(f"Gnome {n} shall stand.\n" for n in range(20_000)).encode()
NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Server(ThreadingHTTPServer):
    """Serves one file in the manner that a test asks for, and remembers the requests."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.body = TEXT
        self.tag = '"one"'
        self.script: list[str] = []
        self.seen: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/law.txt"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.seen.append({name.casefold(): value for name, value in self.headers.items()})
        step = self.server.script.pop(0) if self.server.script else "whole"
        if step == "whole" and self.headers.get("If-None-Match") == self.server.tag:
            return self.answer(304, b"")
        asked = self.headers.get("Range")
        if step == "whole" and asked and self.headers.get("If-Range") == self.server.tag:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            rest = self.server.body[start:]
            span = f"bytes {start}-{len(self.server.body) - 1}/{len(self.server.body)}"
            return self.answer(206, rest, {"Content-Range": span})
        if step.startswith("break"):
            return self.answer(200, self.server.body, cut=int(step.partition(" ")[2]))
        if step == "whole":
            return self.answer(200, self.server.body)
        status, _, after = step.partition(" ")
        return self.answer(int(status), b"no", {"Retry-After": after} if after else {})

    def answer(self, status: int, body: bytes, more: dict[str, str] | None = None, cut: int | None = None) -> None:
        self.send_response(status)
        self.send_header("ETag", self.server.tag)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body if cut is None else body[:cut])
        if cut is not None:
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as found:
        Thread(target=found.serve_forever, args=(0.01,), daemon=True).start()
        yield found
        found.shutdown()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def fetcher(waits: list[float]) -> Iterator[Fetcher]:
    with httpx.Client(timeout=5.0, follow_redirects=True) as client:
        yield Fetcher(client, wait=waits.append, now=lambda: NOW)


def work(url: str, name: str = "law.txt", kind: str = "text/plain", digest: str = "") -> tuple[Source, Edition]:
    file = PublisherFile(name, kind, sha256=digest, url=url)
    edition = Edition("1", "1", Dates(), Extent("whole"), Expectation(0, 0), files=(file,))
    source = Source(
        "toy-law",
        (("en", "Toy"),),
        (("en", "Toy"),),
        "uk",
        "en",
        Force("statute", True, "stated"),
        Licence("CC0-1.0", "full"),
        (edition,),
        official_url="https://example.org/toy",
    )
    return source, edition


def test_a_file_is_fetched_into_its_place(server: Server, fetcher: Fetcher, tmp_path: Path) -> None:
    source, edition = work(server.url, digest=sha256(TEXT).hexdigest())
    heard: list[tuple[int, int | None]] = []
    fetcher.tell = lambda done, whole: heard.append((done, whole))
    found = fetcher.fetch(source, edition, edition.files[0], tmp_path / "toy-law" / "law.txt")
    assert (found.state, found.placed.is_recorded) == ("new", True)
    assert found.placed.path.read_bytes() == TEXT
    assert heard[-1] == (len(TEXT), len(TEXT))
    assert not list(tmp_path.rglob("*.part"))


def test_an_unchanged_file_is_not_fetched_twice(server: Server, fetcher: Fetcher, tmp_path: Path) -> None:
    source, edition = work(server.url)
    target = tmp_path / "law.txt"
    for state in ("new", "unchanged"):
        found = fetcher.fetch(source, edition, edition.files[0], target)
        assert (found.state, found.placed.is_recorded, target.read_bytes()) == (state, None, TEXT)
    assert server.seen[1]["if-none-match"] == '"one"'


def test_a_changed_file_is_fetched_and_the_old_one_kept(server: Server, fetcher: Fetcher, tmp_path: Path) -> None:
    source, edition = work(server.url, digest=sha256(TEXT).hexdigest())
    target = tmp_path / "law.txt"
    fetcher.fetch(source, edition, edition.files[0], target)
    server.body, server.tag = b"Gnomes may sit.", '"two"'
    found = fetcher.fetch(source, edition, edition.files[0], target)
    assert (found.state, found.placed.is_recorded) == ("new", False)
    assert target.read_bytes() == b"Gnomes may sit."
    assert found.placed.kept is not None
    assert found.placed.kept.read_bytes() == TEXT


def test_a_broken_download_is_gone_on_with(
    server: Server, fetcher: Fetcher, waits: list[float], tmp_path: Path
) -> None:
    source, edition = work(server.url)
    server.script = ["break 100000"]
    found = fetcher.fetch(source, edition, edition.files[0], tmp_path / "law.txt")
    assert found.placed.path.read_bytes() == TEXT
    assert waits == [1.0]
    asked = server.seen[1]["range"]
    assert 0 < int(asked.removeprefix("bytes=").removesuffix("-")) <= 100_000
    assert server.seen[1]["if-range"] == '"one"'


def test_a_download_that_broke_off_for_good_is_resumed_the_next_time(
    server: Server, fetcher: Fetcher, waits: list[float], tmp_path: Path
) -> None:
    source, edition = work(server.url)
    server.script = ["break 90000", "503", "503", "503"]
    with pytest.raises(DocumentError, match="answered 503"):
        fetcher.fetch(source, edition, edition.files[0], tmp_path / "law.txt")
    assert waits == [1.0, 2.0, 4.0]
    found = fetcher.fetch(source, edition, edition.files[0], tmp_path / "law.txt")
    assert (found.state, found.placed.path.read_bytes()) == ("resumed", TEXT)


def test_a_part_of_another_version_is_thrown_away(server: Server, fetcher: Fetcher, tmp_path: Path) -> None:
    source, edition = work(server.url)
    server.script = ["break 90000", "500", "500", "500"]
    with pytest.raises(DocumentError):
        fetcher.fetch(source, edition, edition.files[0], tmp_path / "law.txt")
    server.body, server.tag = TEXT[::-1], '"two"'
    found = fetcher.fetch(source, edition, edition.files[0], tmp_path / "law.txt")
    assert found.placed.path.read_bytes() == TEXT[::-1]


@pytest.mark.parametrize(
    ("said", "waited"),
    [("7", 7.0), ("9000", 60.0), ("Thu, 01 Jan 2026 00:00:05 GMT", 5.0), ("soon", 1.0), ("", 1.0)],
)
def test_a_server_that_asks_to_wait_is_waited_for(
    server: Server, fetcher: Fetcher, waits: list[float], tmp_path: Path, said: str, waited: float
) -> None:
    source, edition = work(server.url)
    server.script = [f"429 {said}".strip()]
    assert fetcher.fetch(source, edition, edition.files[0], tmp_path / "law.txt").state == "new"
    assert waits == [waited]


def test_an_error_is_told_with_the_way_out_and_not_tried_again(
    server: Server, fetcher: Fetcher, waits: list[float], tmp_path: Path
) -> None:
    source, edition = work(server.url)
    server.script = ["404"]
    with pytest.raises(DocumentError, match=r"law\.txt: answered 404") as caught:
        fetcher.fetch(source, edition, edition.files[0], tmp_path / "law.txt")
    assert "https://example.org/toy by hand and say: comity add toy-law FILE" in caught.value.way_out
    assert (waits, len(server.seen)) == ([], 1)


def test_a_page_instead_of_the_pdf_is_refused(server: Server, fetcher: Fetcher, tmp_path: Path) -> None:
    source, edition = work(server.url, "law.pdf", "application/pdf")
    server.body = b"<!doctype html><html><p>Please log in</p></html>"
    with pytest.raises(DocumentError, match="not a PDF"):
        fetcher.fetch(source, edition, edition.files[0], tmp_path / "law.pdf")
    assert list(tmp_path.iterdir()) == []


def test_without_a_network_the_error_says_what_to_do(fetcher: Fetcher, waits: list[float], tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    source, edition = work(f"http://127.0.0.1:{port}/law.txt")
    with pytest.raises(DocumentError, match="cannot be reached") as caught:
        fetcher.fetch(source, edition, edition.files[0], tmp_path / "law.txt")
    assert "comity add toy-law FILE" in caught.value.way_out
    assert waits == [1.0, 2.0, 4.0]


def test_a_file_without_an_address_is_not_guessed(fetcher: Fetcher, tmp_path: Path) -> None:
    source, edition = work("")
    with pytest.raises(RequestError, match="names no address"):
        fetcher.fetch(source, edition, edition.files[0], tmp_path / "law.txt")


@pytest.mark.parametrize(("name", "chosen"), [(None, "law.txt"), ("law.txt", "law.txt"), ("other.txt", "other.txt")])
def test_a_file_from_disk_is_put_in_its_place(tmp_path: Path, name: str | None, chosen: str) -> None:
    source, edition = work("")
    files = (edition.files[0], PublisherFile("other.txt", "text/plain"))
    edition = replace(edition, files=files)
    given = tmp_path / "law.txt"
    given.write_bytes(TEXT)
    settings = Settings().model_copy(update={"originals": tmp_path / "held"})
    placed = originals.add(settings, source, edition, given, name)
    assert placed.path == tmp_path / "held" / "toy-law" / chosen
    assert placed.path.read_bytes() == TEXT


def test_without_the_setting_files_lie_in_the_corpus(tmp_path: Path) -> None:
    settings = Settings().model_copy(update={"originals": None, "corpus": tmp_path})
    source, edition = work("")
    assert originals.place(settings, source, edition.files[0]) == tmp_path / "originals" / "toy-law" / "law.txt"
    assert originals.at_hand(settings, source, edition, "en") == []


def test_a_file_that_cannot_be_told_is_asked_about(tmp_path: Path) -> None:
    source, edition = work("")
    two = replace(edition, files=(edition.files[0], PublisherFile("other.txt", "text/plain")))
    given = tmp_path / "download.txt"
    given.write_bytes(TEXT)
    settings = Settings().model_copy(update={"originals": tmp_path / "held"})
    with pytest.raises(RequestError, match="not clear which file") as caught:
        originals.add(settings, source, two, given)
    assert "law.txt, other.txt" in caught.value.way_out
    with pytest.raises(NotFoundError, match="no file of toy-law@1 has this name"):
        originals.add(settings, source, two, given, "third.txt")
    with pytest.raises(DocumentError, match="cannot be read"):
        originals.add(settings, source, two, tmp_path / "absent.txt")
    given.write_bytes(b"%PDF-1.7 no text")
    with pytest.raises(DocumentError, match="not text/plain"):
        originals.add(settings, source, two, given, "law.txt")
    assert not (tmp_path / "held").exists()
