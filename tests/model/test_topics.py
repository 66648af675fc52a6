# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Topics as people type them, and what they must not catch."""

from __future__ import annotations

import pytest

from comity.model import vocab
from comity.model.errors import NotFoundError
from comity.model.topics import capabilities_of
from comity.model.vocab import Vocabulary
from comity.settings import Settings


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return vocab.load(Settings().ontology)


@pytest.mark.parametrize(
    ("topic", "holds", "lacks"),
    [
        ("passwords", "ida.default-credentials", "upd.automatic"),
        ("Password", "ida.credential-strength", "com.segmentation"),
        ("vulnerabilities", "vul.reporting-channel", "ida.brute-force"),
        ("upd", "upd.timeliness", "lif.end-of-life"),
        ("ida.brute-force", "ida.brute-force", "ida.multi-factor"),
        ("secure boot", "int.secure-boot", "int.root-of-trust"),
        ("パスワード", "ida.default-credentials", "upd.capability"),
        ("ﾊﾟｽﾜｰﾄﾞ", "ida.default-credentials", "upd.capability"),
        ("製品の初期パスワードを機器ごとに変える", "ida.default-credentials", "ida.brute-force"),
        ("ＳＥＣＵＲＥ　ＢＯＯＴ", "int.secure-boot", "int.root-of-trust"),
    ],
)
def test_topic(vocabulary: Vocabulary, topic: str, holds: str, lacks: str) -> None:
    found = capabilities_of(vocabulary, topic)
    assert holds in found
    assert lacks not in found
    assert list(found) == sorted(found)


@pytest.mark.parametrize("topic", ["", "  ", "zebra", "縞馬"])
def test_no_topic_is_answered_with_labels(vocabulary: Vocabulary, topic: str) -> None:
    with pytest.raises(NotFoundError, match="no capability"):
        capabilities_of(vocabulary, topic)
