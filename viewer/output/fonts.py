"""The font of pages that leave the program: they look and copy the same everywhere."""

from __future__ import annotations


def register_fonts() -> None:
    """Register Bitstream Vera, which comes with ReportLab, under the name ``Vera``."""
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if "Vera" in pdfmetrics.getRegisteredFontNames():
        return
    for name, bold, italic in (("Vera", 0, 0), ("VeraBd", 1, 0), ("VeraIt", 0, 1), ("VeraBI", 1, 1)):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
        addMapping("Vera", bold, italic, name)


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """Measure a line of text, in units of ``size``."""
    from reportlab.pdfbase import pdfmetrics

    register_fonts()
    return float(pdfmetrics.stringWidth(words, "VeraBd" if bold else "Vera", size))
