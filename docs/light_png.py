"""Pictures of these pages are light: each version of them stays in the history."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

from PIL import Image

FOLDER: Final = Path(__file__).parent / "img"
MOST_BYTES: Final = 250_000


def save(picture: Image.Image, name: str) -> None:
    """Write a picture to ``docs/img``: in all its colours where that is light enough, else in 256, else smaller."""
    picture = picture.convert("RGB")
    data = _png(picture)
    while len(data) > MOST_BYTES:
        data = _png(picture.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE))
        width, height = picture.size
        picture = picture.resize((round(0.9 * width), round(0.9 * height)), Image.Resampling.LANCZOS)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.png").write_bytes(data)


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
