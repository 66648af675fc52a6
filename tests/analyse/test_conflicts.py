# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Conflicts: family by family, each with the twin in which nothing clashes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from comity.analyse.conflicts import conflicts, mirror
from comity.model.finding import Conflict
from comity.model.instrument import Enforcement, Enforcer, Instrument, PrivateAction, Tier
from comity.model.vocab import Vocabulary

CAP = "ida.default-credentials"
STRENGTH = "ida.credential-strength"
GENERAL = "sdl.appropriate-security"


@pytest.fixture
def clash(vocabulary: Vocabulary, today: date) -> Any:
    """Find the conflicts of California and Oregon, unless told otherwise."""

    def asked(corpus: Any, a: str = "us-ca", b: str = "us-or", as_at: date = today) -> tuple[Conflict, ...]:
        return conflicts(corpus, vocabulary, a, b, as_at)

    return asked


def acts(make: Any, ours: dict[str, Any] | None = None, theirs: dict[str, Any] | None = None) -> tuple[Any, Any]:
    """Two statutes."""
    return make.source("ca", "us-ca", **(ours or {})), make.source("or", "us-or", **(theirs or {}))


def test_equal_rules_do_not_clash(make: Any, clash: Any) -> None:
    assert clash(make.corpus(acts(make), [make.duty("ca"), make.duty("or")])) == ()


def test_silence_never_clashes(make: Any, clash: Any) -> None:
    scopes = [{"scope": (make.scope("user-group", group),)} for group in ("any", "household")]
    assert clash(make.corpus(acts(make, *scopes), [make.duty("ca")])) == ()
    apart = [make.duty("ca"), make.duty("or", capability=STRENGTH)]
    assert clash(make.corpus(acts(make, *scopes), apart)) == ()
    assert clash(make.corpus(acts(make, *scopes), [make.duty("ca"), make.duty("or", text_status="note")])) == ()


def test_nothing_clashes_before_anything_is_in_force(make: Any, clash: Any) -> None:
    scopes = [{"scope": (make.scope("user-group", group),)} for group in ("any", "household")]
    corpus = make.corpus(acts(make, *scopes), [make.duty("ca"), make.duty("or")])
    assert len(clash(corpus)) == 1
    assert clash(corpus, as_at=date(2019, 12, 31)) == ()


def test_a_jurisdiction_does_not_clash_with_itself(make: Any, clash: Any) -> None:
    assert clash(make.corpus(acts(make), [make.duty("ca")]), "us-ca", "us-ca") == ()


def test_the_wider_scope_is_the_stricter(make: Any, clash: Any) -> None:
    ours = {"scope": (make.scope("user-group", "any", "covered-by-the-general-test", test="any-use"),)}
    theirs = {"scope": (make.scope("user-group", "household", test="primarily-used", clause="(1)(a)"),)}
    (found,) = clash(make.corpus(acts(make, ours, theirs), [make.duty("ca"), make.duty("or")]))
    assert (found.type, found.verdict, found.stricter, found.severity) == (
        "scope",
        "stricter-compatible",
        "us-ca",
        "medium",
    )
    assert (found.a_clauses, found.b_clauses) == (("ca@1/2",), ("or@1/(1)(a)",))
    assert found.iri == "https://w3id.org/comity/finding/conflict/us-ca/us-or/scope/user-group/ca/or"
    assert "a product only for industrial operators falls in there alone" in found.why


def test_scopes_that_overlap_at_most_are_incomparable(make: Any, clash: Any) -> None:
    ours, theirs = ({"scope": (make.scope("user-group", group),)} for group in ("consumer", "household"))
    (found,) = clash(make.corpus(acts(make, ours, theirs), [make.duty("ca"), make.duty("or")]))
    assert (found.verdict, found.stricter) == ("incomparable", None)
    assert "neither is shown to lie within the other" in found.why


def connected_device(make: Any, test: str, group: str, use_test: str, *identifiers: str) -> Any:
    """A definition as the two states give it."""
    return make.definition(
        "connected device",
        genus=("device", "object"),
        connection__test=(test,),
        connection__medium=("internet-directly",),
        identifiers=identifiers,
        use__group=(group,),
        use__test=(use_test,),
    )


def test_a_definition_clashes_component_by_component(make: Any, clash: Any) -> None:
    ours = {"definitions": (connected_device(make, "is-able", "any", "any-use", "ip-address", "bluetooth-address"),)}
    their = connected_device(make, "does", "household", "primarily-used", "ip-address", "other-short-range")
    found = clash(
        make.corpus(
            acts(make, ours, {"definitions": (replace(their, term="Connected devices"),)}),
            [make.duty("ca"), make.duty("or")],
        )
    )
    by_matter = {conflict.matter: conflict for conflict in found}
    assert set(by_matter) == {f"connected device: {part}" for part in ("connection", "identifiers", "use")}
    connection, use = by_matter["connected device: connection"], by_matter["connected device: use"]
    assert (connection.verdict, connection.stricter) == ("stricter-compatible", "us-ca")
    assert 'one that passes the test "is able" and fails "does" falls in for California alone' in connection.why
    assert (use.verdict, use.stricter) == ("stricter-compatible", "us-ca")
    assert "one only for industrial operators falls in for California alone" in use.why
    identifiers = by_matter["connected device: identifiers"]
    assert (identifiers.verdict, identifiers.stricter) == ("incomparable", None)
    assert "other short range falls in for Oregon alone" in identifiers.why
    assert "for California alone" not in identifiers.why  # a list that ends in "other" may hold it


def test_the_same_definition_and_other_terms_do_not_clash(make: Any, clash: Any) -> None:
    same = {"definitions": (connected_device(make, "does", "any", "any-use", "ip-address"),)}
    duties = [make.duty("ca"), make.duty("or")]
    assert clash(make.corpus(acts(make, same, same), duties)) == ()
    other = {"definitions": (replace(same["definitions"][0], term="smart product"),)}
    assert clash(make.corpus(acts(make, same, other), duties)) == ()


def test_a_component_that_one_definition_lacks_limits_only_the_other(make: Any, clash: Any) -> None:
    open_one = make.definition("connected device", genus=("device",))
    limited = make.definition("connected device", genus=("device",), use__group=("household",))
    (found,) = clash(
        make.corpus(
            acts(make, {"definitions": (open_one,)}, {"definitions": (limited,)}), [make.duty("ca"), make.duty("or")]
        )
    )
    assert (found.matter, found.stricter) == ("connected device: use", "us-ca")
    assert "none stated" in found.a_says


def test_manufacturers_are_counted_differently(make: Any, clash: Any) -> None:
    ours = make.definition(
        "manufacturer", acts__of=("makes", "has-made"), acts__type=("any-of",), spared=("buys-only",)
    )
    theirs = make.definition("manufacturer", acts__of=("makes", "sells"), acts__type=("all-of",))
    duties = [make.duty("ca"), make.duty("or")]
    (found,) = clash(make.corpus(acts(make, {"definitions": (ours,)}, {"definitions": (theirs,)}), duties))
    assert (found.type, found.matter, found.verdict) == ("actor", "manufacturer: acts", "stricter-compatible")
    assert found.stricter == "us-ca"
    assert found.a_says == "acts: has made or makes; spared: buys only"
    assert found.b_says == "acts: makes and sells; spared: none stated"
    assert clash(make.corpus(acts(make, {"definitions": (ours,)}, {"definitions": (ours,)}), duties)) == ()


def test_more_criteria_make_a_quality_stricter(make: Any, clash: Any) -> None:
    def quality(*criteria: str) -> dict[str, Any]:
        return {
            "definitions": (
                make.definition("reasonable security feature", criteria__of=criteria, criteria__type=("all-of",)),
            )
        }

    duties = [make.duty("ca"), make.duty("or")]
    (found,) = clash(make.corpus(acts(make, quality("fit", "safe"), quality("fit")), duties))
    assert (found.matter, found.stricter) == ("reasonable security feature: criteria", "us-ca")
    (other,) = clash(make.corpus(acts(make, quality("fit", "contained"), quality("fit", "stored")), duties))
    assert (other.verdict, other.stricter) == ("incomparable", None)
    assert "Meet the qualities that either text asks for" in other.satisfy_both


def test_other_bearers_are_an_actor_clash(make: Any, clash: Any) -> None:
    wide = make.duty("ca", bearer=("importer", "manufacturer"))
    (found,) = clash(make.corpus(acts(make), [wide, make.duty("or")]))
    assert (found.type, found.matter, found.stricter) == ("actor", CAP, "us-ca")
    (apart,) = clash(make.corpus(acts(make), [make.duty("ca", bearer=("importer",)), make.duty("or")]))
    assert (apart.verdict, apart.stricter) == ("different-duty", None)
    unsaid = [make.duty("ca", bearer=()), make.duty("or")]
    assert clash(make.corpus(acts(make), unsaid)) == ()


def test_other_recipients_are_told(make: Any, clash: Any) -> None:
    rows = [make.duty("ca", counterparty=("csirt",)), make.duty("or", counterparty=("regulator",))]
    (found,) = clash(make.corpus(acts(make), rows))
    assert (found.type, found.a_says) == ("recipient", "names as the other party csirt")


def test_law_against_advice_is_a_clash_of_force(make: Any, clash: Any) -> None:
    corpus = make.corpus(
        [make.source("code", "uk", "code-of-practice"), make.source("ca", "us-ca")],
        [make.duty("code"), make.duty("ca")],
    )
    (found,) = clash(corpus, "uk", "us-ca")
    assert (found.type, found.matter, found.stricter, found.severity) == ("modality", CAP, "us-ca", "low")
    assert found.why == "In legal force (advice against law) California is the stronger."
    assert "only the text of California is law" in found.satisfy_both


def test_law_that_permits_and_advice_that_asks_are_incomparable(make: Any, clash: Any) -> None:
    corpus = make.corpus(
        [make.source("code", "uk", "code-of-practice"), make.source("ca", "us-ca")],
        [make.duty("code"), make.route("ca", "1#1")],
    )
    (found,) = clash(corpus, "uk", "us-ca")
    assert (found.type, found.verdict, found.stricter) == ("modality", "incomparable", None)
    assert "in what is said (a duty against a route) the United Kingdom is the stronger" in found.why


def test_values_on_one_dimension(make: Any, clash: Any) -> None:
    def rule(source: str, value: int, **more: Any) -> Any:
        return make.duty(
            source, capability=STRENGTH, parameters=(make.sets("password.min_length", value, ">="),), **more
        )

    (found,) = clash(make.corpus(acts(make), [rule("ca", 12), rule("or", 8)]))
    assert (found.type, found.matter, found.verdict, found.stricter) == (
        "threshold",
        STRENGTH,
        "stricter-compatible",
        "us-ca",
    )
    assert found.a_says == "sets minimum password length: at least 12 characters in a statute, which is law"
    assert found.iri.endswith("/threshold/ida.credential-strength/password.min_length")
    (equal,) = clash(make.corpus(acts(make), [rule("ca", 8), rule("or", 8)]))
    assert (equal.verdict, equal.severity, equal.stricter) == ("equal", "none", None)
    assert clash(make.corpus(acts(make), [rule("ca", 8), make.duty("or", capability=STRENGTH)])) == ()


def test_a_value_without_an_order_is_incomparable(make: Any, clash: Any) -> None:
    rows = [
        make.duty(source, capability=STRENGTH, parameters=(make.sets("password.max_age", age),))
        for source, age in (("ca", "P90D"), ("or", "P1Y"))
    ]
    (found,) = clash(make.corpus(acts(make), rows))
    assert (found.type, found.verdict, found.severity) == ("threshold", "incomparable", "medium")


def test_yes_against_no_is_a_contradiction_between_duties_only(make: Any, clash: Any) -> None:
    def rule(source: str, value: bool, **more: Any) -> Any:
        consent = make.sets("update.consent_before_automatic", value)
        return make.duty(source, capability="upd.automatic", parameters=(consent,), **more)

    (found,) = clash(make.corpus(acts(make), [rule("ca", True), rule("or", False)]))
    assert (found.type, found.verdict, found.severity, found.stricter) == (
        "contradiction",
        "contradiction",
        "high",
        None,
    )
    advised = {"modality": "recommendation", "verb": "should"}
    soft = clash(make.corpus(acts(make), [rule("ca", True), rule("or", False, **advised)]))
    assert "contradiction" not in {conflict.verdict for conflict in soft}


def test_a_floor_above_a_ceiling_is_a_contradiction(make: Any, clash: Any) -> None:
    def rule(source: str, operator: str, value: int) -> Any:
        return make.duty(source, capability=STRENGTH, parameters=(make.sets("password.min_length", value, operator),))

    (found,) = clash(make.corpus(acts(make), [rule("ca", ">=", 12), rule("or", "<=", 8)]))
    assert found.verdict == "contradiction"
    (turned,) = clash(make.corpus(acts(make), [rule("ca", "<=", 8), rule("or", ">=", 12)]))
    assert turned.verdict == "contradiction"
    (apart,) = clash(make.corpus(acts(make), [rule("ca", ">=", 8), rule("or", "<=", 12)]))
    assert apart.verdict == "incomparable"
    (touching,) = clash(make.corpus(acts(make), [rule("ca", ">=", 8), rule("or", "<=", 8)]))
    assert touching.verdict == "incomparable"


def test_clocks_from_different_events_stack(make: Any, clash: Any) -> None:
    def rule(source: str, trigger: str) -> Any:
        clock = make.sets("report.early_warning", "PT24H", "<=", trigger=trigger)
        return make.duty(source, capability="vul.authority-reporting", parameters=(clock,))

    (found,) = clash(make.corpus(acts(make), [rule("ca", "becoming-aware"), rule("or", "report-received")]))
    assert (found.type, found.verdict) == ("timing", "incomparable")
    assert "from becoming aware" in found.a_says
    (same,) = clash(make.corpus(acts(make), [rule("ca", "becoming-aware"), rule("or", "becoming-aware")]))
    assert (same.type, same.verdict) == ("threshold", "equal")


def two_ways(make: Any, source: str, effect: str = "conclusive") -> list[Any]:
    """A general duty with the two password ways."""
    unique = make.sets("password.unique_per_device", True)
    forced = make.sets("password.change_before_first_use", True)
    group = {"alternative_of": "1(b)", "alternative_type": "any-of", "satisfies": ("1(a)",), "effect": effect}
    return [
        make.duty(source, "1(a)#1", GENERAL, generic=True),
        make.route(source, "1(b)(1)#1", parameters=(unique,), **group),
        make.route(source, "1(b)(2)#1", parameters=(forced,), **group),
    ]


def test_the_same_two_ways_are_equal(make: Any, clash: Any) -> None:
    (found,) = clash(make.corpus(acts(make), [*two_ways(make, "ca"), *two_ways(make, "or")]))
    assert (found.type, found.matter, found.verdict, found.severity) == ("route", CAP, "equal", "none")
    assert found.a_clauses == ("ca@1/1(b)(1)#1", "ca@1/1(b)(2)#1")
    assert found.satisfy_both == "Any of these ways serves on both sides."


def test_the_effect_of_a_way_may_differ(make: Any, clash: Any) -> None:
    found = clash(make.corpus(acts(make), [*two_ways(make, "ca"), *two_ways(make, "or", "illustrative")]))
    by_verdict = {conflict.verdict: conflict for conflict in found}
    assert set(by_verdict) == {"equal", "stricter-compatible"}
    effect = by_verdict["stricter-compatible"]
    assert (effect.type, effect.matter, effect.stricter) == ("route", CAP, "us-or")
    assert effect.iri.endswith("/route/ida.default-credentials/effect")
    assert "conclusive" in effect.a_says
    assert "illustrative" in effect.b_says


def test_effects_that_have_no_order_leave_nobody_stricter(make: Any, clash: Any) -> None:
    found = clash(make.corpus(acts(make), [*two_ways(make, "ca"), *two_ways(make, "or", "excludes-from-scope")]))
    effect = next(conflict for conflict in found if conflict.iri.endswith("/effect"))
    assert (effect.verdict, effect.stricter) == ("incomparable", None)


def test_an_outright_demand_meets_one_of_two_ways(make: Any, clash: Any) -> None:
    unique, reset = make.sets("password.unique_per_device", True), make.sets("password.shared_after_reset", False)
    code = [make.duty("code", parameters=(unique,)), make.duty("code", "1#2", parameters=(reset,))]
    sources = [make.source("code", "uk", "code-of-practice"), make.source("ca", "us-ca")]
    found = clash(make.corpus(sources, [*code, *two_ways(make, "ca")]), "uk", "us-ca")
    route = next(conflict for conflict in found if conflict.type == "route")
    assert (route.verdict, route.stricter, route.severity) == ("stricter-compatible", "uk", "low")
    assert "law only in California" in route.satisfy_both
    assert {conflict.type for conflict in found} == {"route", "modality"}  # the reset is a gap and no conflict


def test_different_ways_are_incomparable(make: Any, clash: Any) -> None:
    other = two_ways(make, "or")
    found = clash(make.corpus(acts(make), [*two_ways(make, "ca")[:2], other[0], other[2]]))
    ways = next(conflict for conflict in found if conflict.matter == CAP)
    assert (ways.verdict, ways.stricter) == ("incomparable", None)


def test_a_way_that_only_one_side_names(make: Any, clash: Any) -> None:
    facts = {"satisfies": ("1(a)",), "alternative_of": "1(c)", "alternative_type": "all-of"}
    head = make.route("ca", "1(c)#1", None, satisfies=("1(a)",), text="The label will do.")
    limbs = [make.route("ca", f"1(c)({n})#1", None, text=f"Limb {n}.", **facts) for n in (1, 2)]
    ours = [*two_ways(make, "ca"), head, *limbs]
    found = clash(make.corpus(acts(make), [*ours, *two_ways(make, "or")]))
    other = next(conflict for conflict in found if conflict.matter == GENERAL)
    assert (other.type, other.verdict) == ("route", "incomparable")
    assert other.a_clauses == ("ca@1/1(c)#1", "ca@1/1(c)(1)#1", "ca@1/1(c)(2)#1")
    assert other.a_says == "alone names: The label will do. Limb 1. Limb 2"
    assert other.b_says == "names no way beyond those that the other names too"
    no_ways = clash(make.corpus(acts(make), [*ours, two_ways(make, "or")[0]]))
    assert [conflict for conflict in no_ways if conflict.matter == GENERAL] == []


def test_the_head_of_a_list_is_no_way_of_its_own(make: Any, clash: Any) -> None:
    head = make.route("ca", "1(b)#1", None, satisfies=("1(a)",), text="One of these will do.")
    found = clash(make.corpus(acts(make), [*two_ways(make, "ca"), head, *two_ways(make, "or")]))
    assert [conflict.verdict for conflict in found] == ["equal"]


def test_a_way_that_is_not_yet_open_is_not_told(make: Any, clash: Any) -> None:
    label = make.route("ca", "1(c)#1", None, satisfies=("1(a)",), valid_from=date(2023, 1, 1))
    corpus = make.corpus(acts(make), [*two_ways(make, "ca"), label, *two_ways(make, "or")])
    assert GENERAL in {conflict.matter for conflict in clash(corpus)}
    assert GENERAL not in {conflict.matter for conflict in clash(corpus, as_at=date(2022, 12, 31))}


def enforced(by: str = "", action: str = "silent", ceiling: str = "", status: str = "verified") -> dict[str, Any]:
    facts = {"clause": "2", "status": status}
    enforcers = tuple(Enforcer(name=name, role="government", **facts) for name in by.split("; ") if name)
    tiers = (Tier(id="top", ceiling=ceiling, **facts),) if ceiling else ()
    known = Enforcement(enforcers=enforcers, tiers=tiers, private_action=PrivateAction(value=action, **facts))
    return {"instrument": Instrument(enforcement=known)}


def test_enforcement_clashes_only_where_both_are_recorded(make: Any, clash: Any) -> None:
    duties = [make.duty("ca"), make.duty("or")]
    pair = acts(make, enforced("Attorney General; city attorney", status="secondary"), enforced("Attorney General"))
    (found,) = clash(make.corpus(pair, duties))
    assert (found.type, found.verdict, found.verification) == ("enforcement", "incomparable", "secondary")
    assert found.a_says == "enforced by Attorney General; city attorney (secondary source)"
    assert (found.a_clauses, found.b_clauses) == (("ca@1/1#1",), ("or@1/1#1",))
    assert clash(make.corpus(acts(make, enforced("X"), enforced("X")), duties)) == ()
    assert clash(make.corpus(acts(make, enforced("X"), enforced("")), duties)) == ()
    assert clash(make.corpus(acts(make, enforced("X", "excluded"), enforced("X", "not-examined")), duties)) == ()


def test_ceilings_clash_only_where_both_name_one(make: Any, clash: Any) -> None:
    duties = [make.duty("ca"), make.duty("or")]
    (found,) = clash(make.corpus(acts(make, enforced(ceiling="10 USD"), enforced(ceiling="20 USD")), duties))
    assert (found.matter, found.a_says, found.b_says) == ("enforcement: ceiling", "ceiling 10 USD", "ceiling 20 USD")
    assert clash(make.corpus(acts(make, enforced(ceiling="10 USD"), enforced()), duties)) == ()


def test_the_other_way_round_is_the_same_finding(make: Any, clash: Any) -> None:
    corpus = make.corpus(acts(make), [*two_ways(make, "ca"), *two_ways(make, "or", "illustrative")])
    forth, back = clash(corpus), clash(corpus, "us-or", "us-ca")
    assert back == tuple(mirror(conflict) for conflict in forth)
    assert {conflict.iri for conflict in back} == {conflict.iri for conflict in forth}
    for there, here in zip(forth, back, strict=True):
        assert (here.a, here.b) == ("us-or", "us-ca")
        assert (here.a_says, here.b_says) == (there.b_says, there.a_says)
        assert (here.a_clauses, here.b_clauses) == (there.b_clauses, there.a_clauses)
        assert (here.stricter, here.why) == (there.stricter, there.why)
