# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The outermost layer: HEAD for every GET, headers that keep browsers safe, and 304 while the release is the same."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.linked import FOLDERS

# Answers that follow from the release alone; a SPARQL query may ask for the time, and pages change with the code.
_FROM_THE_RELEASE: Final = ("/api/v1/", "/.well-known/void", *(f"/{folder}" for folder in FOLDERS))


class Edge:
    """Wraps the application; ``style`` is the hash of the pages' own style, the only one that they may load."""

    def __init__(self, app: ASGIApp, style: str) -> None:
        self._app = app
        self._safe = {
            "Content-Security-Policy": (
                f"default-src 'none'; style-src 'sha256-{style}'; img-src data:; "
                "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            ),
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with headers added."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        bodiless = scope["method"] == "HEAD"
        unchanged = False

        async def answer(message: Message) -> None:
            nonlocal unchanged
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._safe)
                unchanged = self._tag(scope, message, headers)
            elif bodiless or unchanged:
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"} if bodiless else scope, receive, answer)

    def _tag(self, scope: Scope, message: Message, headers: MutableHeaders) -> bool:
        """Tag an answer that follows from the release; True when the client has it already, and 304 is said instead."""
        is_read = scope["method"] in {"GET", "HEAD"} and scope["path"].startswith(_FROM_THE_RELEASE)
        if not is_read or message["status"] != 200:
            return False
        tag = f'W/"{scope["app"].state.comity.book.release.version}"'
        headers["ETag"] = tag
        headers["Cache-Control"] = "no-cache"
        headers.add_vary_header("Accept")
        known = [part.strip() for part in Headers(scope=scope).get("if-none-match", "").split(",")]
        if "*" not in known and tag.removeprefix("W/") not in {part.removeprefix("W/") for part in known}:
            return False
        message["status"] = 304
        for name in ("content-length", "content-type"):
            del headers[name]
        return True
