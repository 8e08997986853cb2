"""Meshes packed for the page: sixteen-bit positions, eight-bit normals, sixteen-bit indices, one after the other."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

LARGEST_INDEX: Final = 65_535
STEPS: Final = 65_535
"""Steps of a mesh's box along each axis: hundredths of a millimetre on a whole body."""


@dataclass(slots=True)
class Packing:
    """A growing block of bytes; each part begins at a multiple of four."""

    _parts: list[bytes] = field(default_factory=list)
    _length: int = 0

    def add(
        self,
        vertices: NDArray[np.floating],
        faces: NDArray[np.integer],
        normals: NDArray[np.floating] | None = None,
        uv: NDArray[np.floating] | None = None,
    ) -> dict[str, Any]:
        """Pack a mesh.

        Parameters
        ----------
        vertices : ndarray, shape (n, 3)
            mm.
        faces : ndarray, shape (m, 3)
        normals : ndarray, shape (n, 3), optional
            Unit length; without them the page computes them from the faces, which makes seams visible.
        uv : ndarray, shape (n, 2), optional
            Texture coordinates, 0..1.

        Returns
        -------
        dict
            ``low``, ``size`` (mm): the box; ``vertices``, ``triangles``: counts; ``position``, ``index`` and, where
            given, ``normal`` and ``uv``: byte offsets of uint16 x 3, uint16 x 3, int8 x 4 and uint16 x 2.

        Raises
        ------
        ValueError
            When it has more vertices than sixteen bits can count.
        """
        if len(vertices) > LARGEST_INDEX:
            raise ValueError(f"a mesh of {len(vertices)} vertices cannot be packed; accepted are {LARGEST_INDEX}")
        low = np.asarray(vertices, dtype=np.float64).min(axis=0)
        size = np.maximum(np.asarray(vertices, dtype=np.float64).max(axis=0) - low, 1e-6)
        place = np.rint((vertices - low) / size * STEPS).astype("<u2")
        entry: dict[str, Any] = {
            "low": [round(float(x), 3) for x in low],
            "size": [round(float(x), 3) for x in size],
            "vertices": len(vertices),
            "triangles": len(faces),
            "position": self._append(place.tobytes()),
            "index": self._append(np.asarray(faces).astype("<u2").tobytes()),
        }
        if normals is not None:
            normal = np.zeros((len(vertices), 4), dtype=np.int8)
            normal[:, :3] = np.rint(np.clip(normals, -1.0, 1.0) * 127.0)
            entry["normal"] = self._append(normal.tobytes())
        if uv is not None:
            entry["uv"] = self._append(np.rint(np.clip(uv, 0.0, 1.0) * STEPS).astype("<u2").tobytes())
        return entry

    def base64(self) -> str:
        """Give all bytes as text."""
        return base64.b64encode(b"".join(self._parts)).decode("ascii")

    def _append(self, data: bytes) -> int:
        start = self._length
        padded = data + bytes(-len(data) % 4)
        self._parts.append(padded)
        self._length += len(padded)
        return start


def unpacked(entry: dict[str, Any], data: bytes) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Read a packed mesh back: vertices in mm, shape (n, 3), and faces, shape (m, 3)."""
    count, faces = entry["vertices"], entry["triangles"]
    place = np.frombuffer(data, dtype="<u2", count=3 * count, offset=entry["position"]).reshape(-1, 3)
    index = np.frombuffer(data, dtype="<u2", count=3 * faces, offset=entry["index"]).reshape(-1, 3)
    return np.array(entry["low"]) + place / STEPS * np.array(entry["size"]), index.astype(np.int64)


def png_address(pixels: NDArray[np.uint8]) -> str:
    """Turn pixels, shape (rows, columns) or (rows, columns, 3), top row first, into a ``data:`` address."""
    from PIL import Image

    packed = io.BytesIO()
    Image.fromarray(pixels).save(packed, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(packed.getvalue()).decode("ascii")
