# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Download a publisher's file from the address in its record: resumed, checked, asked for again politely.

What has come of a broken download stays beside the file's place and is gone on with; an unchanged file is not fetched
twice (entity tags, RFC 9110).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

import httpx

from comity.model.errors import DocumentError, RequestError
from comity.model.source import Edition, PublisherFile, Source
from ingest import formats, originals
from ingest.originals import Placed
from ingest.partial import AGENT, Part, Tell

_TRIES: Final = 4
_LONGEST_WAIT: Final = 60.0
_TEMPORARY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Fetched:
    """How a download went: ``state`` is new, resumed or unchanged."""

    state: str
    placed: Placed


@dataclass(slots=True)
class Fetcher:
    """Downloads files; ``wait`` and ``now`` are given so that a test need not wait, ``tell`` hears of progress."""

    client: httpx.Client
    wait: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    tell: Tell = field(default=lambda _done, _whole: None)

    def fetch(self, source: Source, edition: Edition, file: PublisherFile, target: Path) -> Fetched:
        """Download one file into its place.

        Raises RequestError where the record names no address, and DocumentError, with the way out, where the address
        does not answer, answers with an error, or with something other than the file.
        """
        if not file.url:
            place = f"{source.id}@{edition.id} {file.name}"
            raise RequestError(place, "source.yml names no address of this file", _by_hand(source, file))
        part = Part(target)
        resumed = part.size > 0
        for attempt in range(1, _TRIES + 1):
            delay = self._attempt(source, file, target, part, last=attempt == _TRIES)
            if delay is None:
                break
            self.wait(delay if delay >= 0 else float(2 ** (attempt - 1)))
        if part.is_unchanged:
            return Fetched("unchanged", _as_it_is(target, file))
        raw = part.read()
        try:
            formats.check_kind(raw, file.name, file.media_type)
        except DocumentError as error:
            part.drop()
            raise DocumentError(
                file.url, f"answered, but with another file: {error.why}", _by_hand(source, file)
            ) from error
        placed = originals.put(raw, target, file)
        part.keep_validators()
        return Fetched("resumed" if resumed else "new", placed)

    def _attempt(self, source: Source, file: PublisherFile, target: Path, part: Part, *, last: bool) -> float | None:
        """Try once; return None when done, else how long to wait first (negative: as long as the attempts suggest)."""
        try:
            with self.client.stream("GET", file.url, headers=part.headers(target)) as response:
                if response.status_code in _TEMPORARY and not last:
                    return self._asked_to_wait(response)
                part.take(response, file.url, _by_hand(source, file), self.tell)
        except (httpx.TransportError, httpx.InvalidURL, httpx.TooManyRedirects) as error:
            if last or isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
                why = f"cannot be reached: {error or type(error).__name__}"
                raise DocumentError(file.url, why, f"try again later, or {_by_hand(source, file)}") from error
            return -1.0
        return -1.0 if part.must_restart else None

    def _asked_to_wait(self, response: httpx.Response) -> float:
        said = response.headers.get("retry-after", "")
        if said.isdigit():
            return min(float(said), _LONGEST_WAIT)
        try:
            until = parsedate_to_datetime(said)
        except (TypeError, ValueError):
            return -1.0
        return min(max(0.0, (until - self.now()).total_seconds()), _LONGEST_WAIT)


@contextmanager
def fetcher(tell: Tell = lambda _done, _whole: None) -> Iterator[Fetcher]:
    """Open a fetcher with the time limits of a person's patience."""
    headers = {"user-agent": AGENT}
    with httpx.Client(headers=headers, follow_redirects=True, timeout=httpx.Timeout(30.0, connect=10.0)) as client:
        yield Fetcher(client, tell=tell)


def _as_it_is(target: Path, file: PublisherFile) -> Placed:
    return originals.put(target.read_bytes(), target, file)


def _by_hand(source: Source, file: PublisherFile) -> str:
    page = f" from {source.official_url}" if source.official_url else ""
    return f"get {file.name}{page} by hand and say: comity add {source.id} FILE"
