# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Where a jurisdiction stands on a capability: the strongest of its voices, or the right face of absence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from comity.analyse import absence, phrase
from comity.analyse.index import Index, build, weakest
from comity.analyse.lens import Lens, look
from comity.analyse.profile import Profile
from comity.analyse.voices import Voice, exemptions, speak, voices
from comity.model.corpus import Corpus
from comity.model.finding import Stance
from comity.model.vocab import Vocabulary


@dataclass(frozen=True, slots=True)
class Position:
    """A stance with the voices behind it: all that name the capability, the strongest, which carry it, and, where
    these are routes, the duties that they meet.
    """

    stance: Stance
    voices: tuple[Voice, ...]
    carriers: tuple[Voice, ...]
    duties: tuple[Voice, ...] = ()

    @property
    def speaks(self) -> bool:
        """True when the jurisdiction says something that is ordered: a permission at the least."""
        return bool(self.carriers)

    @property
    def speaking(self) -> tuple[Voice, ...]:
        """Every voice that says something, the weaker ones too."""
        return tuple(voice for voice in self.voices if voice.speaks)


def stance(
    corpus: Corpus,
    vocabulary: Vocabulary,
    jurisdiction: str,
    capability: str,
    as_at: date,
    profile: Profile | None = None,
) -> Stance:
    """Return where exactly this jurisdiction stands on a leaf capability on a date (docs/architecture.md section 7).

    Sources of a wider jurisdiction do not flow down and those of a narrower one do not flow up: ``us`` is the federal
    level alone. Without a profile every condition counts as unanswered. Raises NotFoundError for an unknown
    jurisdiction or capability, or for a head of capabilities.
    """
    return position(look(build(corpus, vocabulary), jurisdiction, as_at, profile), capability).stance


def position(lens: Lens, capability: str) -> Position:
    """Return the stance together with the voices behind it, for comparisons; errors as for stance."""
    lens.index.require_leaf(capability)
    heard = voices(lens, capability)
    ranked = [(voice.rank, voice) for voice in heard if voice.rank is not None and voice.speaks]
    if not ranked:
        return Position(absence.stance(lens, capability, heard), heard, ())
    top = max(rank for rank, _ in ranked)
    carriers = tuple(voice for rank, voice in ranked if rank == top)
    duties = _duties_met(lens, carriers)
    answer = Stance(
        jurisdiction=lens.jurisdiction,
        capability=capability,
        kind=carriers[0].kind,
        rank=top,
        as_at=lens.as_at,
        clauses=tuple(voice.ref for voice in carriers),
        nearest=tuple(duty.ref for duty in duties),
        conditions=tuple(sorted({condition for voice in carriers for condition in voice.open})),
        readings=lens.readings,
        why=phrase.sentence("; ".join(_reasons(lens.index, carriers, duties))),
        verification=weakest(voice.verification for voice in (*carriers, *duties)),
    )
    return Position(answer, heard, carriers, duties)


def asserts(index: Index, position: Position) -> str:
    """Say in half a sentence what a jurisdiction does on a capability, with force and clauses, or why it is absent."""
    name = phrase.who(index, position.stance.jurisdiction)
    if not position.carriers:
        return f"{name}: {phrase.inside(position.stance.why)}"
    first = position.carriers[0]
    refs = phrase.cite(voice.ref for voice in position.carriers)
    told = f"{name} {phrase.saying(index, first)} in {phrase.force(index, first.standing)} ({refs})"
    if not position.duties:
        return told
    duty = position.duties[0]
    strength = index.label("stance", duty.kind).lower()
    return f"{told}, where the duty behind it is {strength} ({phrase.cite(v.ref for v in position.duties)})"


def _duties_met(lens: Lens, carriers: Sequence[Voice]) -> tuple[Voice, ...]:
    """Return the duties that the carrying routes satisfy, each with its own voice, strongest first."""
    found: dict[str, Voice] = {}
    for route in (voice for voice in carriers if voice.requirement.kind == "route"):
        for duty in lens.index.of(route.standing.source, route.standing.edition):
            if duty.kind == "duty" and duty.clause in route.requirement.satisfies:
                found.setdefault(duty.ref, speak(lens, route.standing, duty))
    return tuple(sorted(found.values(), key=lambda voice: -(voice.rank or 0)))


def _reasons(index: Index, carriers: Sequence[Voice], duties: Sequence[Voice]) -> list[str]:
    told: list[str] = []
    for first in {voice.standing.place: voice for voice in reversed(carriers)}.values():
        standing = first.standing
        refs = phrase.cite(voice.ref for voice in carriers if voice.standing.place == standing.place)
        force = phrase.force(index, standing)
        told.append(f"{standing.source.name()} {phrase.saying(index, first)} in {force} ({refs})")
    if duties:
        told.append(_route_reason(index, carriers, duties))
    unanswered = sorted({condition for voice in carriers for condition in voice.open})
    if unanswered:
        told.append(f"conditions that no profile answers: {phrase.conditions(index, unanswered)}")
    told.extend(dict.fromkeys(voice.remark for voice in carriers if voice.remark))
    told.extend(_exempt(index, carriers))
    return [*told, *_doubts(carriers)]


def _route_reason(index: Index, carriers: Sequence[Voice], duties: Sequence[Voice]) -> str:
    duty = duties[0]
    general = "general duty" if duty.requirement.generic else "duty"
    strength = index.label("stance", duty.kind).lower()
    effects = {voice.requirement.effect for voice in carriers if voice.requirement.effect}
    effect = ", ".join(sorted(index.label("route-effect", name).lower() for name in effects))
    told = f"the {general} {phrase.cite(voice.ref for voice in duties)} is {strength} and these are ways to meet it"
    return f"{told} (effect: {effect})" if effect else told


def _exempt(index: Index, carriers: Sequence[Voice]) -> list[str]:
    found = [
        exemption.ref
        for voice in carriers
        for exemption in exemptions(index, voice.standing, voice.requirement.capability)
    ]
    return [f"exemptions stand in {phrase.cite(found)}"] if found else []


def _doubts(carriers: Sequence[Voice]) -> list[str]:
    doubtful = sorted({v.ref for v in carriers if v.requirement.status != "verified"})
    dates = sorted({v.standing.place for v in carriers if v.standing.verification != "verified"})
    told = [f"not verified in the text: {phrase.cite(doubtful)}"] if doubtful else []
    return told + ([f"date or force not verified in the text: {', '.join(dates)}"] if dates else [])
