"""The hand-out: one page, A4 or Letter, a PDF with real text, made from the view that was discussed."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from viewer.files.errors import unknown
from viewer.files.writing import check_writable, write_whole
from viewer.output.credits import ATTRIBUTION
from viewer.output.fonts import register_fonts, text_width
from viewer.state.physique import state_body

from .alarms import SheetAlarm
from .content import HandoutContent, handout_content
from .pictures import draw_pictures, handout_pictures

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from annotations.model import Knowledge
    from meshes.body import Body
    from viewer.state.view_state import ViewState

PAPERS: Final[Mapping[str, tuple[float, float]]] = MappingProxyType({"a4": (595.28, 841.89), "letter": (612.0, 792.0)})
"""Width and height in points of 1/72 inch (ISO 216; ANSI/ASME Y14.1)."""
MARGIN, GAP = 36.0, 14.0
"""Points."""
DOTS: Final = 3.2
"""Pixels of a picture per point: 230 per inch."""
HEADLINE: Final = 1.5
"""Points by which an emergency is larger than the text."""
TEXT_SIZES: Final = (11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
"""Points; the largest that fits is used."""
PICTURES: Final = (300.0, 270.0, 240.0, 215.0, 190.0, 165.0, 145.0)
"""Heights of the pictures, points; they shrink before the text does below 10 points."""
LAST_PICTURES: Final = (130.0, 115.0, 90.0, 72.0)
"""Used only if much was picked at once, or in an emergency, whose signs come first."""
LAST_TEXTS: Final = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
"""Used only if there is no room left for notes, however small the pictures."""
LEAST_WARNINGS: Final = 8.0
"""Text of the list of warning signs if no emergency was picked, points."""
ROW: Final = 2.0
"""Between the rows of the warnings, points."""
LEAD, TIGHT = 1.32, 1.15
"""Line spacing in sizes of the text: of running text, and of lists and headlines."""
SMALL: Final = 6.3
JPEG_QUALITY: Final = 88
"""No artefacts around letters at this print size."""
NOTES_LEAST: Final = 54.0
"""Room for notes by hand, points."""
INK, SOFT, ALARM, PALE = (0.12, 0.16, 0.22), (0.42, 0.45, 0.50), (0.64, 0.09, 0.09), (0.995, 0.945, 0.935)
CALM, LINE = (0.945, 0.96, 0.975), (0.80, 0.83, 0.87)


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Sizes that shrink until everything fits."""

    text: float
    picture: float
    warnings: float
    """Text of the warning signs: never below :data:`LEAST_WARNINGS`, and as large as other text in an emergency."""
    lists: int
    """How many urgencies are set as lists; the others run on."""


def save_handout(
    path: Path,
    state: ViewState,
    knowledge: Knowledge,
    *,
    body: Body | None = None,
    language: str = "en",
    paper: str = "a4",
    day: date | None = None,
) -> None:
    """Draw a state twice and write the hand-out, beside its place and then renamed.

    Parameters
    ----------
    path : Path
        A ``.pdf``.
    state : ViewState
        The view that was discussed.
    knowledge : Knowledge
        In English.
    body : Body, optional
        By default the one the state asks for.
    language : str
        ``"en"``, ``"de"`` or ``"es"``.
    paper : str
        ``"a4"`` or ``"letter"``.
    day : date, optional
        Printed on the hand-out, by default today.

    Raises
    ------
    InputError
        When the paper or the language is unknown, or the file cannot be written there.
    """
    check_writable(path, ".pdf")
    if paper not in PAPERS:
        raise unknown("paper", paper, PAPERS)
    content = handout_content(state, knowledge, language, day or date.today())
    if body is None:
        body = state_body(state)
    sizes = fitting_sizes(content, paper)
    size = round(_picture_width(paper) * DOTS), round(sizes.picture * DOTS)
    shown = handout_pictures(replace(state, language=language, audience="patient"), knowledge)
    pictures = draw_pictures(shown, size, knowledge, body) if content.felt else []
    data = _draw(content, paper, sizes, pictures)
    write_whole(path, lambda beside: beside.write_bytes(data))


def fitting_sizes(content: HandoutContent, paper: str) -> _Sizes:
    """Choose the largest text and pictures that fit on one page with room for notes."""
    readable = [size for size in TEXT_SIZES if size >= 10.0]
    tried = [(text, picture) for picture in PICTURES for text in readable]
    if content.emergency:  # the signs are read first
        tried += [(readable[-1], picture) for picture in LAST_PICTURES]
    tried += [(text, PICTURES[-1]) for text in TEXT_SIZES if text < 10.0]
    tried += [(TEXT_SIZES[-1], picture) for picture in LAST_PICTURES]
    if not content.emergency:
        found = [_Sizes(*size, max(LEAST_WARNINGS, size[0] - 2.0), 1) for size in tried]
    else:
        found = [_Sizes(*size, size[0], len(content.warnings)) for size in tried]
    found.append(replace(found[-1], lists=found[-1].lists // 2))
    for sizes in found:
        if _fits(content, paper, sizes):
            larger = replace(sizes, warnings=max(sizes.warnings, sizes.text - 1.0))
            return larger if _fits(content, paper, larger) else sizes
    crowded = [replace(found[-1], text=text, warnings=min(text, found[-1].warnings)) for text in LAST_TEXTS]
    return next((sizes for sizes in (found[-1], *crowded) if _fits(content, paper, sizes, 0.0)), crowded[-1])


def _fits(content: HandoutContent, paper: str, sizes: _Sizes, notes: float = NOTES_LEAST) -> bool:
    return _Page(content, paper, sizes).room >= notes


def _draw(content: HandoutContent, paper: str, sizes: _Sizes, pictures: list[NDArray[np.uint8]]) -> bytes:
    page = _Page(content, paper, sizes, pictures)
    return page.finish()


def _picture_width(paper: str) -> float:
    return (PAPERS[paper][0] - 2 * MARGIN - GAP) / 2


class _Page:
    """The page, laid out as it is made, from its upper edge down; without pictures, only to see whether all fits.

    Attributes
    ----------
    room : float
        What is left above the foot, in points: negative where not everything fits.
    """

    def __init__(
        self,
        content: HandoutContent,
        paper: str,
        sizes: _Sizes,
        pictures: list[NDArray[np.uint8]] | None = None,
    ) -> None:
        from reportlab.pdfgen import canvas

        register_fonts()
        self._content, self._sizes = content, sizes
        self._width, height = PAPERS[paper]
        self._across = self._width - 2 * MARGIN
        self._buffer = io.BytesIO()
        self._page: Any = canvas.Canvas(self._buffer, pagesize=PAPERS[paper], invariant=True)
        self._page.setTitle(content.tr("What we talked about"))
        self._page.setSubject("; ".join(content.titles))
        self._page.setCreator("Dermatome Viewer")
        self._y = height - MARGIN
        self.room = self._lay_out(pictures)

    def _lay_out(self, pictures: list[NDArray[np.uint8]] | None) -> float:
        """Set everything, part below part, and return the room left; runs once for each size that is tried."""
        content = self._content
        # An emergency is the headline: nothing stands above it.
        spacious = self._sizes.lists == len(content.warnings)
        urgent = [alarm for alarm in content.alarms[:1] if spacious and alarm.emergency]
        if urgent:
            self._headline(urgent)
        self._head()
        if len(content.alarms) > len(urgent):
            self._alarms([alarm for alarm in content.alarms if alarm not in urgent])
        self._pictures(pictures)
        self._explanation()
        self._warnings()
        foot = self._foot()
        room = self._y - foot
        if pictures is not None and room >= NOTES_LEAST / 2:
            self._notes(foot)
        return room

    def finish(self) -> bytes:
        """Close the page and return the file."""
        self._page.showPage()
        self._page.save()
        return self._buffer.getvalue()

    def _head(self) -> None:
        title, date_wide = self._content.tr("What we talked about"), text_width(self._content.date, 9)
        self._text(f"<b>{_safe(title)}</b>", 19, INK, width=self._across - date_wide - GAP, lead=1.15)
        self._page.setFillColorRGB(*SOFT)
        self._page.setFont("Vera", 9)
        self._page.drawRightString(self._width - MARGIN, self._y + 8, self._content.date)
        self._y -= 2
        for title in self._untold_titles():
            self._text(f"<b>{_safe(title)}</b>", self._sizes.text + 1, INK)
        self._y -= 5

    def _untold_titles(self) -> list[str]:
        """List what was picked, without what the headline says."""
        headline = " ".join(alarm.line for alarm in self._content.alarms[:1] if alarm.emergency)
        return [title for title in self._content.titles if title not in headline]

    def _headline(self, alarms: list[SheetAlarm]) -> None:
        text = "<br/>".join(f"<b>! {_safe(alarm.line)}</b>" for alarm in alarms)
        self._box(text, self._sizes.text + HEADLINE, ALARM, PALE, ALARM, lead=TIGHT)

    def _alarms(self, alarms: list[SheetAlarm]) -> None:
        text = "<br/>".join(f"<b>! {_safe(alarm.act)}:</b> {_safe(alarm.text)}" for alarm in alarms)
        self._box(text, self._sizes.text, ALARM, PALE, ALARM)

    def _pictures(self, pictures: list[NDArray[np.uint8]] | None) -> None:
        from reportlab.lib.utils import ImageReader

        width = (self._across - GAP) / 2
        titles = (self._content.felt, self._content.starts)
        if not any(titles):
            return
        headings = [_paragraph(f"<b>{_safe(title)}</b>", 10, SOFT, LEAD) for title in titles]
        high = [float(heading.wrap(width, 10_000)[1]) for heading in headings]
        below = self._y - max(high) - 2 - self._sizes.picture
        for number, heading in enumerate(headings):
            x = MARGIN + number * (width + GAP)
            heading.drawOn(self._page, x, self._y - high[number])
            if pictures is not None:
                jpeg = ImageReader(_jpeg(pictures[number]))
                self._page.drawImage(jpeg, x, below, width, self._sizes.picture)
            self._page.setStrokeColorRGB(*LINE)
            self._page.setLineWidth(0.6)
            self._page.roundRect(x, below, width, self._sizes.picture, 4)
        self._y = below - 7

    def _explanation(self) -> None:
        tr, content, size = self._content.tr, self._content, self._sizes.text
        if content.findings:
            heading = tr("What the check-up found")
            lines = [f"<b>{_safe(lead)}:</b> {_safe(text)}" for lead, text in content.findings]
            self._box("<br/>".join((f"<b>{_safe(heading)}</b>", *lines)), size - 0.5, INK, CALM, LINE)
        if content.drawn:
            self._text(_safe(content.drawn), size, INK)
            self._y -= 5
        if content.sentences:
            heading = tr("What it means")
            self._text(f"<b>{_safe(heading)}</b>", size + 0.5, INK)
            self._text(_safe(" ".join(content.sentences)), size, INK)
            self._y -= 5
        if content.mismatch:
            heading = tr("Your pain may not match the picture")
            self._box(f"<b>{_safe(heading)}.</b> {_safe(content.mismatch)}", size, INK, CALM, LINE)

    def _warnings(self) -> None:
        """Set the signs as lists in two columns; if room is short, the less urgent ones run on."""
        content, size = self._content, self._sizes.warnings
        heading = content.tr("Warning signs: do not wait")
        parts = [[_paragraph(f"<b>{_safe(heading)}</b>", self._sizes.text + 0.5, ALARM, LEAD)]]
        for number, (act, signs) in enumerate(content.warnings):
            if number < self._sizes.lists:
                parts.append([_paragraph(f"<b>{_safe(act)}</b>", size, ALARM, LEAD)])
                parts.append([_paragraph(_safe(sign), size, INK, TIGHT, bullet=ALARM) for sign in signs])
            else:
                lead = f'<font color="{_hex(ALARM)}"><b>{_safe(act)}:</b></font>'
                parts.append([_paragraph(f"{lead} {_safe('; '.join(signs))}.", size, INK, TIGHT)])
        across = self._across - 16
        rows = [(part, across if len(part) == 1 else (across - GAP) / 2) for part in parts]
        high = sum(_columns(part, width)[1] for part, width in rows) + ROW * len(rows)
        self._frame(high, PALE, ALARM)
        y = self._y + high + 5
        for part, width in rows:
            split, tall = _columns(part, width)
            for x, column in ((0.0, part[:split]), (width + GAP, part[split:])):
                top = y
                for paragraph in column:
                    top -= float(paragraph.wrap(width, 10_000)[1])
                    paragraph.drawOn(self._page, MARGIN + 8 + x, top)
            y -= tall + ROW
        self._y -= 7

    def _notes(self, foot: float) -> None:
        heading = self._content.tr("Notes")
        self._text(f"<b>{_safe(heading)}</b>", 10, SOFT)
        self._page.setStrokeColorRGB(*LINE)
        self._page.setLineWidth(0.5)
        y = self._y - 12
        while y > foot + 6:
            self._page.line(MARGIN, y, self._width - MARGIN, y)
            y -= 19

    def _foot(self) -> float:
        """Set sources and credits at the lower edge; return where they begin."""
        sources = self._content.tr("Sources")
        lines = [
            f"<b>{_safe(' '.join(self._content.small_print))}</b>",
            f"{_safe(sources)}: {_safe(' | '.join(self._content.sources))}",
            f"Dermatome Viewer. CC BY-SA 4.0: {_safe('; '.join(ATTRIBUTION))}",
        ]
        paragraph = _paragraph("<br/>".join(lines), SMALL, SOFT, 1.25)
        _, high = paragraph.wrap(self._across, 10_000)
        paragraph.drawOn(self._page, MARGIN, MARGIN - 14)
        return MARGIN - 14 + float(high) + 4

    def _text(
        self,
        text: str,
        size: float,
        colour: tuple[float, float, float],
        *,
        x: float = MARGIN,
        width: float | None = None,
        lead: float = LEAD,
    ) -> None:
        paragraph = _paragraph(text, size, colour, lead)
        _, high = paragraph.wrap(width or self._across, 10_000)
        self._y -= float(high)
        paragraph.drawOn(self._page, x, self._y)

    def _box(
        self,
        text: str,
        size: float,
        colour: tuple[float, float, float],
        fill: tuple[float, float, float],
        edge: tuple[float, float, float],
        *,
        lead: float = LEAD,
    ) -> None:
        paragraph = _paragraph(text, size, colour, lead)
        _, high = paragraph.wrap(self._across - 16, 10_000)
        self._frame(float(high), fill, edge)
        paragraph.drawOn(self._page, MARGIN + 8, self._y + 5)
        self._y -= 7

    def _frame(self, high: float, fill: tuple[float, float, float], edge: tuple[float, float, float]) -> None:
        self._y -= high + 11
        self._page.setFillColorRGB(*fill)
        self._page.setStrokeColorRGB(*edge)
        self._page.setLineWidth(0.8)
        self._page.roundRect(MARGIN, self._y, self._across, high + 11, 4, fill=1)


def _columns(paragraphs: list[Any], width: float) -> tuple[int, float]:
    """Divide paragraphs between two columns: how many are in the first, and how high the taller one is."""
    heights = [float(paragraph.wrap(width, 10_000)[1]) for paragraph in paragraphs]
    return min(
        ((split, max(sum(heights[:split]), sum(heights[split:]))) for split in range(1, len(heights) + 1)),
        key=lambda choice: choice[1],
    )


def _paragraph(
    text: str,
    size: float,
    colour: tuple[float, float, float],
    lead: float,
    *,
    bullet: tuple[float, float, float] | None = None,
) -> Any:
    """Set a paragraph; with a bullet, as an item of a list."""
    from reportlab.lib.colors import Color
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle("text", fontName="Vera", fontSize=size, leading=size * lead, textColor=Color(*colour))
    if bullet is None:
        return Paragraph(text, style)
    style.leftIndent, style.bulletFontName, style.bulletFontSize = 1.2 * size, "Vera", size
    style.bulletColor, style.spaceAfter = Color(*bullet), 0
    return Paragraph(text, style, bulletText="\N{BULLET}")


def _hex(colour: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _jpeg(pixels: NDArray[np.uint8]) -> io.BytesIO:
    """Compress a picture: a hand-out is often sent by mail."""
    from PIL import Image

    packed = io.BytesIO()
    Image.fromarray(pixels).save(packed, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    packed.seek(0)
    return packed
