"""The flat skin on a page of A4: paint, names, legend and words, as SVG, PDF or PNG."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.appearance.values import Appearance, LegendEntry, SkinAppearance
from viewer.files.errors import InputError
from viewer.files.writing import check_writable, write_whole
from viewer.i18n.catalogue import N_, Catalogue, catalogue
from viewer.i18n.language import in_language, unreviewed
from viewer.output.credits import ATTRIBUTION, NOTICE
from viewer.output.fonts import text_width
from viewer.palette.colours import Rgb
from viewer.resolve.resolve import resolve

from .content import LETTER, PILL, FlatContent, Mark, Word, flat_content
from .drawing_targets import Paper, PdfPaper, PngPaper, SvgPaper
from .layout import FlatLayout
from .swatch import swatch
from .texels import FlatTexels

if TYPE_CHECKING:
    from annotations.model import Knowledge
    from viewer.state.view_state import Side, ViewState

PAPERS: Final[Mapping[str, Callable[[float, float, str, str], Paper]]] = {
    ".svg": SvgPaper,
    ".pdf": PdfPaper,
    ".png": PngPaper,
}
PAGE: Final = (210.0, 297.0)
"""A4, mm."""
MARGIN: Final = 12.0
HEAD: Final = 24.0
FOOT: Final = 14.0
SPOT_MM: Final = 0.75
"""Width of a spot of paint, mm of the body."""
ACROSS: Final = PAGE[0] - 2.0 * MARGIN
TITLE_SIZES: Final = (5.4, 4.8, 4.2, 3.6, 3.0)
"""Height of the letters of the title, mm; the largest that fits is used."""
TITLE_HIGH: Final = 14.1
"""Room for the title, mm: two lines of the largest letters."""
BODY_SIZES: Final = (3.1, 2.8, 2.5, 2.2, 1.9)
"""Height of the letters of the text, mm; the largest with which all that must stand there fits is used."""
LEAD: Final = 1.45
COLUMN_GAP: Final = 8.0
INK: Final[Rgb] = (29, 39, 49)
QUIET: Final[Rgb] = (96, 106, 117)
LINE: Final[Rgb] = (150, 158, 166)
ALARM: Final[Rgb] = (140, 24, 24)
WHITE: Final[Rgb] = (255, 255, 255)
EDGE: Final[Rgb] = (122, 130, 138)
TITLES: Final[Mapping[Side, str]] = {
    "left": N_("{title}: the skin of the left side, laid flat"),
    "right": N_("{title}: the skin of the right side, laid flat"),
}
"""Of the file: ``{title}`` is what is shown."""
SUBTITLES: Final[Mapping[Side, str]] = {
    "left": N_("The skin of the patient's left side, laid flat"),
    "right": N_("The skin of the patient's right side, laid flat"),
}
MAP_NOTE: Final = N_("Borders are drawn sharp; on the body neighbouring areas overlap.")
HOW: Final = N_("Cut open along the inner side of the back of the leg, and along the borders of the foot.")


def save_flat_skin(path: Path, state: ViewState, knowledge: Knowledge) -> None:
    """Write the flat skin of a state, beside its place and then renamed.

    Raises
    ------
    InputError
        When the name ends in none of ``.svg``, ``.pdf``, ``.png``, or the file cannot be written there.
    """
    kind = path.suffix.lower()
    if kind not in PAPERS:
        raise InputError("{path}: the name must end in {suffix}", path=path, suffix=", ".join(PAPERS))
    check_writable(path, kind)
    write_whole(path, draw_flat_skin(state, knowledge, kind).save)


def draw_flat_skin(state: ViewState, knowledge: Knowledge, kind: str = ".svg") -> Paper:
    """Draw the flat skin of a state on one page of A4."""
    from meshes.body import DATA, build_body
    from meshes.skin.surface import build_skin
    from meshes.skin.unwrapping import unwrap
    from viewer.skin.painted.chart_texels import SkinTexels
    from viewer.skin.painted.paint import Canvas, SkinPainter

    skin = build_skin(DATA / "skin.npz", "standard")
    unwrapped = unwrap(skin)
    texels = SkinTexels(unwrapped)
    layout = FlatLayout(skin.frame)
    laid = FlatTexels(layout, texels, state.side, SPOT_MM)
    # Paper has nothing below the skin, and its legend lists nothing there.
    bare = replace(state, layers=frozenset({"skin"}), skin_opacity=1.0)
    structures = build_body("light").structures
    appearance = resolve(bare, knowledge, structures)
    canvas = Canvas(np.zeros((*unwrapped.t.shape, 4), dtype=np.uint8))
    SkinPainter(texels, knowledge).paint(canvas, whole_skin(appearance), None)
    pixels = edged(laid, laid.picture(canvas.words))
    content = flat_content(laid, state, knowledge, appearance, structures)
    tr = catalogue(state.language)
    title = tr(TITLES[state.side], title=appearance.panel.title)
    words = tr("Words on the sheet: {words}.", words=" ".join(word.text for word in content.words))
    paper = PAPERS[kind](*PAGE, title, " ".join((tr(HOW), tr(MAP_NOTE), words)))
    scale, left = _lay(paper, layout, content, pixels, state)
    _head(paper, appearance, tr(SUBTITLES[state.side]))
    _column(paper, appearance, knowledge, state, content, (left, layout.width * scale))
    _foot(paper, tr)
    return paper


def whole_skin(appearance: Appearance) -> SkinAppearance:
    """Give the skin's look with nothing faded: paper has nothing below the skin."""
    return replace(appearance.skin, visible=True, opacity=1.0, painted_opacity=1.0)


def edged(laid: FlatTexels, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Draw a thin line where the skin ends and between toes, into a copy of the picture (rows, columns, 4)."""
    pixels = pixels.copy()
    zones = np.where(laid.texel < 0, -1, laid.ray.astype(np.int16))
    border = np.zeros(zones.shape, dtype=bool)
    for axis in (0, 1):
        differs = np.diff(zones, axis=axis) != 0
        first = (slice(None), slice(None, -1)) if axis else (slice(None, -1), slice(None))
        second = (slice(None), slice(1, None)) if axis else (slice(1, None), slice(None))
        border[first] |= differs
        border[second] |= differs
    border &= laid.texel >= 0
    pixels[border, :3] = (pixels[border, :3].astype(np.float32) * 0.35 + np.float32(0.65) * np.array(EDGE)).astype(
        np.uint8
    )
    return pixels


def _lay(
    paper: Paper, layout: FlatLayout, content: FlatContent, pixels: NDArray[np.uint8], state: ViewState
) -> tuple[float, float]:
    """Draw paint, lines, marks and names; gives page mm per body mm, and the left edge."""
    room = PAGE[1] - HEAD - FOOT - 2.0 * MARGIN - 6.0
    scale = room / layout.height
    left = MARGIN if state.side == "right" else PAGE[0] - MARGIN - layout.width * scale
    top = MARGIN + HEAD

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * scale, top + y * scale

    paper.picture(left, top, layout.width * scale, layout.height * scale, pixels)
    for line in content.lines:
        paper.line(tuple(at(x, y) for x, y in line.points), LINE, 0.18, dashed=True)
    for mark in content.marks:
        size = {"landmark": 0.7, "key-point": 1.3, "asked": 2.4}[mark.kind]
        paper.circle(*at(mark.x, mark.y), size, None if mark.kind == "asked" else mark.colour, INK, 0.25)
    for word in content.words:
        _word(paper, word, *at(word.x, word.y), scale)
    return scale, left


def _word(paper: Paper, word: Word, x: float, y: float, scale: float) -> None:
    size = LETTER[word.style] * scale
    if word.style == "root":
        paper.pill(x, y, text_width(word.text, size, bold=True) + 1.5 * size, 1.7 * size, PILL, WHITE)
        paper.text(x, y, word.text, size, WHITE, "middle", bold=True)
    elif word.style == "nerve":
        paper.pill(x, y, text_width(word.text, size) + 1.3 * size, 1.7 * size, WHITE, LINE)
        paper.text(x, y, word.text, size, INK, "middle")
    else:
        width = text_width(word.text, size)
        middle = x + {"start": 0.5, "middle": 0.0, "end": -0.5}[word.anchor] * width
        paper.pill(middle, y, width + 0.9 * size, 1.45 * size, WHITE, WHITE)
        paper.text(middle, y, word.text, size, QUIET, "middle")


def _head(paper: Paper, appearance: Appearance, subtitle: str) -> None:
    title = appearance.panel.title
    sizes = [(size, wrapped(title, size, ACROSS, bold=True)) for size in TITLE_SIZES]
    size, lines = next((one for one in sizes if len(one[1]) * 1.3 * one[0] <= TITLE_HIGH), sizes[-1])
    y = MARGIN + 3.0
    for line in lines:
        paper.text(MARGIN, y, line, size, INK, bold=True)
        y += 1.3 * size
    _line(paper, y, subtitle, 3.4)


def _foot(paper: Paper, tr: Catalogue) -> None:
    y = PAGE[1] - MARGIN - 5.0
    _line(paper, y, " ".join(filter(None, (tr(NOTICE), unreviewed(tr.language), "Dermatome Viewer."))), 2.6)
    _line(paper, y + 4.0, f"CC BY-SA 4.0: {'; '.join(ATTRIBUTION)}", 2.0)


def _line(paper: Paper, y: float, words: str, size: float) -> None:
    """Write one line across the page, smaller where it is too long."""
    paper.text(MARGIN, y, words, size * min(1.0, ACROSS / text_width(words, size)), QUIET)


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph of the column beside the flat skin, all in mm."""

    words: str
    colour: Rgb = INK
    bold: bool = False
    sign: LegendEntry | Mark | None = None
    """What it explains, drawn before it."""
    above: float = 0.0
    below: float = 2.0

    @property
    def indent(self) -> float:
        """How far the words stand from the edge."""
        return 12.0 if isinstance(self.sign, LegendEntry) else 0.0 if self.sign is None else 5.0

    def lines(self, size: float, room: float) -> list[str]:
        """Break the words into lines for a column ``room`` wide."""
        return wrapped(self.words, size, room - self.indent, bold=self.bold)

    def high(self, size: float, room: float) -> float:
        """Say how much of the column it takes."""
        least = 6.4 if isinstance(self.sign, LegendEntry) else 0.0
        return self.above + max(least, len(self.lines(size, room)) * size * LEAD + self.below)


def _column(
    paper: Paper,
    appearance: Appearance,
    knowledge: Knowledge,
    state: ViewState,
    content: FlatContent,
    laid: tuple[float, float],
) -> None:
    """Write warnings, the legend and the first sentences beside the flat skin."""
    left, width = laid
    x = left + width + COLUMN_GAP if state.side == "right" else MARGIN
    room = ACROSS - width - COLUMN_GAP
    y, bottom = MARGIN + HEAD + 4.0, PAGE[1] - FOOT - MARGIN
    needed = list(_needed(appearance, knowledge, state, content))
    fitting = (size for size in BODY_SIZES if y + sum(block.high(size, room) for block in needed) <= bottom)
    size = next(fitting, BODY_SIZES[-1])
    for block in needed:
        y = _write(paper, x, y, block, size, room)
    for paragraph in appearance.panel.paragraphs:
        block = _Block(paragraph.text, ALARM if paragraph.urgent else INK, bold=paragraph.urgent)
        if y + block.high(size, room) - block.below > bottom:
            break
        y = _write(paper, x, y, block, size, room)


def _needed(appearance: Appearance, knowledge: Knowledge, state: ViewState, content: FlatContent) -> Iterator[_Block]:
    """List what must stand beside the flat skin: warnings, the legend, the map, the key points."""
    tr = catalogue(state.language)
    for sentence in appearance.banner:
        yield _Block(sentence, ALARM, bold=True)
    for entry in appearance.legend:
        yield _Block(entry.text, sign=entry, below=1.6)
    name = in_language(knowledge, state.language).maps[state.map].name
    yield _Block(f"{name}. {tr(MAP_NOTE)}", QUIET, above=3.0)
    yield _Block(tr(HOW), QUIET, below=3.0)
    points = [mark for mark in content.marks if mark.kind == "key-point"]
    if points:
        yield _Block(tr("Key points of the examination"), bold=True, below=0.6)
        for mark in points:
            yield _Block(mark.text, sign=mark, below=3.0 if mark is points[-1] else 0.0)


def _write(paper: Paper, x: float, y: float, block: _Block, size: float, room: float) -> float:
    """Write a block; gives where the next begins."""
    top, sign = y + block.above, block.sign
    if isinstance(sign, LegendEntry):
        paper.picture(x, top - 2.4, 9.6, 4.8, swatch(sign.colour, sign.pattern))
    elif sign is not None:
        paper.circle(x + 1.5, top, 1.3, sign.colour, INK, 0.25)
    for number, line in enumerate(block.lines(size, room)):
        paper.text(x + block.indent, top + number * size * LEAD, line, size, block.colour, bold=block.bold)
    return y + block.high(size, room)


def wrapped(words: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines that fit."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
