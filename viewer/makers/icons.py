"""Makes the icons of Windows and macOS from those that are drawn: ``python -m viewer.makers.icons``.

The program's is drawn in ``viewer/qt/widgets/icons/dermatome-viewer.svg``, that of a saved view in
``installer/icons/dermatome-view.svg``; both are drawn by hand. Qt paints them in each size, Pillow writes the files.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from viewer.files.writing import write_whole

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "installer" / "icons"
DRAWN: Final = (ROOT / "viewer" / "qt" / "widgets" / "icons" / "dermatome-viewer.svg", FOLDER / "dermatome-view.svg")
SIZES: Final = {".ico": (16, 24, 32, 48, 64, 256), ".icns": (16, 32, 64, 128, 256, 512, 1024)}
"""Pixels of the pictures in a file, by its suffix."""


def painted(drawn: Path, size: int) -> Image.Image:
    """Paint a drawing, as wide and high as asked for."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawn)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs name bytes only
    return Image.open(BytesIO(bytes(data.data())))


def write_icon(drawn: Path, out: Path) -> None:
    """Write the icon of one system, with all its sizes."""
    *smaller, largest = (painted(drawn, size) for size in SIZES[out.suffix])
    sizes = [(size, size) for size in SIZES[out.suffix]]
    write_whole(out, lambda beside: largest.save(beside, append_images=smaller, sizes=sizes))


def main() -> None:
    """Write them all."""
    for drawn in DRAWN:
        for suffix in SIZES:
            write_icon(drawn, FOLDER / f"{drawn.stem}{suffix}")


if __name__ == "__main__":
    main()
