# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``comity serve``: the current release over HTTP."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from comity.model.errors import RequestError
from comity.release import open_current
from comity.settings import Settings


def serve(
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on (default 8000).")] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on (default 127.0.0.1).")] = None,
) -> None:
    """Serve the current release: a page, REST, SPARQL and linked data."""
    import uvicorn

    from api.app import create_app

    settings = Settings()
    open_current(settings)
    address, number = host or settings.host, settings.port if port is None else port
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, number))
        except OSError as error:
            raise RequestError(
                f"{address}:{number}", f"cannot listen: {error.strerror}", "try another --port"
            ) from error
        typer.echo(f"Comity serves http://{address}:{listener.getsockname()[1]} (Ctrl-C ends it)")
        config = uvicorn.Config(create_app(settings), log_level="warning", server_header=False)
        uvicorn.Server(config).run(sockets=[listener])
