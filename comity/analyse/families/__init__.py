# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The families of conflict: a function each, from two jurisdictions side by side to their differences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from comity.analyse.families import bearer, definition, enforcement, modality, route, scope, value
from comity.analyse.pair import Clash, Pair

Family = Callable[[Pair], Iterator[Clash]]

FAMILIES: Final[tuple[Family, ...]] = (
    scope.clashes,
    definition.clashes,
    bearer.clashes,
    modality.clashes,
    value.clashes,
    route.clashes,
    enforcement.clashes,
)
