# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Stage outputs, kept by a hash of everything that they depend on, so that an unchanged stage is skipped."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

_KEY_LENGTH = 16


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def tree_hashes(root: Path, pattern: str = "**/*") -> dict[str, str]:
    """Return the hash of every file below a folder by relative path, sorted; caches of Python are left out."""
    files = (path for path in root.glob(pattern) if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(root)): file_hash(path) for path in sorted(files)}


def key_of(parts: Iterable[str]) -> str:
    """Return a short key for a list of texts; order counts."""
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:_KEY_LENGTH]


class Cache:
    """Folders ``<root>/<stage>/<key>``; one is visible only when it is whole."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def folder(self, stage: str, key: str) -> Path:
        """Return where the outputs of a stage with this key stand, or will stand."""
        return self._root / stage / key

    def holds(self, stage: str, key: str) -> bool:
        """True when the stage has run with this key before."""
        return self.folder(stage, key).is_dir()

    def begin(self, stage: str, key: str) -> Path:
        """Return an empty scratch folder for a stage to write into."""
        scratch = self._root / stage / f".{key}.{os.getpid()}"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        return scratch

    def commit(self, stage: str, key: str, scratch: Path) -> Path:
        """Make a finished scratch folder visible under its key, at once."""
        final = self.folder(stage, key)
        if final.is_dir():
            shutil.rmtree(scratch)
        else:
            scratch.rename(final)
        return final
