"""The one state of the program: everything that decides what is seen.

A :class:`ViewState` is a value: a picture, a hand-out, an undo step and a test are all made from one. The current one
is in :class:`viewer.store.Store`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from annotations.model import Audience

SideChoice = Literal["left", "right", "both"]
Side = Literal["left", "right"]
Quality = Literal["pain", "tingling", "numbness"]
Depth = Literal["skin", "deep"]

SIDES: Final[tuple[Side, ...]] = ("left", "right")
OTHER_SIDE: Final[Mapping[Side, Side]] = {"left": "right", "right": "left"}
SIDE_CHOICES: Final[tuple[SideChoice, ...]] = ("left", "right", "both")
LAYERS: Final = ("skin", "muscles", "bones", "nerves", "ligaments", "trunk_muscles", "fascia")
QUALITIES: Final[tuple[Quality, ...]] = ("pain", "tingling", "numbness")
DEPTHS: Final[tuple[Depth, ...]] = ("skin", "deep")
OPENING_LAYERS: Final = frozenset({"skin", "muscles", "bones", "nerves"})
"""What is drawn unless asked otherwise: the wall of the trunk and the fascia would hide the spine and the nerves."""
ALL_ROOTS: Final = "all"
"""In place of a root: every root of the chosen map, side by side."""


@dataclass(frozen=True, slots=True)
class PickedSymptom:
    """A symptom with the patient's side."""

    key: str
    side: SideChoice = "right"

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides it stands for."""
        return SIDES if self.side == "both" else (self.side,)


@dataclass(frozen=True, slots=True)
class Examined:
    """What the short neurological examination found at one item, or the answer to one warning sign."""

    key: str
    side: SideChoice
    """``both`` only for what has no side, such as fever."""
    grade: str
    """One of :data:`viewer.examination.GRADES`."""


@dataclass(frozen=True, slots=True)
class CameraPose:
    """A free camera, millimetres RAS."""

    position: tuple[float, float, float]
    focal_point: tuple[float, float, float]
    view_up: tuple[float, float, float]
    view_angle: float = 20.0
    """Vertical opening in degrees."""


@dataclass(frozen=True, slots=True)
class ChartPlace:
    """A place on the skin that was clicked or asked for, independent of the body's build."""

    segment: str
    side: Side
    t: float
    phi: float
    ray: int = 0


@dataclass(frozen=True, slots=True)
class Stroke:
    """One pull of the brush, or of the eraser, over the skin."""

    points: tuple[ChartPlace, ...]
    """Where the brush went; it is drawn from each to the next."""
    radius: float = 10.0
    """Of the brush, millimetres on the atlas body; on other builds the drawing moves along with the skin."""
    quality: Quality = "pain"
    depth: Depth = "skin"
    erase: bool = False
    """Whether it takes away what was drawn before, of any quality."""


@dataclass(frozen=True, slots=True)
class ViewState:
    """Everything that decides what is seen."""

    symptoms: tuple[PickedSymptom, ...] = ()
    root: str | None = "L4"
    """The root shown while no symptom is picked; :data:`ALL_ROOTS` shows them side by side."""
    side: Side = "right"
    """The side that "inner leg" and the like refer to."""
    map: str = "proposed"
    layers: frozenset[str] = OPENING_LAYERS
    skin_opacity: float | None = None
    """0..1; None lets the picture choose (opaque until something deep is lit)."""
    view: str = "front"
    camera: CameraPose | None = None
    """Set once the user has turned the body away from a named view."""
    hovered: str | None = None
    selected: str | None = None
    """A structure key that was clicked."""
    place: ChartPlace | None = None
    """A place on the skin that was clicked."""
    hidden: frozenset[str] = frozenset()
    isolated: str | None = None
    labels: bool = True
    key_points: bool = False
    audience: Audience = "patient"
    language: str = "en"
    """``en``, ``de`` or ``es``: of what patients read, and of the window."""
    body: str = "male"
    """``male``, ``female`` or ``atlas`` (as measured, proportioned to nobody)."""
    stature: float | None = None
    """Centimetres; None: the sex's default."""
    bmi: float | None = None
    """Body mass index, kg/m2; None: the sex's default."""
    skin_tone: str = "neutral"
    palette: str = "standard"
    nerve_field: str | None = None
    """Key of the nerve whose skin is drawn over the root's, or None."""
    scene: str | None = None
    """Key of the pinch scene shown, or None."""
    degree: float = 0.6
    """Of the scene: 0 healthy to 1 severe."""
    drawing: tuple[Stroke, ...] = ()
    """Where it hurts, tingles or is numb, as drawn on the skin; later strokes lie over earlier ones."""
    compared: str | None = None
    """Key of a second map, whose borders are drawn over the first, or None."""
    agreement: bool = False
    """Show how many published maps give the skin to the root, instead of one map."""
    examination: tuple[Examined, ...] = ()
    """What was found on examination, in the order of the examination."""
    examining: str | None = None
    """``KEY:side`` of the item under the cursor of the examination: it is lit, and the place shown."""
    own_view: bool = False
    """While an item is examined: whether the view is the reader's choice, and not the one that shows the item best."""
    named: tuple[str, ...] | None = None
    """While something is told step by step: the structures, without side, that alone carry names (none of them: the
    names of roots on their skin). Only what is lit is drawn then. None: the picture chooses."""
    level: str | None = None
    """Disc that close-ups of the spine look at while no scene is shown, such as ``l3_l4``; None: L4/5."""
    lights: str | None = None
    """A root that is lit as a whole beside the picked symptoms, while it is told of."""
    path: bool = False
    """Draw the way of the lit root from the spine outward, over everything."""
    beside: bool = False
    """Split the picture: the healthy body at the left, what is shown at the right, one camera for both."""
    backdrop: str = "light"
    """Behind the body, a key of :data:`viewer.palette.BACKDROPS`; the window follows its theme."""
    study: str = ""
    """``asked`` while a question is asked: nothing is named, and a clicked place is an answer; ``told`` once it was
    answered. Never saved."""
    study_part: str | None = None
    """Key of the structure that an open question is about: lit, and named nowhere. Never saved."""
    findings_told: bool = False
    """Whether hand-outs tell what the examination found; its warnings are told in any case."""


#: Fields that a look at the body changes and that undo skips over.
TRANSIENT: Final = frozenset({"hovered", "examining", "own_view", "camera", "backdrop"})
