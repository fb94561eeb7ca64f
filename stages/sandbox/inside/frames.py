"""Messages between the parent and the inside: JSON behind four bytes of length, over a stream socket."""

import json
import socket
from typing import Any

Message = dict[str, Any]


def send(connection: socket.socket, message: Message) -> None:
    """Raises OSError when the other end is gone or slow."""
    text = json.dumps(message).encode()
    connection.sendall(len(text).to_bytes(4, "big") + text)


def receive(connection: socket.socket) -> Message:
    """The next message. Raises EOFError when the other end is gone, OSError when it is slow."""
    message: Message = json.loads(_exactly(connection, int.from_bytes(_exactly(connection, 4), "big")))
    return message


def _exactly(connection: socket.socket, size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        part = connection.recv(min(size - len(parts), 1 << 20))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)
