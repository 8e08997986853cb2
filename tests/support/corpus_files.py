"""Files that the program wrote, read as words and pictures: so that differences can be told."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

LONG: Final = re.compile(r"[A-Za-z0-9+/=]{400,}")
"""Packed pictures and meshes in pages and drawings."""


def read_written(path: Path) -> tuple[str, dict[str, NDArray[np.uint8]]]:
    """Read a written file as words and pictures."""
    return {
        ".png": _read_picture,
        ".gif": _read_picture,
        ".pdf": _read_pdf,
        ".svg": _read_packed,
        ".html": _read_packed,
        ".glb": _read_glb,
        ".npz": _read_npz,
    }[path.suffix](path)


def _read_picture(path: Path) -> tuple[str, dict[str, NDArray[np.uint8]]]:
    with Image.open(path) as picture:
        count = getattr(picture, "n_frames", 1)
        frames = []
        for number in range(count):
            picture.seek(number)
            frames.append(np.asarray(picture.convert("RGB"), dtype=np.uint8))
    return f"{count} of {frames[0].shape[1]} x {frames[0].shape[0]}", {"": np.concatenate(frames, axis=1)}


def _read_pdf(path: Path) -> tuple[str, dict[str, NDArray[np.uint8]]]:
    from pypdf import PdfReader

    lines, pictures = [], {}
    for number, page in enumerate(PdfReader(path).pages, start=1):
        lines += [f"page {number} of {page.mediabox.width:.1f} x {page.mediabox.height:.1f}", page.extract_text()]
        # In the order in which they are drawn: their names are digests of what is in them.
        drawn = re.findall(rb"/(FormXob\.\w+) Do", page.get_contents().get_data())  # type: ignore[union-attr]
        by_name = {image.name.rpartition(".")[0]: image for image in page.images}
        found = [by_name[name.decode()].image for name in dict.fromkeys(drawn) if name.decode() in by_name]
        for place, image in enumerate(image for image in found if image is not None):
            pictures[f"{number}-{place}"] = np.asarray(image.convert("RGB"), dtype=np.uint8)
    return "\n".join(lines), pictures


def _read_packed(path: Path) -> tuple[str, dict[str, NDArray[np.uint8]]]:
    """Read a page or a drawing: long packed parts become pictures where they are some, else a digest."""
    pictures: dict[str, NDArray[np.uint8]] = {}

    def short(found: re.Match[str]) -> str:
        packed = found[0]
        try:
            raw = base64.b64decode(packed, validate=True)
            with Image.open(io.BytesIO(raw)) as picture:
                pictures[str(len(pictures))] = np.asarray(picture.convert("RGB"), dtype=np.uint8)
                return f"[picture of {picture.width} x {picture.height}]"
        except ValueError:
            return f"[{len(packed)} letters, {digest(packed.encode())}]"
        except OSError:
            return f"[{len(raw)} bytes, {digest(raw)}]"

    text = LONG.sub(short, path.read_text(encoding="utf-8"))
    return text.replace('", "', '",\n "').replace("}, {", "},\n {"), pictures


def _read_glb(path: Path) -> tuple[str, dict[str, NDArray[np.uint8]]]:
    raw = path.read_bytes()
    length = int.from_bytes(raw[12:16], "little")
    tree = json.loads(raw[20 : 20 + length])
    return json.dumps(tree, indent=1, sort_keys=True) + f"\n{len(raw)} bytes, {digest(raw[20 + length :])}", {}


def _read_npz(path: Path) -> tuple[str, dict[str, NDArray[np.uint8]]]:
    with np.load(path) as found:
        lines = [f"{name}: {found[name].dtype} {found[name].shape} {digest(found[name].tobytes())}" for name in found]
    return "\n".join(lines), {}


def digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:16]
