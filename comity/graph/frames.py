# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Messages between a runner and its workers: a JSON header and a body, each with its length before it."""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Mapping
from typing import Any, Final

_LENGTHS: Final = struct.Struct(">IQ")
_PIECE: Final = 1 << 20


def send(channel: socket.socket, header: Mapping[str, Any], body: bytes = b"") -> None:
    """Send one message."""
    text = json.dumps(header).encode()
    channel.sendall(_LENGTHS.pack(len(text), len(body)) + text)
    channel.sendall(body)


def receive(channel: socket.socket, deadline: float | None = None) -> tuple[dict[str, Any], bytes]:
    """Receive one message.

    Raises EOFError when the other side is gone, and TimeoutError when ``deadline`` (of time.monotonic) passes first.
    """
    header, body = _LENGTHS.unpack(_exactly(channel, _LENGTHS.size, deadline))
    text = _exactly(channel, header, deadline)
    return json.loads(text), bytes(_exactly(channel, body, deadline))


def _exactly(channel: socket.socket, size: int, deadline: float | None) -> bytearray:
    data = bytearray()
    while len(data) < size:
        _set_timeout(channel, deadline)
        piece = channel.recv(min(size - len(data), _PIECE))
        if not piece:
            raise EOFError("the other side has gone")
        data += piece
    return data


def _set_timeout(channel: socket.socket, deadline: float | None) -> None:
    if deadline is None:
        channel.settimeout(None)
        return
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    channel.settimeout(left)
