# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The few errors that a user can cause; each names the place and the way out."""

from __future__ import annotations


class ComityError(Exception):
    """An error with a place (file, line, key or clause), a reason and, where there is one, a way out."""

    def __init__(self, place: str, why: str, way_out: str = "") -> None:
        self.place = place
        self.why = why
        self.way_out = way_out
        super().__init__(f"{place}: {why}" + (f" ({way_out})" if way_out else ""))


class RecordError(ComityError):
    """A data file of ours (source.yml, facets.yml, a scheme, a table) is malformed or says something unknown."""


class DocumentError(ComityError):
    """A document cannot be read: truncated, encrypted, image-only, too large, or not what it claims to be."""


class ExpectationError(ComityError):
    """A document parsed, but not to the number of provisions that its record expects."""


class NotFoundError(ComityError):
    """A name, clause, capability or release that nobody knows; the way out holds the nearest right ones."""


class RequestError(ComityError):
    """A request that cannot be answered as put: a bad date, a bad query, a refused SPARQL form."""


class GraphError(ComityError):
    """The graph breaks a shape or is inconsistent; the place names the node."""
