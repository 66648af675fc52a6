# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The faces of absence: why a jurisdiction has no ordered stance, told with what was read and what was not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from comity.analyse import phrase
from comity.analyse.index import weakest
from comity.analyse.lens import Lens, Standing
from comity.analyse.voices import Voice, speak
from comity.model.finding import Stance

Face = tuple[str, tuple[Voice, ...], str]

# Faces that single requirements show, the more telling first; what is read and finds nothing comes after them.
_TELLING: Final = ("out-of-scope", "not-yet-in-force", "unexamined", "superseded")
# A requirement that asks but does not reach the product, or not yet, says more than text that asks for nothing.
_STRONGER_THAN_A_MENTION: Final = frozenset({"out-of-scope", "not-yet-in-force"})
# What a general duty is laid on where it may reach a device: the device, or the product that it is in.
_HOLDS_THE_DEVICE: Final = frozenset({"device", "product-system"})


def stance(lens: Lens, capability: str, heard: Sequence[Voice]) -> Stance:
    """Return the right absence; ``silent`` only where all that could ask was read (docs/architecture.md section 4)."""
    kind, nearest, why = _face(lens, capability, heard)
    return Stance(
        jurisdiction=lens.jurisdiction,
        capability=capability,
        kind=kind,
        rank=lens.index.rank(kind),
        as_at=lens.as_at,
        nearest=tuple(voice.ref for voice in nearest),
        readings=lens.readings,
        why=phrase.sentence(why),
        verification=weakest(voice.verification for voice in nearest),
    )


def _face(lens: Lens, capability: str, heard: Sequence[Voice]) -> Face:
    if not lens.stands:
        return "unexamined", (), "no source of this jurisdiction is held, so nothing can be said"
    mentions = tuple(voice for voice in heard if voice.kind == "mentioned-only" and voice.standing.applies)
    telling = next((kind for kind in _TELLING if any(voice.kind == kind for voice in heard)), None)
    if telling in _STRONGER_THAN_A_MENTION or (telling is not None and not mentions):
        found = tuple(voice for voice in heard if voice.kind == telling)
        remarks = "; ".join(dict.fromkeys(voice.remark for voice in found if voice.remark))
        told: Face = (telling, found, f"{_cited(found)}: {remarks}")
        return told if telling == "not-yet-in-force" else _generic(lens, capability) or told
    if mentions:
        return "mentioned-only", mentions, f"it is named only in text that asks for nothing ({_cited(mentions)})"
    return _generic(lens, capability) or _nothing(lens.stands)


def _generic(lens: Lens, capability: str) -> Face | None:
    broader = _broader(lens, capability)
    if not broader:
        return None
    why = f"nothing that applies names it{_limit(lens.stands)}; the broader duty {_cited(broader)} may reach it"
    return "generic-only", broader, why


def _nothing(stands: Sequence[Standing]) -> Face:
    """Nothing names it and no broader duty may reach it: say out of scope, silent, or how far was read."""
    current = [standing for standing in stands if standing.when == "current"]
    if not current:
        places = ", ".join(standing.place for standing in stands)
        return "unexamined", (), f"no source that was in force on this date is held ({places}: {stands[0].when})"
    reaching = [standing for standing in current if standing.applies]
    if not reaching:
        reasons = "; ".join(f"{s.place} does not reach the product ({s.reach.why})" for s in current if s.reach)
        return "out-of-scope", (), reasons
    readings = tuple(standing.reading for standing in reaching)
    if all(standing.edition.extent.supports_silence for standing in reaching):
        return "silent", (), f"nothing names it ({phrase.extent(readings)})"
    return "unexamined", (), f"silent as far as read ({phrase.extent(readings)})"


def _broader(lens: Lens, capability: str) -> tuple[Voice, ...]:
    """Return general duties on the device, or the product it is in, that may reach what is realised in the device."""
    if "device" not in lens.index.vocabulary.concept("capability", capability).properties.get("realisedIn", ()):
        return ()
    found = [
        speak(lens, standing, requirement)
        for standing in lens.stands
        for requirement in lens.index.of(standing.source, standing.edition)
        if requirement.generic and requirement.kind == "duty" and requirement.object in _HOLDS_THE_DEVICE
    ]
    return tuple(voice for voice in found if voice.speaks)


def _limit(stands: Sequence[Standing]) -> str:
    partial = [s for s in stands if s.when == "current" and not s.edition.extent.supports_silence]
    return f" as far as read ({phrase.extent(tuple(standing.reading for standing in partial))})" if partial else ""


def _cited(heard: Sequence[Voice]) -> str:
    return phrase.cite(voice.ref for voice in heard)
