# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""How a product profile is named on the command line: a file, or one of the worked profiles."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from comity.analyse.product import Product, locate, read
from comity.model.vocab import Vocabulary
from comity.settings import Settings

ProfileFile = Annotated[
    str | None,
    typer.Option("--profile", metavar="FILE", help="Answer for this product: a file, or a worked profile's name."),
]


def load(typed: str, vocabulary: Vocabulary) -> Product:
    """Read the profile that was typed."""
    return read(locate(typed, Settings().corpus), vocabulary)


def told(product: Product | None) -> dict[str, Any]:
    """Return what a JSON answer says of the product that it is for; nothing where it is for none."""
    return {"product": dict(product.name)} if product is not None else {}
