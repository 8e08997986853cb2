"""Three kinds of paper to draw on: SVG, PDF and PNG. All take millimetres of the page, y downwards."""

from __future__ import annotations

import base64
import io
import itertools
from html import escape
from pathlib import Path
from typing import Final, Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from viewer.output.fonts import register_fonts
from viewer.overlay.letters import pixel_font
from viewer.palette.colours import Rgb

Anchor = Literal["start", "middle", "end"]
Points = tuple[tuple[float, float], ...]
PIXELS_PER_MM: Final = 5.0
"""Of a PNG: A4 is 1050 x 1485 pixels."""
FINE: Final = 2
"""A PNG is drawn so many times larger, then made smaller: soft edges."""
POINTS_PER_MM: Final = 72.0 / 25.4
MIDDLE: Final = 0.36
"""From the middle of letters to their foot, in heights of the font."""


class Paper(Protocol):
    """What is drawn on."""

    def text(
        self, x: float, y: float, words: str, size: float, colour: Rgb, anchor: Anchor = "start", *, bold: bool = False
    ) -> None:
        """Write one line, its letters' middle at ``y``."""

    def line(self, points: Points, colour: Rgb, width: float, *, dashed: bool = False) -> None:
        """Draw a polygonal line through points (k, 2), mm."""

    def circle(self, x: float, y: float, radius: float, fill: Rgb | None, edge: Rgb, width: float) -> None:
        """Draw a dot or a ring."""

    def pill(self, x: float, y: float, width: float, height: float, fill: Rgb, edge: Rgb) -> None:
        """Draw a box with round ends, its middle at ``x``, ``y``."""

    def picture(self, x: float, y: float, width: float, height: float, pixels: NDArray[np.uint8]) -> None:
        """Lay a picture (rows, columns, 3 or 4) with its upper left corner at ``x``, ``y``."""

    def save(self, path: Path) -> None:
        """Write the file."""


class SvgPaper:
    """A page as SVG: the paint as a picture, all else as lines and real text."""

    def __init__(self, width: float, height: float, title: str, description: str) -> None:
        self._parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" height="{height:g}mm" '
            f'viewBox="0 0 {width:g} {height:g}" role="img" '
            'font-family="Bitstream Vera Sans, DejaVu Sans, Arial, sans-serif">',
            f"<title>{escape(title, quote=False)}</title>",
            f"<desc>{escape(description, quote=False)}</desc>",
            '<rect width="100%" height="100%" fill="#ffffff"/>',
        ]

    def text(
        self, x: float, y: float, words: str, size: float, colour: Rgb, anchor: Anchor = "start", *, bold: bool = False
    ) -> None:
        """Write one line."""
        weight = ' font-weight="bold"' if bold else ""
        self._parts.append(
            f'<text x="{x:.2f}" y="{y + MIDDLE * size:.2f}" font-size="{size:g}" fill="{_hex(colour)}" '
            f'text-anchor="{anchor}"{weight}>{escape(words, quote=False)}</text>'
        )

    def line(self, points: Points, colour: Rgb, width: float, *, dashed: bool = False) -> None:
        """Draw a polygonal line through points (k, 2), mm."""
        dash = f' stroke-dasharray="{3 * width:g} {3 * width:g}"' if dashed else ""
        places = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        self._parts.append(
            f'<polyline points="{places}" fill="none" stroke="{_hex(colour)}" stroke-width="{width:g}"{dash}/>'
        )

    def circle(self, x: float, y: float, radius: float, fill: Rgb | None, edge: Rgb, width: float) -> None:
        """Draw a dot or a ring."""
        self._parts.append(
            f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:g}" fill="{_hex(fill) if fill else "none"}" '
            f'stroke="{_hex(edge)}" stroke-width="{width:g}"/>'
        )

    def pill(self, x: float, y: float, width: float, height: float, fill: Rgb, edge: Rgb) -> None:
        """Draw a box with round ends."""
        self._parts.append(
            f'<rect x="{x - width / 2:.2f}" y="{y - height / 2:.2f}" width="{width:.2f}" height="{height:.2f}" '
            f'rx="{height / 2:.2f}" fill="{_hex(fill)}" stroke="{_hex(edge)}" stroke-width="{height / 14:.2f}"/>'
        )

    def picture(self, x: float, y: float, width: float, height: float, pixels: NDArray[np.uint8]) -> None:
        """Lay a picture (rows, columns, 3 or 4)."""
        packed = io.BytesIO()
        Image.fromarray(pixels).save(packed, "PNG", optimize=True)
        code = base64.b64encode(packed.getvalue()).decode("ascii")
        self._parts.append(
            f'<image x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" '
            f'preserveAspectRatio="none" href="data:image/png;base64,{code}"/>'
        )

    def save(self, path: Path) -> None:
        """Write the file."""
        path.write_text("\n".join([*self._parts, "</svg>", ""]), encoding="utf-8")


class PdfPaper:
    """A page as PDF with embedded letters."""

    def __init__(self, width: float, height: float, title: str, description: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        register_fonts()
        self._height = height
        self._packed = io.BytesIO()
        self._canvas = Canvas(self._packed, pagesize=(width * POINTS_PER_MM, height * POINTS_PER_MM), invariant=1)
        self._canvas.setTitle(title)
        self._canvas.setSubject(description)
        self._canvas.scale(POINTS_PER_MM, POINTS_PER_MM)

    def text(
        self, x: float, y: float, words: str, size: float, colour: Rgb, anchor: Anchor = "start", *, bold: bool = False
    ) -> None:
        """Write one line."""
        canvas = self._canvas
        canvas.setFont("VeraBd" if bold else "Vera", size)
        canvas.setFillColorRGB(*_shares(colour))
        draw = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}[anchor]
        draw(x, self._height - y - MIDDLE * size, words)

    def line(self, points: Points, colour: Rgb, width: float, *, dashed: bool = False) -> None:
        """Draw a polygonal line through points (k, 2), mm."""
        canvas = self._canvas
        canvas.setStrokeColorRGB(*_shares(colour))
        canvas.setLineWidth(width)
        canvas.setDash(*([3 * width, 3 * width] if dashed else []))
        path = canvas.beginPath()
        path.moveTo(points[0][0], self._height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self._height - y)
        canvas.drawPath(path)
        canvas.setDash()

    def circle(self, x: float, y: float, radius: float, fill: Rgb | None, edge: Rgb, width: float) -> None:
        """Draw a dot or a ring."""
        canvas = self._canvas
        canvas.setLineWidth(width)
        canvas.setStrokeColorRGB(*_shares(edge))
        if fill is not None:
            canvas.setFillColorRGB(*_shares(fill))
        canvas.circle(x, self._height - y, radius, fill=int(fill is not None))

    def pill(self, x: float, y: float, width: float, height: float, fill: Rgb, edge: Rgb) -> None:
        """Draw a box with round ends."""
        canvas = self._canvas
        canvas.setLineWidth(height / 14.0)
        canvas.setStrokeColorRGB(*_shares(edge))
        canvas.setFillColorRGB(*_shares(fill))
        canvas.roundRect(x - width / 2, self._height - y - height / 2, width, height, height / 2, fill=1)

    def picture(self, x: float, y: float, width: float, height: float, pixels: NDArray[np.uint8]) -> None:
        """Lay a picture (rows, columns, 3 or 4)."""
        from reportlab.lib.utils import ImageReader

        image = ImageReader(Image.fromarray(pixels))
        self._canvas.drawImage(image, x, self._height - y - height, width, height, mask="auto")

    def save(self, path: Path) -> None:
        """Write the file."""
        self._canvas.showPage()
        self._canvas.save()
        path.write_bytes(self._packed.getvalue())


class PngPaper:
    """A page as PNG."""

    def __init__(self, width: float, height: float, title: str, description: str) -> None:
        self._title, self._description = title, description
        self._scale = PIXELS_PER_MM * FINE
        self._page = Image.new("RGB", (round(width * self._scale), round(height * self._scale)), (255, 255, 255))
        self._draw = ImageDraw.Draw(self._page)

    def text(
        self, x: float, y: float, words: str, size: float, colour: Rgb, anchor: Anchor = "start", *, bold: bool = False
    ) -> None:
        """Write one line."""
        font = pixel_font(size * self._scale, bold=bold)
        across = {"start": "l", "middle": "m", "end": "r"}[anchor]
        self._draw.text(self._at(x, y + MIDDLE * size), words, fill=colour, font=font, anchor=f"{across}s")

    def line(self, points: Points, colour: Rgb, width: float, *, dashed: bool = False) -> None:
        """Draw a polygonal line through points (k, 2), mm."""
        thick = max(1, round(width * self._scale))
        for number, (one, other) in enumerate(itertools.pairwise(points)):
            if not dashed or number % 2 == 0:
                self._draw.line((*self._at(*one), *self._at(*other)), fill=colour, width=thick)

    def circle(self, x: float, y: float, radius: float, fill: Rgb | None, edge: Rgb, width: float) -> None:
        """Draw a dot or a ring."""
        box = (*self._at(x - radius, y - radius), *self._at(x + radius, y + radius))
        self._draw.ellipse(box, fill=fill, outline=edge, width=max(1, round(width * self._scale)))

    def pill(self, x: float, y: float, width: float, height: float, fill: Rgb, edge: Rgb) -> None:
        """Draw a box with round ends."""
        box = (*self._at(x - width / 2, y - height / 2), *self._at(x + width / 2, y + height / 2))
        thick = max(1, round(height * self._scale / 14))
        self._draw.rounded_rectangle(box, radius=height * self._scale / 2, fill=fill, outline=edge, width=thick)

    def picture(self, x: float, y: float, width: float, height: float, pixels: NDArray[np.uint8]) -> None:
        """Lay a picture (rows, columns, 3 or 4)."""
        size = round(width * self._scale), round(height * self._scale)
        image = Image.fromarray(pixels).convert("RGBA").resize(size, Image.Resampling.BICUBIC)
        left, upper = (round(value) for value in self._at(x, y))
        self._page.paste(image, (left, upper), image)

    def save(self, path: Path) -> None:
        """Write the file."""
        from PIL.PngImagePlugin import PngInfo

        words = PngInfo()
        words.add_itxt("Title", self._title)
        words.add_itxt("Description", self._description)
        small = self._page.resize((self._page.width // FINE, self._page.height // FINE), Image.Resampling.BOX)
        small.save(path, "PNG", pnginfo=words)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return x * self._scale, y * self._scale


def _hex(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _shares(colour: Rgb) -> tuple[float, float, float]:
    red, green, blue = (value / 255.0 for value in colour)
    return red, green, blue
