# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Files that would take the machine with them: each is refused with its place, in bounded memory and time.

What could end the process runs in one of its own, whose memory is limited.
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import pytest

import ingest
from comity.model.document import Anchor, Block
from comity.model.errors import DocumentError
from ingest import formats
from ingest.formats import bombs, limits, markdown
from ingest.segment import sentences
from ingest.sources import bsa_principles, nistir_8425, uk_cop_2018

MEGABYTES = 700
CHILD = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEGABYTES} << 20, {MEGABYTES} << 20))
from comity.model.errors import DocumentError
from ingest import formats
name = sys.argv[1].rpartition("/")[2]
try:
    formats.read(open(sys.argv[1], "rb").read(), name, formats.media_type_of(name))
except DocumentError as error:
    print("refused:", error)
"""
TEXT = b"BT /F1 10 Tf 50 500 Td (A maker shall act.) Tj ET\n"


def pdf_of(stream: bytes, filters: bytes) -> bytes:
    """A PDF of one page whose content is the stream."""
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Filter %b/Length %d>>\nstream\n%b\nendstream" % (filters, len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out = b"%PDF-1.7\n"
    for number, body in enumerate(bodies, 1):
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    return out + b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n0\n%%EOF"


def inflating_to(megabytes: int, filler: bytes) -> bytes:
    packer = zlib.compressobj(9)
    chunk = filler * (1_000_000 // len(filler))
    return packer.compress(TEXT) + b"".join(packer.compress(chunk) for _ in range(megabytes)) + packer.flush()


def entities() -> bytes:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?>\n<!DOCTYPE html [<!ENTITY e0 "law">{lines}]>\n<html><p>&e9;</p></html>'.encode()


def zipped() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("law.txt", "A maker shall act.")
    return out.getvalue()


STREAM = r"byte \d+: a stream that inflates to more than 16,000,000 bytes"
DEEP = r"character \d+: elements nested over 256 deep"


@pytest.mark.parametrize(
    ("name", "make", "why"),
    [
        ("blank.pdf", lambda: pdf_of(inflating_to(300, b" "), b"/FlateDecode"), STREAM),
        ("states.pdf", lambda: pdf_of(inflating_to(100, b"q "), b"/Fl"), STREAM),
        ("indirect.pdf", lambda: pdf_of(inflating_to(100, b"q "), b"6 0 R"), STREAM),
        ("twice.pdf", lambda: pdf_of(zlib.compress(inflating_to(300, b" ")), b"[/FlateDecode /FlateDecode]"), STREAM),
        ("a85.pdf", lambda: pdf_of(base64.a85encode(inflating_to(100, b"q ")), b"[/A85 /FlateDecode]"), STREAM),
        ("deep.html", lambda: b"<div>" * 1_000_000 + b"law", DEEP),
        ("closed.html", lambda: b"<div></span>" * 500_000 + b"law", DEEP),
        ("formatted.html", lambda: b"".join(b"<b id=%d>law<p>" % n for n in range(100_000)), DEEP),
        (
            "attributes.html",
            lambda: b"<p " + b" ".join(b"a%d" % n for n in range(500_000)) + b">law",
            "more than 1,000 attr",
        ),
        ("entities.xhtml", entities, "declares entities of its own"),
        ("quotes.md", lambda: b">" * 100_000 + b" law", "line 1: lists or quotations nested over 40 levels"),
        ("lists.md", lambda: b"* " * 50_000 + b"law", "line 1: lists or quotations nested over 40 levels"),
        ("cells.md", lambda: b"|a|b|\n|-|-|\n" + b"|c|d|\n" * 400_000, "tables of more than 500,000 cells"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 16 else "",
)
@pytest.mark.slow
def test_a_bomb_is_refused_in_bounded_memory(name: str, make: Callable[[], bytes], why: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    env = {**os.environ, "PYTHONPATH": str(Path(ingest.__file__).parents[1]), "OMP_NUM_THREADS": "1"}
    run = [sys.executable, "-c", CHILD, str(path)]
    done = subprocess.run(run, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    with pytest.raises(DocumentError, match=rf"{name}.*{why}"):
        raise DocumentError(*done.stdout.removeprefix("refused: ").strip().partition(": ")[::2])


@pytest.mark.parametrize("name", ["law.pdf", "law.html", "law.xhtml", "law.md", "law.txt"])
def test_a_zip_by_another_name_is_refused(name: str) -> None:
    for raw in (zipped(), b"PK\x05\x06" + bytes(18)):
        with pytest.raises(DocumentError, match=rf"{name} byte 0: .* zip archive"):
            formats.read(raw, name, formats.media_type_of(name))


@pytest.mark.parametrize(("name", "most"), [("law.pdf", "200,000,000"), ("law.txt", "20,000,000")])
def test_a_file_over_the_limit_is_refused(name: str, most: str) -> None:
    assert f"{limits.MAX_BYTES:,} {limits.MAX_TEXT_BYTES:,} {limits.MAX_PAGES:,}" == "200,000,000 20,000,000 2,000"

    class Huge(bytes):
        def __len__(self) -> int:
            return 200_000_001

    with pytest.raises(DocumentError, match=f"200,000,001 bytes, and at most {most} are read"):
        formats.read(Huge(b"x"), name, formats.media_type_of(name))


@pytest.mark.parametrize("name", ["law.pdf", "law.html", "law.md", "law.txt"])
def test_every_reader_stops_after_thirty_seconds(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = count(0, 31)
    monkeypatch.setattr(limits.Deadline.__init__, "__defaults__", (limits.MAX_SECONDS, lambda: float(next(seconds))))
    raw = pdf_of(zlib.compress(TEXT), b"/FlateDecode") if name == "law.pdf" else b"<p>A maker shall act."
    with pytest.raises(DocumentError, match=f"{name}: reading took more than 30 seconds"):
        formats.read(raw, name, formats.media_type_of(name))


def test_markdown_stops_inside_a_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter([0.0, *[1.0] * 20, *[31.0] * 100])
    monkeypatch.setattr(limits.Deadline.__init__, "__defaults__", (limits.MAX_SECONDS, lambda: next(seconds)))
    with pytest.raises(DocumentError, match="more than 30 seconds"):
        list(markdown.read(b"[a" * 100, "law.md"))


def test_what_real_pages_hold_is_no_bomb() -> None:
    page = b"<p>law" + b"<a name=x>law<li>law<p>law<br>" * 400 + b"<!--" + b"<div>" * 400 + b"-->"
    page += b"<script>" + b"<div>" * 400 + b"</script><svg>" + b"<path/>" * 400 + b"</svg><div><b>law</div>" * 400
    assert formats.read(page, "law.html", "text/html")
    image = b"/FlateDecode/Subtype/Image"
    bombs.check_streams(pdf_of(inflating_to(20, b" "), image), "law.pdf")
    bombs.check_streams(pdf_of(b"no deflated data", b"/FlateDecode"), "law.pdf")


@pytest.mark.parametrize(
    "run", [")" * 20_000, ".)" * 10_000, "_" * 20_000, ". " * 20_000, '." ' * 9_000, "\u201d" * 20_000]
)
def test_runs_of_signs_are_split_without_loss(run: str) -> None:
    text = f"A maker shall act. Keys {run} end. It may rest."
    found = sentences((Block(text, Anchor("law.txt", None, 0, len(text))),))
    assert "".join("".join(s.text for s in found).split()) == "".join(text.split())
    assert (found[0].text, found[-1].text) == ("A maker shall act.", "It may rest.")
    assert all(text[s.anchor.start : s.anchor.end] == s.text for s in found)


def block(text: str, role: str = "heading") -> Block:
    return Block(text, Anchor("law.md", None, 0, len(text)), role)


def test_parts_that_stand_under_nothing_are_refused() -> None:
    with pytest.raises(DocumentError, match="the Code has no heading 'Supporting text' here"):
        list(uk_cop_2018.parse([block("Introduction"), block("Supporting text")]))
    note = block("2.1 Note on Conformity Assessment Considerations of IoT Components")
    with pytest.raises(DocumentError, match=r"the note to 2\.1 stands without 2\.1"):
        list(nistir_8425.parse([note, block("In this context, an IoT product is one.", "paragraph")]))
    with pytest.raises(DocumentError, match="a utility before the first outcome"):
        list(nistir_8425.parse([block("IoT Product Capabilities"), block("Cybersecurity utility: a", "paragraph")]))
    assert list(nistir_8425.parse([note, block("Table 1. T")]))
    assert not list(bsa_principles.parse([block("", "paragraph")]))
