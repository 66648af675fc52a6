# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Bad input to every parser that discovery finds: blocks out of order, and files cut short or with bytes changed.

Each gives clauses or a ComityError that names the place. Files go through ingest.parse, so that what still parses has
the number of provisions that the record expects and loses none in silence.
"""

from __future__ import annotations

import pkgutil
import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.model import vocab
from comity.model.document import Anchor, Block, Clause
from comity.model.errors import ComityError
from comity.model.source import Edition, Source
from comity.settings import Settings
from ingest import catalog, formats, sources
from ingest.parse import SourceParser, parse_published, restatement_path

SETTINGS = Settings()
SOURCES = catalog.load_all(SETTINGS.corpus, vocab.load(SETTINGS.ontology))
PARSERS = sorted(module.name for module in pkgutil.iter_modules(sources.__path__))
RESTATED = [(s, e, language) for s in SOURCES for e in s.editions for language in e.languages]
PUBLISHED = [(s, e, lang) for s in SOURCES for e in s.editions for lang in sorted({f.language for f in e.files})]
ROLES = ("heading", "paragraph", "item", "cell", "sentence", "furniture", "comment", "turned")
LABELS = (
    *(
        "",
        " ",
        "(a)",
        "(b) T",
        "(1)",
        "(2) T",
        "(A) T",
        "(i) t",
        "1.",
        "2. T",
        "3. T",
        "a. T",
        "b. T",
        "i. T",
        "(a)(1)(A)",
    ),
    *(
        "1) T",
        "2) T",
        "99) T",
        "Footnotes",
        "1. Note",
        "12 Note",
        "99. Note",
        "1.1 T",
        "A.1 T",
        "2.1",
        "5.1-1",
        "999999999999 T",
    ),
    *(
        "§ 1",
        "SECTION 1.",
        "Article 1",
        "Article 14(2)",
        "ANNEX I",
        "Annex A",
        "Schedule 1",
        "SCHEDULE 9",
        "Table 1. T",
    ),
    *(
        "Supporting text",
        "Explanatory note",
        "Guideline 1 on keys: t",
        "Provision 5.1-1",
        "References",
        "第1条",
        "１",
        "²",
        "٣. T",
    ),
    *(
        "Note on Conformity Assessment Considerations of IoT Components",
        "In this context, an IoT product t",
        "Cybersecurity utility: t",
    ),
)
BLOCKS_OF_OUR_OWN = st.builds(
    Block,
    st.builds("{}{}".format, st.sampled_from(LABELS), st.sampled_from(("", " The maker shall act.", ": to act", " …"))),
    st.just(Anchor("law.pdf", 1, 0, 40)),
    st.sampled_from(ROLES),
    st.integers(0, 6),
    st.sampled_from((0.0, 5.0, 10.0, 16.0)),
)
FIXED = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def parser_of(module: str) -> SourceParser:
    found: SourceParser = import_module(f"ingest.sources.{module}")
    return found


@cache
def vocabulary_of(module: str) -> tuple[Block, ...]:
    """Blocks of the source's own restatements, which hold the numbers, labels and headings that its parser knows."""
    texts = [(s, e, language) for s, e, language in RESTATED if s.id.replace("-", "_") == module]
    paths = [restatement_path(SETTINGS.corpus, *text) for text in texts]
    return tuple(block for path in paths for block in formats.read(path.read_bytes(), path.name, "text/markdown"))


def check(clauses: Sequence[Clause]) -> None:
    for clause in clauses:
        assert clause.id
        assert clause.anchor.start <= clause.anchor.end
        assert [sentence.ordinal for sentence in clause.sentences] == list(range(1, len(clause.sentences) + 1))
        assert all(sentence.text.strip() for sentence in clause.sentences)


def parses_or_refuses(module: str, blocks: Sequence[Block]) -> None:
    try:
        clauses = tuple(parser_of(module).parse(blocks))
    except ComityError as error:
        assert error.place
        assert error.why
    else:
        check(clauses)


def test_every_source_has_the_parser_that_discovery_finds() -> None:
    assert sorted(source.id.replace("-", "_") for source in SOURCES) == PARSERS


@pytest.mark.parametrize("module", PARSERS)
@FIXED
@given(data=st.data())
def test_a_parser_parses_or_refuses_random_blocks(module: str, data: st.DataObject) -> None:
    own = st.sampled_from(vocabulary_of(module))
    changed = st.builds(lambda block, role: replace(block, role=role), own, st.sampled_from(ROLES))
    cut = st.builds(lambda block, size: replace(block, text=block.text[:size]), own, st.integers(0, 60))
    parses_or_refuses(module, data.draw(st.lists(own | changed | cut | BLOCKS_OF_OUR_OWN, max_size=25)))


@pytest.mark.parametrize("module", PARSERS)
@pytest.mark.parametrize("change", ["missing", "doubled", "swapped", "headless", "labelled", "cut"])
def test_a_parser_parses_or_refuses_what_was_changed(module: str, change: str) -> None:
    rng = random.Random(f"{module} {change}")
    whole = vocabulary_of(module)[:160]
    for _ in range(4):
        blocks = list(whole)
        for at in sorted(rng.sample(range(len(blocks)), min(3, len(blocks))), reverse=True):
            block = blocks[at]
            blocks[at : at + 1] = {
                "missing": [],
                "doubled": [block, block],
                "swapped": [blocks[at - 1], block],
                "headless": [replace(block, role="paragraph" if block.role == "heading" else "heading")],
                "labelled": [replace(block, text=rng.choice(LABELS), role=rng.choice(ROLES)), block],
                "cut": [replace(block, text=block.text[: rng.randrange(len(block.text))])],
            }[change]
        parses_or_refuses(module, blocks)


def damaged(raw: bytes, rng: random.Random, *, cuts: bool) -> bytes:
    """A file that ends early, or one with up to thirty bytes changed."""
    if cuts:
        return raw[: rng.randrange(len(raw))]
    changed = bytearray(raw)
    for _ in range(rng.choice((1, 5, 30))):
        changed[rng.randrange(len(raw))] = rng.choice(b"#\n().1-`<&\x00\xff a")
    return bytes(changed)


def survives(
    paths: Sequence[Path], into: Path, text: tuple[Source, Edition, str], rng: random.Random, tries: int
) -> None:
    source, edition, language = text
    held = [into / path.name for path in paths]
    for attempt in range(tries):
        hit = rng.randrange(len(paths))
        for at, path in enumerate(paths):
            raw = path.read_bytes()
            held[at].write_bytes(damaged(raw, rng, cuts=attempt % 2 == 0) if at == hit else raw)
        try:
            document = parse_published(held, source, edition, language)
        except ComityError as error:
            assert any(path.name in error.place for path in held)
            assert error.why
        else:
            check(document.clauses)
            assert sum(clause.is_provision for clause in document.clauses) == edition.expect.provisions


@pytest.mark.parametrize("text", RESTATED, ids=lambda text: f"{text[0].id}@{text[1].id}-{text[2]}")
def test_a_damaged_restatement_parses_whole_or_is_refused(text: tuple[Source, Edition, str], tmp_path: Path) -> None:
    path = restatement_path(SETTINGS.corpus, *text)
    survives([path], tmp_path, text, random.Random(str(path.relative_to(SETTINGS.corpus))), tries=6)


@pytest.mark.slow
@pytest.mark.parametrize("text", PUBLISHED, ids=lambda text: f"{text[0].id}@{text[1].id}-{text[2]}")
def test_a_damaged_file_of_a_publisher_parses_whole_or_is_refused(
    text: tuple[Source, Edition, str], tmp_path: Path
) -> None:
    source, edition, language = text
    if SETTINGS.originals is None:
        pytest.skip("COMITY_ORIGINALS is not set")
    paths = [SETTINGS.originals / source.id / file.name for file in edition.files if file.language == language]
    absent = [path.name for path in paths if not path.is_file()]
    if absent:
        pytest.skip(f"{source.id}/{absent[0]} is not in COMITY_ORIGINALS")
    survives(paths, tmp_path, text, random.Random(f"{source.id} {language}"), tries=4)
