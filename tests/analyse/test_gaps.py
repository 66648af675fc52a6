# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Gaps: typed, told with both sides, and never claimed where not enough was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from comity.analyse.gaps import gaps
from comity.analyse.profile import profile
from comity.model.errors import NotFoundError
from comity.model.finding import Gap
from comity.model.vocab import Vocabulary

CAP = "ida.default-credentials"
STRENGTH = "ida.credential-strength"


@pytest.fixture
def between(vocabulary: Vocabulary, today: date) -> Any:
    """Ask what the United Kingdom has and California lacks, unless told otherwise."""

    def asked(corpus: Any, a: str = "uk", b: str = "us-ca", as_at: date = today, who: Any = None) -> tuple[Gap, ...]:
        return gaps(corpus, vocabulary, a, b, as_at, who)

    return asked


def two(make: Any, mine: list[Any], yours: list[Any], **theirs: Any) -> Any:
    """A code of the United Kingdom beside an act of California."""
    code, act = make.source("code", "uk", "code-of-practice"), make.source("act", "us-ca", **theirs)
    return make.corpus([code, act], [*mine, *yours])


def test_silence_of_a_text_that_was_read_whole_is_a_gap(make: Any, between: Any) -> None:
    (gap,) = between(two(make, [make.duty("code")], []))
    assert (gap.type, gap.capability, gap.holder, gap.lacker) == ("missing", CAP, "uk", "us-ca")
    assert (gap.holder_clauses, gap.nearest, gap.dimension) == (("code@1/1#1",), (), None)
    assert gap.iri == "https://w3id.org/comity/finding/gap/uk/us-ca/ida.default-credentials/missing"
    assert "a code of practice, which is advice and not law" in gap.why
    assert "nothing names it (act@1 read whole)" in gap.why
    assert between(two(make, [make.duty("code")], []), "us-ca", "uk") == ()


def test_what_was_not_read_proves_no_gap(make: Any, between: Any) -> None:
    edition = {"examined": "part", "read": ("1", "2"), "unread": ("3(a)", "3(b)")}
    (gap,) = between(two(make, [make.duty("code")], [], edition=edition))
    assert gap.type == "open"
    assert "silent as far as read (act@1 parts read: 1, 2; not read: 3(a) to 3(b))" in gap.why
    assert gap.why.endswith("no gap is proven.")
    (unheld,) = between(two(make, [make.duty("code")], []), "uk", "jp")
    assert unheld.type == "open"
    assert "no source of this jurisdiction is held" in unheld.why


def test_a_general_duty_makes_the_gap_softer(make: Any, between: Any) -> None:
    general = make.duty("act", capability="sdl.appropriate-security", generic=True)
    (gap,) = between(two(make, [make.duty("code")], [general]))
    assert (gap.type, gap.nearest) == ("generic-only", ("act@1/1#1",))


def test_mere_mention_leaves_the_matter_missing_and_is_cited(make: Any, between: Any) -> None:
    (gap,) = between(two(make, [make.duty("code")], [make.duty("act", text_status="note")]))
    assert (gap.type, gap.nearest) == ("missing", ("act@1/1#1",))


def test_weaker_terms_say_whether_force_kind_or_verb_differs(make: Any, between: Any) -> None:
    should = make.duty("code", modality="recommendation", verb="should")
    act = make.duty("act")
    (gap,) = between(two(make, [should], [act]), "us-ca", "uk")
    assert (gap.type, gap.differs_in, gap.nearest) == ("weaker-modality", ("force", "verb"), ("code@1/1#1",))
    assert "legal force (law against advice) and the verb (shall against should)" in gap.why
    assert between(two(make, [should], [act])) == ()
    (route,) = between(two(make, [make.duty("code")], [make.route("act", "1#1")]))
    assert (route.type, route.differs_in) == ("weaker-modality", ("force", "kind"))
    advice = make.corpus(
        [make.source("a", "uk", "standard"), make.source("b", "us-ca", "standard")],
        [make.duty("a"), make.duty("b", modality="recommendation", verb="should")],
    )
    (verb,) = between(advice)
    assert verb.differs_in == ("verb",)


def test_unread_parts_temper_what_is_said_of_a_weaker_text(make: Any, between: Any) -> None:
    edition = {"examined": "part", "unread": ("9",)}
    (gap,) = between(two(make, [make.duty("code")], [make.route("act", "1#1")], edition=edition))
    assert "as far as read; not read: act@1 9" in gap.why


def test_a_condition_more_is_a_narrower_scope(make: Any, between: Any) -> None:
    a, b = make.source("a", "uk"), make.source("b", "us-ca")
    plain, bound = make.duty("a"), make.duty("b", condition=("has-passwords",))
    (gap,) = between(make.corpus([a, b], [plain, bound]))
    assert (gap.type, gap.differs_in) == ("narrower-scope", ("condition",))
    assert "only under a condition: has-passwords (b@1/1#1)" in gap.why
    assert between(make.corpus([a, b], [plain, bound]), "us-ca", "uk") == ()
    same = [make.duty("a", condition=("has-passwords",)), bound]
    assert between(make.corpus([a, b], same)) == ()


def test_a_smaller_circle_of_users_is_a_narrower_scope(make: Any, between: Any) -> None:
    a = make.source("a", "uk", scope=(make.scope("user-group", "any"),))
    b = make.source("b", "us-ca", scope=(make.scope("user-group", "household", test="primarily-used"),))
    corpus = make.corpus([a, b], [make.duty("a"), make.duty("b")])
    (gap,) = between(corpus)
    assert (gap.type, gap.differs_in) == ("narrower-scope", ("scope",))
    assert "The b reaches households (primarily used)" in gap.why
    assert between(corpus, "us-ca", "uk") == ()
    unsaid = make.corpus([a, make.source("b", "us-ca")], [make.duty("a"), make.duty("b")])
    assert between(unsaid) == ()


def test_a_lower_value_is_a_gap_on_its_dimension(make: Any, between: Any) -> None:
    long = make.duty("code", capability=STRENGTH, parameters=(make.sets("password.min_length", 12, ">="),))
    short = make.duty("act", capability=STRENGTH, parameters=(make.sets("password.min_length", 8, ">="),))
    (gap,) = between(two(make, [long], [short]))
    assert (gap.type, gap.dimension, gap.differs_in) == ("lower-threshold", "password.min_length", ("dimension",))
    assert gap.iri.endswith("/ida.credential-strength/lower-threshold/password.min_length")
    assert "at least 12 characters" in gap.why
    assert "California sets minimum password length: at least 8 characters" in gap.why
    assert "advice and not law" in gap.why
    (other,) = between(two(make, [long], [short]), "us-ca", "uk")
    assert other.type == "weaker-modality"


@pytest.mark.parametrize(
    ("theirs", "told", "nearest"),
    [
        ({}, "sets no value", ("act@1/1#1",)),
        ({"value": None, "status": "named-without-value"}, "named without value", ("act@1/1#1",)),
        ({"value": None, "status": "self-determined"}, "self-determined", ("act@1/1#1",)),
    ],
)
def test_no_value_is_less_than_a_value(
    make: Any, between: Any, theirs: dict[str, Any], told: str, nearest: tuple[str, ...]
) -> None:
    long = make.duty("code", capability=STRENGTH, parameters=(make.sets("password.min_length", 12, ">="),))
    parameters = (make.sets("password.min_length", operator=">=", **theirs),) if theirs else ()
    (gap,) = between(two(make, [long], [make.duty("act", capability=STRENGTH, parameters=parameters)]))
    assert (gap.type, gap.nearest) == ("lower-threshold", nearest)
    assert told in gap.why


def test_a_value_that_is_only_one_way_among_others_is_not_asked_for(make: Any, between: Any) -> None:
    unique = make.sets("password.unique_per_device", True)
    found = between(
        two(make, [make.duty("code", parameters=(unique,))], [make.route("act", "1#1", parameters=(unique,))])
    )
    by_type = {gap.type: gap for gap in found}
    assert set(by_type) == {"lower-threshold", "weaker-modality"}
    assert "accepts it as one way among others" in by_type["lower-threshold"].why
    back = two(make, [make.duty("code")], [make.route("act", "1#1", parameters=(unique,))])
    assert between(back, "us-ca", "uk") == ()


def test_sets_of_several_duties_count_together(make: Any, between: Any) -> None:
    def ask(source: str, atom: str, *members: str) -> Any:
        return make.duty(
            source, atom, "res.outage", parameters=(make.sets("outage.behaviour", tuple(sorted(members))),)
        )

    whole = ask("code", "1#1", "clean-recovery", "local-function")
    parts = [ask("act", "1#1", "clean-recovery"), ask("act", "2#1", "local-function")]
    assert between(two(make, [whole], parts)) == ()
    (gap,) = between(two(make, [whole], parts[:1]))
    assert (gap.type, gap.dimension) == ("lower-threshold", "outage.behaviour")


def test_values_that_cannot_be_ordered_are_no_gap(make: Any, between: Any) -> None:
    def ask(source: str, age: str) -> Any:
        return make.duty(source, capability=STRENGTH, parameters=(make.sets("password.max_age", age),))

    assert between(two(make, [ask("code", "P90D")], [ask("act", "P1Y")])) == ()


def test_a_value_counts_for_the_capability_that_it_measures(make: Any, between: Any) -> None:
    both = make.duty("code", parameters=(make.sets("password.min_length", 12, ">="),))
    both = replace(both, capability=(CAP, STRENGTH))
    found = between(two(make, [both], [make.duty("act"), make.duty("act", "2#1", STRENGTH)]))
    assert [(gap.capability, gap.dimension) for gap in found] == [(STRENGTH, "password.min_length")]


def test_what_starts_later_is_a_later_date(make: Any, between: Any) -> None:
    corpus = two(make, [make.duty("code")], [make.duty("act")], edition={"start": date(2027, 12, 11)})
    (gap,) = between(corpus)
    assert (gap.type, gap.differs_in, gap.nearest) == ("later-date", ("date",), ("act@1/1#1",))
    assert "2027-12-11" in gap.why
    assert between(corpus, as_at=date(2028, 1, 1)) == ()


def test_a_repealed_rule_is_missing(make: Any, between: Any) -> None:
    corpus = two(make, [make.duty("code")], [make.duty("act")], edition={"repealed": date(2025, 1, 1)})
    (gap,) = between(corpus)
    assert (gap.type, gap.lacker_stance.kind) == ("missing", "superseded")


def test_a_product_out_of_scope_is_a_narrower_scope(make: Any, between: Any, vocabulary: Vocabulary) -> None:
    scope = (make.scope("user-group", "household"),)
    corpus = two(make, [make.duty("code")], [make.duty("act")], scope=scope)
    assert between(corpus) == ()
    (gap,) = between(corpus, who=profile({"user-group": "public-body"}, {}, vocabulary))
    assert (gap.type, gap.lacker_stance.kind) == ("narrower-scope", "out-of-scope")


def test_an_unknown_jurisdiction_is_refused(make: Any, between: Any) -> None:
    with pytest.raises(NotFoundError, match="not a term of the scheme jurisdiction"):
        between(two(make, [make.duty("code")], []), "uk", "atlantis")


def test_a_source_can_stand_for_a_jurisdiction(make: Any, between: Any) -> None:
    """The command line stages a source as a jurisdiction of its own, under its reference."""
    corpus = make.corpus(
        [make.source("code", "code@1", "code-of-practice"), make.source("act", "us-ca")], [make.duty("code")]
    )
    (gap,) = between(corpus, "code@1", "us-ca")
    assert gap.type == "missing"
    assert gap.why.startswith("The code asks for it")
