# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""SERVICE and updates are refused in every spelling, and nothing else is; the engine then sees no second reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from comity.graph.query_error import QueryError, Reason
from comity.graph.sparql_text import prepare, tokenise

HOST = "http://127.0.0.1:1/"
CALLS = [
    f"SELECT * {{ SERVICE <{HOST}> {{ ?s ?p ?o }} }}",
    f"SELECT * {{ service silent <{HOST}> {{ ?s ?p ?o }} }}",
    f"SELECT * {{ \\u0053ERVICE <{HOST}> {{ ?s ?p ?o }} }}",
    f"SELECT * {{ S\\U00000045RVICE <{HOST}> {{ ?s ?p ?o }} }}",
    f"SELECT * {{ # SERVICE\nSERVICE <{HOST}> {{ ?s ?p ?o }} }}",
    f"SELECT * {{ SERVICE<{HOST}>{{ ?s ?p ?o }} }}",
    "SELECT * { VALUES ?x { <http://127.0.0.1:1/> } SERVICE ?x { ?s ?p ?o } }",
    f"PREFIX e: <{HOST}> SELECT * {{ SERVICE e:x {{ ?s ?p ?o }} }}",
    f"ASK {{ {{ SELECT * {{ LATERAL {{ SERVICE <{HOST}> {{}} }} }} }} }}",
    # The engine reads keywords without word boundaries.
    f"PREFIX ex: <{HOST}> ASK {{ SERVICEex:a {{ ?s ?p ?o }} }}",
    f"PREFIX ex: <{HOST}> PREFIX SERVICEex: <{HOST}> ASK {{ SERVICEex:a # x\n {{ ?s ?p ?o }} }}",
    f"PREFIX ex: <{HOST}> ASK {{ SERVICESILENTex:a {{ ?s ?p ?o }} }}",
    f"PREFIX : <{HOST}> ASK {{ SERVICE:a {{ ?s ?p ?o }} }}",
    f"ASK {{ ?s ?p trueSERVICE <{HOST}> {{ ?s ?p ?o }} }}",
    f"ASK {{ ?s ?p 1SERVICE <{HOST}> {{ ?s ?p ?o }} }}",
    f"ASK {{ ?s ?p 'x'SERVICE <{HOST}> {{ ?s ?p ?o }} }}",
    # An escape that would open a string or a comment, were it decoded inside the string as well.
    f'ASK {{ FILTER("a" = "\\u0022") SERVICE <{HOST}> {{}} FILTER("a" = "") }}',
    f'ASK {{ FILTER("a" = "\\\\") SERVICE <{HOST}> {{}} FILTER("a" = "") }}',
]
HARMLESS = [
    'SELECT * { ?s ?p "SERVICE <http://x/> { }" }',
    "SELECT * { ?s ?p '''it's a SERVICE\n<http://x/> {}''' }",
    'SELECT * { ?s ?p "a \\" SERVICE \\" b" }',
    "SELECT * { ?s ?p ?o } # SERVICE <http://x/> {}",
    "SELECT ?service $SERVICE { ?service ?p $SERVICE }",
    "PREFIX service: <http://x/> SELECT * { service:a service:b service:c }",
    "PREFIX service: <http://x/> SELECT * { GRAPH service:g { ?s ?p ?o } }",
    "PREFIX service: <http://x/> SELECT * FROM service:g { ?s ?p ?o }",
    "PREFIX ex: <http://x/> SELECT * { ?s ex:SERVICE ?o }",
    "SELECT * { ?s <http://x/SERVICE#service> ?o }",
    "SELECT * { ?s <https://w3id.org/comity/id/us-ca-sb327/2022/1798.91.04(b)(1)#1> 'service' }",
    "SELECT * { ?s ?p 'x'@service }",
    "SELECT * { ?s ?p _:service }",
]


@pytest.mark.parametrize("query", CALLS)
def test_a_call_to_another_endpoint_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE") as caught:
        prepare(query)
    assert caught.value.reason is Reason.REFUSED


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_alone_is_allowed(query: str) -> None:
    Store().query(prepare(query).text)


@pytest.mark.parametrize("closing", ["#>\n", '#>"""\n', "'>", ".?s?p?o.#>\n"])
def test_less_than_cannot_hide_a_call(closing: str) -> None:
    """Where our reading takes an IRI and the engine could take less-than, the engine gets a text it must reject."""
    query = f'ASK {{ FILTER(?a<?b){closing} SERVICE <{HOST}> {{}} #""" \' \n }}'
    try:
        text = prepare(query).text
    except QueryError as error:
        assert error.reason is Reason.REFUSED
    else:
        with pytest.raises(SyntaxError):
            Store().query(text)


UPDATES = [
    "INSERT DATA { <http://a> <http://b> 1 }",
    "PREFIX e: <http://x/> DELETE WHERE { ?s ?p ?o }",
    "load <http://x/>",
    "BASE <http://x/> CLEAR ALL",
    "WITH <http://g> DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }",
    "\\u0044ROP ALL",
]


@pytest.mark.parametrize("query", UPDATES)
def test_an_update_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="would write"):
        prepare(query)


@pytest.mark.parametrize(
    ("query", "form", "names_dataset"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT", False),
        ("base <http://x/> prefix load: <http://y/> ask { load:a ?p 'FROM' }", "ASK", False),
        ("CONSTRUCT { ?s ?p ?o } FROM <http://g> WHERE { ?s ?p ?o }", "CONSTRUCT", True),
        ("DESCRIBE <http://x/from>", "DESCRIBE", False),
        ("SELECTDISTINCT?s FROMNAMED<http://g>{?s ?p ?o}", "SELECT", True),
    ],
)
def test_form_and_dataset_are_read(query: str, form: str, names_dataset: bool) -> None:
    prepared = prepare(query)
    assert (prepared.form, prepared.names_dataset) == (form, names_dataset)


def test_escapes_are_decoded_outside_strings_only() -> None:
    assert prepare('SELECT ?\\u0041 { ?\\u0041 ?p "\\u0022" }').text == 'SELECT ?A { ?A ?p "\\u0022" }'
    with pytest.raises(QueryError, match="no character"):
        prepare("SELECT \\UDEADBEEF {}")


@given(st.text(alphabet="SERVICE<>(){}#'\"\\ ?a:.\n", max_size=60))
def test_tokens_are_the_text(text: str) -> None:
    assert "".join(token.text for token in tokenise(text)) == text


CALL = "SERVICE <http://127.0.0.1:1/> {}"
PIECES = [CALL, "SERVICE", "#", "\n", "'", '"', '"""', "'''", "<", ">", "(", ")", "{", "}", "?x", "e:a", ".", "\\", " "]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_what_is_let_through_calls_nobody(pieces: list[str]) -> None:
    """Whatever is built from the dangerous pieces, the engine never gets as far as a connection."""
    query = "PREFIX e: <http://127.0.0.1:1/> ASK { FILTER(?x" + "".join(pieces) + " }"
    try:
        Store().query(prepare(query).text)
    except (QueryError, SyntaxError) as error:
        assert str(error)
