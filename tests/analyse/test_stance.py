# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Stances: the strongest voice wins, every face of absence is told apart, and time, reach and condition are heeded."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from comity.analyse.profile import profile
from comity.analyse.stance import stance
from comity.model.errors import NotFoundError
from comity.model.finding import Stance
from comity.model.vocab import Vocabulary

CAP = "ida.default-credentials"


@pytest.fixture
def ask(vocabulary: Vocabulary, today: date) -> Any:
    """Ask for the stance of California on default credentials, unless told otherwise."""

    def asked(corpus: Any, jurisdiction: str = "us-ca", capability: str = CAP, **more: Any) -> Stance:
        return stance(corpus, vocabulary, jurisdiction, capability, more.get("as_at", today), more.get("profile"))

    return asked


def test_the_strongest_voice_carries_the_stance(make: Any, ask: Any) -> None:
    weak = make.duty("act", "1#1", modality="recommendation", verb="should")
    strong = make.duty("act", "2#1")
    found = ask(make.corpus([make.source("act", "us-ca")], [weak, strong]))
    assert (found.kind, found.rank, found.clauses) == ("binding", 6, ("act@1/2#1",))
    assert 'requires it with "shall" in a statute, which is law (act@1/2#1)' in found.why


def test_a_code_with_shall_is_advice_and_says_so(make: Any, ask: Any) -> None:
    found = ask(make.corpus([make.source("code", "uk", "code-of-practice")], [make.duty("code")]), "uk")
    assert (found.kind, found.rank) == ("advised-shall", 3)
    assert "which is advice and not law" in found.why


def test_a_jurisdiction_holds_neither_its_parent_nor_its_parts(make: Any, ask: Any) -> None:
    corpus = make.corpus([make.source("act", "us-ca")], [make.duty("act")])
    assert ask(corpus, "us").kind == "unexamined"
    assert ask(corpus, "us-or").kind == "unexamined"
    assert ask(corpus, "us-ca").kind == "binding"


def test_unknown_names_are_refused_with_the_nearest(make: Any, ask: Any) -> None:
    corpus = make.corpus([make.source("act", "us-ca")], [make.duty("act")])
    with pytest.raises(NotFoundError, match="us-ca"):
        ask(corpus, "us-cal")
    with pytest.raises(NotFoundError, match=r"ida\.default-credentials"):
        ask(corpus, capability="ida.default-credential")
    with pytest.raises(NotFoundError, match="a head, not a capability"):
        ask(corpus, capability="ida")


def test_a_condition_is_open_without_a_profile_and_answered_by_one(make: Any, ask: Any, vocabulary: Vocabulary) -> None:
    corpus = make.corpus(
        [make.source("act", "us-ca")], [make.duty("act", condition=("has-passwords", "not:is-constrained"))]
    )
    found = ask(corpus)
    assert (found.kind, found.conditions) == ("conditional", ("has-passwords", "not is-constrained"))
    met = profile({}, {"has-passwords": True, "is-constrained": False}, vocabulary)
    assert ask(corpus, profile=met).kind == "binding"
    half = profile({}, {"has-passwords": True}, vocabulary)
    assert ask(corpus, profile=half).conditions == ("not is-constrained",)
    failing = profile({}, {"has-passwords": False}, vocabulary)
    assert ask(corpus, profile=failing).kind == "out-of-scope"


def test_a_condition_does_not_strengthen_advice_into_law(make: Any, ask: Any) -> None:
    corpus = make.corpus(
        [make.source("code", "uk", "code-of-practice")], [make.duty("code", condition=("has-passwords",))]
    )
    found = ask(corpus, "uk")
    assert (found.kind, found.conditions) == ("advised-shall", ("has-passwords",))


def test_a_route_is_permitted_and_the_duty_that_it_meets_is_cited(make: Any, ask: Any) -> None:
    duty = make.duty("act", "4(a)#1", "sdl.appropriate-security", generic=True)
    ways = [make.route("act", f"4(b)({n})#1", satisfies=("4(a)",), alternative_of="4(b)") for n in (1, 2)]
    found = ask(make.corpus([make.source("act", "us-ca")], [duty, *ways]))
    assert (found.kind, found.clauses) == ("permitted", ("act@1/4(b)(1)#1", "act@1/4(b)(2)#1"))
    assert found.nearest == ("act@1/4(a)#1",)
    assert "the general duty act@1/4(a)#1 is binding and these are ways to meet it (effect: conclusive)" in found.why
    alone = ask(make.corpus([make.source("act", "us-ca")], [make.route("act", "4(b)(1)#1")]))
    assert (alone.kind, alone.nearest) == ("permitted", ())


def test_only_text_that_can_carry_a_stance_does(make: Any, ask: Any, vocabulary: Vocabulary) -> None:
    bearing = {"operative", "headline", "supporting", "criterion"}
    for status in vocabulary.scheme("text-status"):
        corpus = make.corpus([make.source("act", "us-ca")], [make.duty("act", text_status=status)])
        found = ask(corpus)
        assert found.kind == ("binding" if status in bearing else "mentioned-only"), status
        assert found.nearest == (() if status in bearing else ("act@1/1#1",))


def test_a_definition_only_mentions(make: Any, ask: Any) -> None:
    corpus = make.corpus(
        [make.source("act", "us-ca")], [make.duty("act", kind="definition", modality=None, verb="none")]
    )
    assert ask(corpus).kind == "mentioned-only"


@pytest.mark.parametrize(
    ("examined", "kind"),
    [("whole", "silent"), ("every-duty-bearing-part", "silent"), ("part", "unexamined"), ("none", "unexamined")],
)
def test_silence_needs_a_whole_reading(make: Any, ask: Any, examined: str, kind: str) -> None:
    edition = {"examined": examined, "read": ("1", "2"), "unread": ("3(a)", "3(b)", "3(c)")}
    found = ask(make.corpus([make.source("act", "us-ca", edition=edition)]))
    assert (found.kind, found.rank) == (kind, 0 if kind == "silent" else None)
    assert found.readings[0].unread == ("3(a)", "3(b)", "3(c)")
    assert ("not read: 3(a) to 3(c)" in found.why) == (kind == "unexamined")


def test_no_source_at_all_is_unexamined(make: Any, ask: Any) -> None:
    found = ask(make.corpus([make.source("act", "uk")]))
    assert (found.kind, found.readings) == ("unexamined", ())
    assert "no source" in found.why.lower()


def test_one_unread_source_keeps_a_jurisdiction_from_silence(make: Any, ask: Any) -> None:
    read = make.source("read", "us-ca")
    unread = make.source("unread", "us-ca", edition={"examined": "part"})
    assert ask(make.corpus([read])).kind == "silent"
    assert ask(make.corpus([read, unread])).kind == "unexamined"


def test_a_general_duty_on_the_device_reaches_device_capabilities_only(make: Any, ask: Any) -> None:
    general = make.duty("act", capability="sdl.appropriate-security", generic=True)
    source = make.source("act", "us-ca", edition={"examined": "part", "unread": ("9",)})
    corpus = make.corpus([source], [general])
    found = ask(corpus)
    assert (found.kind, found.nearest) == ("generic-only", ("act@1/1#1",))
    assert "not read: 9" in found.why
    assert ask(corpus, capability="org.people").kind == "unexamined"
    assert ask(corpus, capability="sdl.appropriate-security").kind == "binding"
    on_the_firm = make.corpus(
        [source], [make.duty("act", capability="sdl.appropriate-security", generic=True, object="organisation")]
    )
    assert ask(on_the_firm).kind == "unexamined"
    narrow = make.corpus([source], [make.duty("act", capability="sdl.appropriate-security")])
    assert ask(narrow).kind == "unexamined"


def test_before_an_edition_starts_it_is_not_yet_in_force(make: Any, ask: Any) -> None:
    corpus = make.corpus([make.source("act", "us-ca")], [make.duty("act")])
    found = ask(corpus, as_at=date(2019, 12, 31))
    assert (found.kind, found.nearest) == ("not-yet-in-force", ("act@1/1#1",))
    assert "2020-01-01" in found.why
    assert ask(corpus, as_at=date(2020, 1, 1)).kind == "binding"
    assert ask(corpus, capability="org.people", as_at=date(2019, 12, 31)).kind == "unexamined"


def test_after_its_repeal_an_edition_is_superseded(make: Any, ask: Any) -> None:
    corpus = make.corpus([make.source("act", "us-ca", edition={"repealed": date(2024, 1, 1)})], [make.duty("act")])
    assert ask(corpus, as_at=date(2023, 12, 31)).kind == "binding"
    found = ask(corpus, as_at=date(2024, 1, 1))
    assert (found.kind, found.nearest) == ("superseded", ("act@1/1#1",))


def test_a_later_edition_takes_the_place_of_an_earlier_one(make: Any, ask: Any) -> None:
    editions = (make.edition("1"), make.edition("2", date(2024, 1, 1)))
    old, new = make.duty("act"), make.duty("act", edition="2", modality="recommendation", verb="should")
    corpus = make.corpus([make.source("act", "us-ca", editions=editions)], [old, new])
    assert ask(corpus, as_at=date(2023, 1, 1)).clauses == ("act@1/1#1",)
    assert ask(corpus).clauses == ("act@2/1#1",)
    dropped = make.corpus([make.source("act", "us-ca", editions=editions)], [old])
    assert ask(dropped).kind == "silent"


def test_an_edition_without_a_date_cannot_be_placed(make: Any, ask: Any) -> None:
    corpus = make.corpus([make.source("act", "us-ca", edition={"start": None})], [make.duty("act")])
    found = ask(corpus)
    assert found.kind == "unexamined"
    assert "not recorded" in found.why


def test_single_requirements_have_dates_of_their_own(make: Any, ask: Any) -> None:
    late = make.corpus([make.source("act", "us-ca")], [make.duty("act", valid_from=date(2023, 1, 1))])
    assert ask(late, as_at=date(2022, 12, 31)).kind == "not-yet-in-force"
    assert ask(late).kind == "binding"
    ended = make.corpus([make.source("act", "us-ca")], [make.duty("act", valid_to=date(2022, 12, 31))])
    assert ask(ended, as_at=date(2022, 12, 31)).kind == "binding"
    assert ask(ended).kind == "superseded"


def test_an_instrument_that_does_not_reach_the_product_is_out_of_scope(
    make: Any, ask: Any, vocabulary: Vocabulary
) -> None:
    source = make.source("act", "us-or", scope=(make.scope("user-group", "household", test="primarily-used"),))
    corpus = make.corpus([source], [make.duty("act")])
    sensor = profile({"user_group": "industrial-operator"}, {}, vocabulary)
    found = ask(corpus, "us-or", profile=sensor)
    assert (found.kind, found.nearest) == ("out-of-scope", ("act@1/1#1",))
    assert "act@1/2" in found.why
    assert ask(corpus, "us-or", capability="org.people", profile=sensor).kind == "out-of-scope"
    assert ask(corpus, "us-or", profile=profile({"user_group": "household"}, {}, vocabulary)).kind == "binding"
    noted = make.corpus([source], [make.duty("act", text_status="note")])
    assert ask(noted, "us-or").kind == "mentioned-only"
    assert ask(noted, "us-or", profile=sensor).kind == "out-of-scope"
    unsaid = ask(corpus, "us-or", profile=profile({}, {"has-passwords": True}, vocabulary))
    assert unsaid.kind == "conditional"
    assert "undecided" in unsaid.why


def test_an_exemption_takes_out_only_a_product_that_meets_it(make: Any, ask: Any, vocabulary: Vocabulary) -> None:
    facets = {"kind": "exemption", "modality": None, "verb": "none", "condition": ("is-subject-to-another-regime",)}
    exemption = make.duty("act", "9#1", None, **facets)
    corpus = make.corpus([make.source("act", "us-ca")], [make.duty("act"), exemption])
    told = ask(corpus)
    assert told.kind == "binding"
    assert "exemptions stand in act@1/9#1" in told.why
    yes, no = ({"is-subject-to-another-regime": truth} for truth in (True, False))
    assert ask(corpus, profile=profile({}, yes, vocabulary)).kind == "out-of-scope"
    assert ask(corpus, profile=profile({}, no, vocabulary)).kind == "binding"
    unknown = ask(corpus, profile=profile({}, {}, vocabulary))
    assert (unknown.kind, unknown.conditions) == ("conditional", ("is-subject-to-another-regime",))
    other = make.corpus(
        [make.source("act", "us-ca")], [make.duty("act"), make.duty("act", "9#1", "org.people", **facets)]
    )
    assert ask(other, profile=profile({}, yes, vocabulary)).kind == "binding"
    assert ask(other, capability="org.people").kind == "mentioned-only"


def test_relief_from_a_notice_is_no_way_out_of_everything(make: Any, ask: Any, vocabulary: Vocabulary) -> None:
    facets = {"kind": "exemption", "modality": None, "verb": "none", "condition": ("is-subject-to-another-regime",)}
    yes = profile({}, {"is-subject-to-another-regime": True}, vocabulary)
    for subject, kind in (("reg.non-compliance", "binding"), ("reg.framework", "out-of-scope")):
        relief = make.duty("act", "9#1", None, subject=(subject,), **facets)
        corpus = make.corpus([make.source("act", "us-ca")], [make.duty("act"), relief])
        assert ask(corpus, profile=yes).kind == kind


@pytest.mark.parametrize(
    ("target", "kind"), [("device", "generic-only"), ("product-system", "generic-only"), ("organisation", "silent")]
)
def test_a_general_duty_on_the_product_may_reach_what_is_realised_in_the_device(
    make: Any, ask: Any, target: str, kind: str
) -> None:
    duty = make.duty("act", "1#1", "sdl.appropriate-security", generic=True, object=target)
    assert ask(make.corpus([make.source("act", "us-ca")], [duty])).kind == kind


def test_where_no_route_fits_the_product_the_general_duty_still_may_reach_it(
    make: Any, ask: Any, vocabulary: Vocabulary
) -> None:
    duty = make.duty("act", "4(a)#1", "sdl.appropriate-security", generic=True)
    way = make.route("act", "4(b)#1", satisfies=("4(a)",), condition=("authenticates-outside-lan",))
    corpus = make.corpus([make.source("act", "us-ca")], [duty, way])
    local = profile({}, {"authenticates-outside-lan": False}, vocabulary)
    assert ask(corpus).kind == "permitted"
    assert ask(corpus, profile=local).kind == "generic-only"


def test_a_stance_shows_the_weakest_of_its_facts(make: Any, ask: Any) -> None:
    plain = make.corpus([make.source("act", "us-ca")], [make.duty("act")])
    assert ask(plain).verification == "verified"
    doubtful = make.corpus([make.source("act", "us-ca")], [make.duty("act", status="unverified")])
    assert ask(doubtful).verification == "unverified"
    assert "not verified in the text: act@1/1#1" in ask(doubtful).why
    dated = make.source("act", "us-ca", edition={"date_status": (("applies", "secondary"),)})
    assert ask(make.corpus([dated], [make.duty("act")])).verification == "secondary"
    believed = make.source("act", "us-ca", basis="secondary-source")
    assert ask(make.corpus([believed], [make.duty("act")])).verification == "secondary"
