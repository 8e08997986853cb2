"""One entry of a compiled catalogue, found without reading the others."""

from __future__ import annotations

import struct
from typing import Final

_LITTLE_ENDIAN: Final = b"\xde\x12\x04\x95"


def entry(compiled: bytes, context: str, message: str) -> str:
    """Find the translation of a message; the message itself where there is none.

    Parameters
    ----------
    compiled : bytes
        A file of GNU gettext (``.mo``).
    context, message : str
    """
    order = "<" if compiled.startswith(_LITTLE_ENDIAN) else ">"
    count, originals, translations = struct.unpack_from(f"{order}3I", compiled, 8)
    wanted = f"{context}\x04{message}".encode()
    start = compiled.find(b"\0" + wanted + b"\0") + 1
    pairs = struct.iter_unpack(f"{order}2I", compiled[originals : originals + 8 * count])
    for number, pair in enumerate(pairs):
        if pair == (len(wanted), start):
            length, place = struct.unpack_from(f"{order}2I", compiled, translations + 8 * number)
            return compiled[place : place + length].decode()
    return message
