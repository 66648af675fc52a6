# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Objects to quads, the whole room behind one name.

There is one named graph per edition, and one each for mappings, findings and recognitions.
"""

from __future__ import annotations

from comity.graph.lift_document import lift_document
from comity.graph.lift_finding import lift_change, lift_conflict, lift_gap, lift_stance
from comity.graph.lift_mapping import lift_mapping
from comity.graph.lift_recognition import lift_recognition
from comity.graph.lift_requirement import lift_requirement
from comity.graph.lift_source import lift_source

__all__ = [
    "lift_change",
    "lift_conflict",
    "lift_document",
    "lift_gap",
    "lift_mapping",
    "lift_recognition",
    "lift_requirement",
    "lift_source",
    "lift_stance",
]
