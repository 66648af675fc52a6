# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Which of the forms that we can give does a client want? Proactive negotiation as RFC 9110 section 12.5.1 has it."""

from __future__ import annotations

from collections.abc import Sequence

from api.problems import NotAcceptableError


def choose(accept: str | None, offers: Sequence[str]) -> str:
    """Return the offer that a client likes best; among equals the first offered, and that too where it has no wish.

    Raises NotAcceptableError when every offer is refused.
    """
    if not accept or not accept.strip():
        return offers[0]
    wishes = [wish for part in accept.split(",") if (wish := _wish(part)) is not None]
    liked = [(_quality(offer, wishes), -place, offer) for place, offer in enumerate(offers)]
    quality, _, best = max(liked)
    if quality <= 0:
        raise NotAcceptableError(accept, offers)
    return best


def _wish(part: str) -> tuple[str, float] | None:
    """Read one media range with its weight; a malformed one is no wish."""
    name, *parameters = (piece.strip().casefold() for piece in part.split(";"))
    weight = next((p.removeprefix("q=").strip() for p in parameters if p.startswith("q=")), "1")
    try:
        quality = float(weight)
    except ValueError:
        return None
    return (name, quality) if name.count("/") == 1 and 0 <= quality <= 1 else None


def _quality(offer: str, wishes: Sequence[tuple[str, float]]) -> float:
    """Return the weight of the most specific range that covers an offer, 0 where none does."""
    family = offer.partition("/")[0]
    for covering in (offer, f"{family}/*", "*/*"):
        weights = [quality for name, quality in wishes if name == covering]
        if weights:
            return max(weights)
    return 0.0
