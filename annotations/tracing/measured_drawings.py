"""The published drawings with a front and a back view: for each, all that turns its measured lines into a map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from annotations.model import ROOTS

from . import feet
from .feet import Foot

Marks = tuple[tuple[float, float], ...]
Rows = tuple[float, float, float, float, float]
Toes = tuple[tuple[tuple[int, ...], str, str], ...]


@dataclass(frozen=True, slots=True)
class MeasuredDrawing:
    """A drawing whose zones were measured in pixels, and what was read of it besides."""

    key: str
    """Of its map."""
    file: str
    """In FOLDER (docs/maps.md)."""
    sources: tuple[str, ...]
    front: Rows
    """Rows (pixels) of T12, groin level (thigh t 0), crotch, knee joint line and malleolar tips. T12 is not drawn; it
    lies at 0.667 of the stature, as in the atlas the body was measured from."""
    back: Rows
    cleft: Marks
    """Back midline of the view from behind, downwards: mm behind the anus, and row. The anus is the middle of the
    innermost ring, or the drawing's own mark for S4-5. The rings keep their size by the drawing's scale. Where the band
    of S2 begins the trunk's heights take over."""
    foot: Foot
    """Read by eye; the first curve that holds a place gives its root."""
    toes: Toes
    """Toes that belong to one root as a whole: (rays, root, zone)."""
    uncertainty_deg: float
    """Standard deviation of its borders."""
    first_pieces: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By view and root, of how many of the drawn zones use is made, where that is not all."""

    def rows(self, view: str) -> Rows:
        """Give the rows of the heights in a view, ``front`` or ``back``."""
        return self.front if view == "front" else self.back

    @property
    def uncertainty(self) -> dict[str, float]:
        """Standard deviation of the borders by root, degrees."""
        return dict.fromkeys(ROOTS, self.uncertainty_deg)


_STEPHAN: Final = MeasuredDrawing(
    key="foerster_stephan",
    file="stephan-dermatoms.json",
    sources=("stephan2005", "foerster1933"),
    front=(590, 838, 1017, 1200, 1498),
    back=(590, 846, 1025, 1200, 1478),
    cleft=((215.0, 801.0), (60.0, 859.0), (0.0, 930.0), (-80.0, 1025.0)),
    foot=feet.STEPHAN,
    toes=(((2, 3), "L5", "core"), ((4,), "L5", "likely"), ((5,), "S1", "likely")),
    uncertainty_deg=18.0,
)
_GORAN: Final = MeasuredDrawing(
    key="foerster_goran",
    file="goran-tek-en-male.json",
    sources=("goran_tek_en", "foerster1933"),
    front=(676, 985, 1105, 1462, 1817),
    back=(676, 985, 1100, 1436, 1798),
    cleft=((257.0, 832.0), (40.0, 955.0), (0.0, 999.5), (-86.0, 1100.0)),
    foot=feet.GORAN,
    toes=(((2,), "L5", "core"), ((3,), "L5", "likely"), ((4,), "S1", "likely"), ((5,), "S1", "core")),
    uncertainty_deg=16.0,
    # The second is drawn behind the inner ankle, which the front view cannot place; see the foot.
    first_pieces=MappingProxyType({("front", "S1"): 1}),
)
#: The groin is not drawn: its row puts the key point of T12 on the mark that the chart has for it. The chart has no
#: band of S2 behind, but a cleft, which is tied too.
_ISNCSCI: Final = MeasuredDrawing(
    key="isncsci_chart",
    file="praxis-isncsci-chart.json",
    sources=("praxis_isncsci", "asia_isncsci2019"),
    front=(877, 1208, 1450, 1800, 2366),
    back=(1308, 1615, 1718, 2092, 2590),
    cleft=((391.0, 1308.0), (137.0, 1507.0), (0.0, 1701.0), (-55.0, 1763.0)),
    foot=feet.ISNCSCI,
    toes=(((2, 3), "L5", "core"), ((4,), "L5", "likely"), ((5,), "S1", "likely")),
    uncertainty_deg=20.0,
)
MEASURED: Final[Mapping[str, MeasuredDrawing]] = MappingProxyType(
    {drawing.key: drawing for drawing in (_STEPHAN, _GORAN, _ISNCSCI)}
)
"""By the key of the map, in the order in which they are written."""
KEEGAN_GARRETT_CLEFT: Final[Marks] = ((180.0, 0.579), (45.0, 0.71), (0.0, 0.835), (-60.0, 1.0))
"""The cleft of Keegan and Garrett, who were measured in chart coordinates: in place of rows, t of the trunk."""
