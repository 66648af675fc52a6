# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What has come of a download so far: kept beside the file's place, gone on with where the server vouches for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

import httpx

from comity.model.errors import DocumentError
from ingest.formats.limits import MAX_BYTES

AGENT: Final = "comity (reads publishers' files of IoT security rules)"
_CHUNK: Final = 65_536

Tell = Callable[[int, int | None], None]


class Part:
    """What has come of a file so far, with the validators that belong to it, beside the place where it is to stand."""

    def __init__(self, target: Path) -> None:
        self._path = target.with_name(f"{target.name}.part")
        self._notes = target.with_name(f"{target.name}.part.json")
        self._whole_notes = target.with_name(f"{target.name}.fetched.json")
        self.is_unchanged = False
        self.must_restart = False

    @property
    def size(self) -> int:
        """Bytes that are here already; none where no validator says of what."""
        return self._path.stat().st_size if self._path.is_file() and _validators(self._notes) else 0

    def headers(self, target: Path) -> dict[str, str]:
        """Return the headers of the next request: go on from what is here, or fetch only what has changed."""
        headers = {"accept-encoding": "identity"}
        if self.size:
            tag = _validators(self._notes)
            return headers | {"range": f"bytes={self.size}-", "if-range": tag.get("etag") or tag["last-modified"]}
        known = _validators(self._whole_notes) if target.is_file() else {}
        if "etag" in known:
            headers["if-none-match"] = known["etag"]
        elif "last-modified" in known:
            headers["if-modified-since"] = known["last-modified"]
        return headers

    def take(self, response: httpx.Response, url: str, way_out: str, tell: Tell) -> None:
        """Store the body; raises DocumentError for an answer that is no file or too large a one."""
        self.must_restart = False
        if response.status_code == httpx.codes.NOT_MODIFIED:
            self.is_unchanged = True
            return
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE and self.size:
            self.drop()
            self.must_restart = True
            return
        if response.status_code not in {200, 206}:
            raise DocumentError(url, f"answered {response.status_code} {response.reason_phrase}".strip(), way_out)
        done = self.size if response.status_code == httpx.codes.PARTIAL_CONTENT else 0
        if done and not response.headers.get("content-range", "").startswith(f"bytes {done}-"):
            self.drop()
            self.must_restart = True
            return
        self._store(response, done, url, tell)

    def _store(self, response: httpx.Response, done: int, url: str, tell: Tell) -> None:
        length = response.headers.get("content-length", "")
        whole = done + int(length) if length.isdigit() else None
        _check_length(whole or 0, url)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._notes.write_text(json.dumps(_of(response.headers)), encoding="utf-8")
        with self._path.open("ab" if done else "wb") as stream:
            for chunk in response.iter_bytes(_CHUNK):
                stream.write(chunk)
                done += len(chunk)
                _check_length(done, url)
                tell(done, whole)
        if whole is not None and done < whole:
            raise httpx.RemoteProtocolError(f"{done} of {whole} bytes came")

    def read(self) -> bytes:
        """Return what has come."""
        return self._path.read_bytes()

    def drop(self) -> None:
        """Forget what has come."""
        self._path.unlink(missing_ok=True)
        self._notes.unlink(missing_ok=True)

    def keep_validators(self) -> None:
        """Keep the validators for the next time, now that the file is in its place."""
        self._notes.replace(self._whole_notes)
        self._path.unlink(missing_ok=True)


def _validators(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _of(headers: httpx.Headers) -> dict[str, str]:
    """Return the validators of an answer; a weak entity tag cannot vouch for a part (RFC 9110, 13.1.5)."""
    tag, date = headers.get("etag", ""), headers.get("last-modified", "")
    found = {"etag": tag} if tag and not tag.startswith("W/") else {}
    return found | ({"last-modified": date} if date else {})


def _check_length(length: int, url: str) -> None:
    if length > MAX_BYTES:
        raise DocumentError(
            url, f"more than {MAX_BYTES:,} bytes, which is more than is read", "is it the right address?"
        )
