"""What is to be drawn and said, as plain values. Made by :func:`viewer.resolve.resolve`, shown by scene and panels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from viewer.palette.colours import Rgb
from viewer.state.physique import AS_MEASURED, BodyAppearance
from viewer.state.view_state import CameraPose, ChartPlace, Side, Stroke

from .panel import Panel
from .views import LEVEL, CutKind

if TYPE_CHECKING:
    from annotations.model import ExaminationAct


Pattern = Literal[
    "solid", "fill", "hatch", "dots", "outline", "lines", "beads", "cord", "crosses", "rings", "bars", "rim", "note"
]
"""The second cue beside colour: ``solid`` core skin, ``fill`` likely skin (lighter, outlined), ``hatch`` disputed skin,
``dots`` pain, ``outline`` muscles, ``lines`` the skin of one nerve over that of a root, ``beads`` borders of a
second map, ``cord`` nerves below the skin, ``rim`` skin that fades out beside an area, ``note`` a remark on
what is coloured; drawn by hand: ``crosses`` pain, ``rings`` tingling, ``bars`` numbness."""


@dataclass(frozen=True, slots=True)
class TerritoryPaint:
    """One territory, or one nerve's field, painted on one half of the skin."""

    territory: str
    """Key of a territory or of a nerve field."""
    side: Side
    colour: Rgb
    pattern: Pattern
    opacity: float
    joined: tuple[str, ...] = ()
    """Keys of further territories that are painted as one with it."""
    beside: tuple[str, ...] = ()
    """Keys of territories: only the rim next to them is painted; empty if all of it is."""
    rim_mm: float = 0.0
    """Width of that rim; the paint fades towards its outer side."""
    outside: tuple[str, ...] = ()
    """Keys of territories that are not painted over."""


@dataclass(frozen=True, slots=True)
class BandPaint:
    """A soft-edged band painted on one half of the skin: where pain is felt."""

    band: str
    """Root of a pain band, or key of a symptom that has a band of its own."""
    side: Side
    colour: Rgb
    opacity: float


@dataclass(frozen=True, slots=True)
class BorderPaint:
    """The borders of one root in a second map, on one half of the skin."""

    map: str
    root: str
    side: Side
    colour: Rgb


@dataclass(frozen=True, slots=True)
class AgreementPaint:
    """How many maps give the skin to a root, on one half of the skin."""

    root: str
    side: Side
    maps: tuple[str, ...]
    """Keys of the maps that are counted."""
    colours: tuple[Rgb, ...]
    """Of skin that one map gives to the root, two, ... all."""


@dataclass(frozen=True, slots=True)
class SkinAppearance:
    """The skin: its base and what is painted on it, first to last."""

    visible: bool
    opacity: float
    """Of unpainted skin; painted skin keeps at least ``painted_opacity``."""
    painted_opacity: float
    tone: Rgb
    territories: tuple[TerritoryPaint, ...] = ()
    bands: tuple[BandPaint, ...] = ()
    agreement: tuple[AgreementPaint, ...] = ()
    borders: tuple[BorderPaint, ...] = ()
    """Over all other paint."""
    drawing: tuple[Stroke, ...] = ()
    """Over everything."""


@dataclass(frozen=True, slots=True)
class LayerAppearance:
    """Bones, muscles, nerves, ligaments, trunk muscles or fascia as a whole."""

    visible: bool
    only_lit: bool = False
    """Show only lit structures of this layer."""


@dataclass(frozen=True, slots=True)
class Lit:
    """How a highlighted structure looks."""

    colour: Rgb
    outline: bool = False
    """Draw a dark silhouette around it: the second cue of muscles."""


@dataclass(frozen=True, slots=True)
class Label:
    """A short text in the picture, at a structure or on the skin."""

    text: str
    anchor: str | tuple[ChartPlace, ...]
    """A structure key with side, or places on the skin, best first: it stands at one that can be seen, or nowhere."""
    aside: bool = False
    """It stands beside the body, with a line to the place on the skin."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A key point on the skin."""

    root: str
    landmark: str
    side: Side
    colour: Rgb
    text: str


@dataclass(frozen=True, slots=True)
class ExaminerSign:
    """What an examiner does, and where: drawn by its shape, named by its word."""

    act: ExaminationAct
    landmarks: tuple[str, ...]
    """One, or the places that a stroke runs through."""
    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class CameraAppearance:
    """A named view of a side, or a free pose."""

    view: str
    side: Side
    pose: CameraPose | None = None
    level: str = LEVEL
    """The disc that close-ups look at."""
    near: ExaminerSign | None = None
    """Come closer to where this is done."""


@dataclass(frozen=True, slots=True)
class LesionAppearance:
    """A lesion at one degree."""

    key: str
    """Of `annotations` and of `meshes.lesion.shapes` alike."""
    side: Side
    degree: float
    """0 healthy to 1 severe."""
    text: str
    """Label at the pressed place; empty without labels."""
    near: str
    """The same while nothing is pressed yet."""


@dataclass(frozen=True, slots=True)
class BesideAppearance:
    """A picture in two halves: the healthy body at the left, what is shown at the right."""

    healthy: str
    """Heading of the left half, in the reader's language."""
    affected: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend."""

    text: str
    colour: Rgb
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Appearance:
    """The whole picture and its words."""

    skin: SkinAppearance
    layers: Mapping[str, LayerAppearance]
    """By layer name: those of `viewer.state.view_state.LAYERS` but the skin."""
    lit: Mapping[str, Lit]
    """By structure key with side."""
    hidden: frozenset[str]
    ghost: Side | None
    """The leg that is left out of the picture."""
    camera: CameraAppearance
    labels: tuple[Label, ...] = ()
    pins: tuple[Pin, ...] = ()
    signs: tuple[ExaminerSign, ...] = ()
    """What the examiner does at the item under the cursor."""
    legend: tuple[LegendEntry, ...] = ()
    panel: Panel = field(default_factory=lambda: Panel(()))
    act: str = ""
    """What to do about the most urgent warning of :attr:`banner`; empty without one."""
    banner: tuple[str, ...] = ()
    """Warnings that stand above a picture that leaves the program; in the window they lead the panel."""
    hovered: str | None = None
    selected: str | None = None
    asked: ChartPlace | None = None
    """A place on the skin that was asked about; it gets a ring."""
    background: Rgb = (255, 255, 255)
    lesion: LesionAppearance | None = None
    cut: CutKind | None = None
    """How the spine is cut open."""
    body: BodyAppearance = AS_MEASURED
    beside: BesideAppearance | None = None
    """A split picture; None for a single one."""
    floor: tuple[str, str] = ("patient's right", "patient's left")
    """Words on the floor before the patient's right and left foot."""
