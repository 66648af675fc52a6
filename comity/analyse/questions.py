# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What a profile leaves unanswered and somebody would have to say: each question once, with who asks it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from comity.analyse.product import KEY_OF_AXIS
from comity.model.vocab import Vocabulary

REACH: Final = "reach"
DUTIES: Final = "duties"
_PLAIN: Final = {
    "placed_on_market": (
        "When was or will the product be supplied for the first time on the market?",
        "製品が初めて市場に供給された（される）のはいつか。",
    ),
    "role": (
        "What is the company to the product: its manufacturer, importer, distributor, or other?",
        "製品に対する会社の立場（製造者、輸入者、販売者など）は何か。",
    ),
    "users": ("For which user groups is the product?", "製品の利用者はどの区分か。"),
    "kind": ("What is the product: a device, a component, software, a service?", "製品の種類は何か。"),
    "connections": (
        "Which connections does the product have, by which technology?",
        "製品はどの技術で何に接続するか。",
    ),
    "class": ("Of which function class is the product?", "製品の機能区分は何か。"),
}


@dataclass(frozen=True, slots=True)
class Missing:
    """An answer that one edition needs: a key of the profile, a condition, or a clause that has to be read.

    ``decides`` is ``reach`` where the answer decides whether the edition reaches the product, else ``duties``.
    """

    answer: str
    decides: str = REACH
    text: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A missing answer put as a question, in English and Japanese, with the editions that ask it."""

    answer: str
    decides: str
    text: tuple[tuple[str, str], ...]
    asked_by: tuple[str, ...]

    def told(self, language: str = "en") -> str:
        """Return the question in a language, or in English."""
        texts = dict(self.text)
        return texts.get(language, texts["en"])


def of_axis(axis: str) -> Missing:
    """Return the answer that an unanswered scope axis lacks; an address follows from the connections."""
    return Missing(KEY_OF_AXIS.get(axis, "connections"))


def ask(missing: Iterable[tuple[str, Missing]], vocabulary: Vocabulary) -> tuple[Question, ...]:
    """Put what editions miss as questions, those that decide reach first, then by name; each stands once."""
    asked: dict[str, set[str]] = {}
    first: dict[str, Missing] = {}
    for place, answer in missing:
        asked.setdefault(answer.answer, set()).add(place)
        known = first.get(answer.answer)
        if known is None or (known.decides == DUTIES and answer.decides == REACH):
            first[answer.answer] = answer
    order = sorted(first.values(), key=lambda answer: (answer.decides != REACH, answer.answer))
    return tuple(
        Question(found.answer, found.decides, _texts(found, vocabulary), tuple(sorted(asked[found.answer])))
        for found in order
    )


def _texts(missing: Missing, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    if missing.text:
        return (("en", missing.text),)
    if missing.answer in _PLAIN:
        english, japanese = _PLAIN[missing.answer]
        return (("en", english), ("ja", japanese))
    concept = vocabulary.concept("condition", missing.answer)
    asks = {"en": "Does this hold?", "ja": "次のことが当てはまるか。"}
    return tuple(
        (language, f"{word} {concept.label(language)}: {concept.definitions.get(language, '')}")
        for language, word in asks.items()
    )
