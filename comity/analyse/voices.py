# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What each requirement of a jurisdiction says on a capability at a date: its voice, before the strongest is chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from comity.analyse.compulsion import compulsion
from comity.analyse.index import Index, weakest
from comity.analyse.lens import Lens, Standing
from comity.analyse.scope import OUT, UNDECIDED
from comity.model.requirement import Requirement


@dataclass(frozen=True, slots=True)
class Voice:
    """One requirement's say: a stance, with the conditions that the profile leaves open and what must be told of it."""

    requirement: Requirement
    standing: Standing
    kind: str
    rank: int | None
    open: tuple[str, ...] = ()
    remark: str = ""
    force_status: str = "verified"

    @property
    def ref(self) -> str:
        """The requirement's reference."""
        return self.requirement.ref

    @property
    def speaks(self) -> bool:
        """True when it says something that is ordered: a permission at the least."""
        return self.rank is not None and self.rank > 0

    @property
    def verification(self) -> str:
        """The weakest of the requirement's own status, that of its edition, and that of its force for the product."""
        return weakest((self.requirement.status, self.standing.verification, self.force_status))


def voices(lens: Lens, capability: str) -> tuple[Voice, ...]:
    """Return the voice of every requirement that names the capability, in order of source and document."""
    return tuple(
        speak(lens, standing, requirement)
        for standing in lens.stands
        for requirement in lens.index.naming(standing.source, standing.edition, capability)
    )


def speak(lens: Lens, standing: Standing, requirement: Requirement) -> Voice:
    """Give a requirement its stance: by force and table, then by time, by reach, by condition and by exemption."""
    held = compulsion(lens, standing, requirement)
    voice = replace(_speak(lens, held.standing, requirement), force_status=held.status)
    if not held.remark or not voice.speaks:
        return voice
    return replace(voice, remark="; ".join(part for part in (voice.remark, held.remark) if part))


def _speak(lens: Lens, standing: Standing, requirement: Requirement) -> Voice:
    kind = lens.index.table.of(standing.source.force, requirement)
    voice = Voice(requirement, standing, kind, lens.index.rank(kind))
    if not lens.index.bears_stance(requirement):
        return _silenced(voice, "mentioned-only", f"text of the status {requirement.text_status} carries no stance")
    if requirement.kind == "exemption":
        return _silenced(voice, *_exempting(lens, requirement))
    if not voice.speaks:
        return voice
    if faded := _out_of_time(standing, requirement, lens.as_at):
        return _silenced(voice, *faded)
    return _fit(lens, _reached(voice))


def exemptions(index: Index, standing: Standing, capability: tuple[str, ...]) -> tuple[Requirement, ...]:
    """Return what takes a product out of duties on these capabilities: an exemption that names none covers them all."""
    return tuple(
        r
        for r in index.of(standing.source, standing.edition)
        if r.kind == "exemption" and index.bears_stance(r) and (not r.capability or set(r.capability) & set(capability))
    )


def _out_of_time(standing: Standing, requirement: Requirement, as_at: date) -> tuple[str, str] | None:
    start, end = requirement.valid_from, requirement.valid_to
    if standing.when == "ended" or (end is not None and end < as_at):
        day = end or standing.edition.dates.repealed
        return "superseded", f"it ended on {day}" if day else "it has ended"
    if standing.when == "future" or (start is not None and start > as_at):
        dates = [day for day in (start, standing.edition.dates.start) if day is not None]
        return "not-yet-in-force", f"it applies from {max(dates)}"
    if standing.when == "undated":
        return "unexamined", "the date from which it applies is not recorded"
    return None


def _exempting(lens: Lens, exemption: Requirement) -> tuple[str, str]:
    truths = [lens.answer(condition) for condition in exemption.condition]
    if truths and all(truth is True for truth in truths):
        return "out-of-scope", f"{exemption.ref} takes the product out"
    return "mentioned-only", f"{exemption.ref} names it in an exemption"


def _silenced(voice: Voice, kind: str, remark: str) -> Voice:
    return replace(voice, kind=kind, rank=None, remark=remark)


def _reached(voice: Voice) -> Voice:
    reach = voice.standing.reach
    if reach is None or reach.verdict not in {OUT, UNDECIDED}:
        return voice
    if reach.verdict == OUT:
        return _silenced(voice, "out-of-scope", reach.why)
    return replace(voice, remark=f"whether it reaches the product is undecided ({reach.why})")


def _fit(lens: Lens, voice: Voice) -> Voice:
    """Apply conditions and exemptions: without a profile every condition is open, and exemptions are only told."""
    if not voice.speaks:
        return voice
    own = {condition: lens.answer(condition) for condition in voice.requirement.condition}
    failing = [str(condition) for condition, truth in own.items() if truth is False]
    if failing:
        return _silenced(voice, "out-of-scope", f"it holds only for a product with: {', '.join(failing)}")
    unanswered = [str(condition) for condition, truth in own.items() if truth is None]
    if lens.profile is not None:
        for exemption in exemptions(lens.index, voice.standing, voice.requirement.capability):
            truths = {condition: lens.answer(condition) for condition in exemption.condition}
            if truths and all(truth is True for truth in truths.values()):
                return _silenced(voice, "out-of-scope", f"{exemption.ref} takes the product out")
            if False not in truths.values():
                unanswered += [str(condition) for condition, truth in truths.items() if truth is None]
    if voice.kind == "binding" and (unanswered or voice.remark):
        voice = replace(voice, kind="conditional", rank=lens.index.rank("conditional"))
    return replace(voice, open=tuple(sorted(set(unanswered))))
