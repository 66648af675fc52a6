# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""How every answer is wrapped: date, release and notice, as JSON or CSV; a list comes in windows with links."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, Literal, TypeVar, get_args

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api import tables
from api.negotiate import choose
from api.schemas.common import NOTICE, Item, Page

JSON: Final = "application/json"
_CSV: Final = f"{tables.MEDIA_TYPE}; charset=utf-8; header=present"
AsAt = Annotated[date | None, Field(description="The date to answer for; without one, the release's own.")]
Name = Annotated[str, Field(min_length=1, max_length=300)]
Record = TypeVar("Record")
Out = TypeVar("Out", bound=BaseModel)


class Query(BaseModel):
    """What may be asked of every resource; an unknown parameter is refused, since a mistyped filter filters nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Listing(Query):
    """A window on a list, and its format; without one the Accept header decides."""

    limit: int = Field(default=100, ge=1, le=1000, description="How many to give, at most 1000.")
    offset: int = Field(default=0, ge=0, le=10_000_000, description="How many to leave out first.")
    format: Literal["json", "csv"] | None = Field(default=None, description="Comes before the Accept header.")


@dataclass(frozen=True, slots=True)
class Answers:
    """Writes the answers to one request."""

    request: Request
    release: str

    def item(self, shape: BaseModel, as_at: date) -> Response:
        """Return one thing, as JSON."""
        choose(self.request.headers.get("accept"), (JSON,))
        return _json(Item[Any](as_at=as_at, release=self.release, item=shape))

    def whole(self, shape: BaseModel) -> Response:
        """Return an answer that already carries its date and release, as JSON."""
        choose(self.request.headers.get("accept"), (JSON,))
        return _json(shape)

    def page(
        self,
        asked: Listing,
        found: Sequence[Record],
        show: Callable[[Record], Out],
        shape: type[Page[Out]],
        as_at: date,
        more: Mapping[str, Any] | None = None,
    ) -> Response:
        """Return a window on a list; only what stands in the window is shown, so that a long list costs nothing."""
        wanted = f"text/{asked.format}" if asked.format == "csv" else JSON if asked.format else None
        form = wanted or choose(self.request.headers.get("accept"), (JSON, tables.MEDIA_TYPE))
        items = [show(record) for record in found[asked.offset : asked.offset + asked.limit]]
        if form == JSON:
            head = {"as_at": as_at, "release": self.release, "total": len(found), **(more or {})}
            response = _json(shape(limit=asked.limit, offset=asked.offset, items=items, **head))
        else:
            tail = [("answer.as_at", as_at.isoformat()), ("answer.release", self.release), ("answer.notice", NOTICE)]
            (member,) = get_args(shape.model_fields["items"].annotation)
            response = Response(tables.table(member, items, tail), media_type=_CSV)
        response.headers["Link"] = ", ".join(self._links(asked, len(found)))
        return response

    def _links(self, asked: Listing, total: int) -> Iterator[str]:
        """Yield RFC 8288 links to the first, previous, next and last windows."""
        last = max(0, (total - 1) // asked.limit * asked.limit)
        before, after = max(0, min(asked.offset, total) - asked.limit), asked.offset + asked.limit
        places = {"first": 0, "prev": before, "next": after, "last": last}
        for relation, offset in places.items():
            if (relation == "prev" and asked.offset == 0) or (relation == "next" and offset >= total):
                continue
            url = self.request.url.include_query_params(limit=asked.limit, offset=offset)
            yield f'<{url}>; rel="{relation}"'


def _json(shape: BaseModel) -> Response:
    return Response(shape.model_dump_json(), media_type=JSON)
