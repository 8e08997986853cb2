"""The one state of the program: everything that decides what is seen.

A :class:`ViewState` is a value: a picture, a hand-out, an undo step and a test are all made from one. The current one
is in :class:`viewer.state.store.Store`.

To add a field, declare it in its group, with the next number, which is 41: that is enough for saved views, undo, the
command line and the check of its words. What it does to the picture is said in :mod:`viewer.resolve.resolve`. What is
only shown or hidden is a layer, and needs no field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from annotations.model import Audience
from meshes.sides import SIDES as SIDES
from meshes.sides import Side as Side
from viewer.i18n.catalogue import CHOICE, ENGLISH, LANGUAGES
from viewer.palette.colours import BACKDROPS, SKIN_TONES
from viewer.palette.colours import ROOTS as PALETTES

from .declared import Group, StateField, declared_fields

SideChoice = Literal["left", "right", "both"]
Quality = Literal["pain", "tingling", "numbness"]
Depth = Literal["skin", "deep"]
Share = float
"""From 0 to 1."""

OTHER_SIDE: Final[Mapping[Side, Side]] = {"left": "right", "right": "left"}
SIDE_CHOICES: Final[tuple[SideChoice, ...]] = ("left", "right", "both")
LAYERS: Final = ("skin", "muscles", "bones", "nerves", "ligaments", "trunk_muscles", "fascia")
QUALITIES: Final[tuple[Quality, ...]] = ("pain", "tingling", "numbness")
DEPTHS: Final[tuple[Depth, ...]] = ("skin", "deep")
OPENING_LAYERS: Final = frozenset({"skin", "muscles", "bones", "nerves"})
"""What is drawn unless asked otherwise: the wall of the trunk and the fascia would hide the spine and the nerves."""
LOWEST_T, HIGHEST_T = -0.25, 1.25
"""Charts run on a little beyond both ends of their segment, 0 and 1: skin a little above T12 has a negative t."""
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
    """One of :data:`viewer.examination.items.GRADES`."""


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
    """From :data:`LOWEST_T` to :data:`HIGHEST_T`."""
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


# ruff: noqa: RUF009 - a group that is called declares a field, as dataclasses.field does
SUBJECT: Final = Group("subject")
"""What the picture is about: symptoms, roots, a lesion, a drawing, an examination."""
LOOK: Final = Group("look")
"""How it is shown: from where, which layers, and what is drawn over the skin."""
POINTER: Final = Group("pointer")
"""What is pointed at, clicked, hidden or examined at the moment."""
TELLING: Final = Group("telling")
"""What only the steps of an explanation or a tour set."""
READER: Final = Group("reader")
"""Who looks, in which language and colours, and whose body is drawn: it stays during tours and studies."""
STUDY: Final = Group("study")
"""The question that a student is asked."""


@dataclass(frozen=True, slots=True)
class ViewState:
    """Everything that decides what is seen.

    A field is declared by calling its group with its place in a saved view, its default, and what else holds for it:
    see :class:`~viewer.state.declared.StateField`.
    """

    symptoms: tuple[PickedSymptom, ...] = SUBJECT(
        1, (), among="symptoms", noun="symptom", option="--symptom KEY[:left|right|both]"
    )
    root: str | None = SUBJECT(
        2,
        "L4",
        among="roots",
        accepted=(ALL_ROOTS,),
        option="--root ROOT",
        help="the root to show while no symptom is picked: L4",
    )
    """The root shown while no symptom is picked; :data:`ALL_ROOTS` shows them side by side."""
    side: Side = SUBJECT(
        3, "right", accepted=SIDES, option="--side SIDE", help="the patient's side that views refer to: left or right"
    )
    """The side that "inner leg" and the like refer to."""
    map: str = SUBJECT(4, "proposed", among="maps", option="--map KEY", help="the published map to paint")
    scene: str | None = SUBJECT(
        24, None, among="scenes", option="--scene KEY", help="a pinch scene, such as l3-4-posterolateral-herniation"
    )
    """Key of the lesion shown, or None."""
    degree: Share = SUBJECT(25, 0.6, option="--degree NUMBER", help="of the scene: 0 healthy to 1 severe")
    """Of the scene: 0 healthy to 1 severe."""
    drawing: tuple[Stroke, ...] = SUBJECT(26, ())
    """Where it hurts, tingles or is numb, as drawn on the skin; later strokes lie over earlier ones."""
    examination: tuple[Examined, ...] = SUBJECT(29, ())
    """What was found on examination, in the order of the examination."""
    findings_told: bool = SUBJECT(40, False)
    """Whether hand-outs tell the findings of the examination; its warnings are told in any case."""

    view: str = LOOK(7, "front", among="views", option="--view NAME", help="front, back, inner-leg, ...")
    camera: CameraPose | None = LOOK(8, None, undone=False)
    """Set once the user has turned the body away from a named view."""
    layers: frozenset[str] = LOOK(
        5,
        OPENING_LAYERS,
        accepted=LAYERS,
        noun="layer",
        option="--layers LIST",
        help=f"of {','.join(LAYERS)}",
    )
    skin_opacity: Share | None = LOOK(6, None, option="--skin OPACITY", help="of the skin, 0 to 1")
    """None lets the picture choose (opaque until something deep is lit)."""
    labels: bool = LOOK(14, True, option="--no-labels", help="leave the labels out")
    key_points: bool = LOOK(15, False, option="--key-points", help="show the sensory key points as pins")
    path: bool = LOOK(35, False, option="--way", help="draw the way of the lit root from the spine outward")
    """Draw the way of the lit root from the spine outward, over everything."""
    beside: bool = LOOK(36, False, option="--beside", help="put the healthy body beside it, in the same view")
    """Split the picture: the healthy body at the left, what is shown at the right, one camera for both."""
    nerve_field: str | None = LOOK(
        23,
        None,
        among="skin nerves",
        option="--nerve-field KEY",
        help="the skin of a nerve, drawn over that of the root",
    )
    """Key of the nerve whose skin is drawn over the root's, or None."""
    compared: str | None = LOOK(
        27,
        None,
        among="maps",
        noun="map",
        option="--compare KEY",
        help="a second map, whose borders are drawn over the first",
    )
    """Key of a second map, whose borders are drawn over the first, or None."""
    agreement: bool = LOOK(
        28, False, option="--agreement", help="colour the skin by how many published maps give it to the root"
    )
    """Show how many published maps give the skin to the root, instead of one map."""

    hovered: str | None = POINTER(9, None, undone=False)
    """A structure key that the pointer is over."""
    selected: str | None = POINTER(10, None)
    """A structure key that was clicked."""
    place: ChartPlace | None = POINTER(11, None)
    """A place on the skin that was clicked."""
    hidden: frozenset[str] = POINTER(12, frozenset())
    """Structure keys that were taken away."""
    isolated: str | None = POINTER(13, None)
    """A structure key that alone is shown."""
    examining: str | None = POINTER(
        30, None, undone=False, option="--examining KEY:SIDE", help="where an item is tried: patellar-reflex:right"
    )
    """``KEY:side`` of the item under the cursor of the examination: it is lit, and the place shown."""
    own_view: bool = POINTER(31, False, undone=False)
    """While an item is examined: whether the view is the reader's choice, and not the one that shows the item best."""

    named: tuple[str, ...] | None = TELLING(32, None)
    """While something is told step by step: the structures, without side, that alone carry names (none of them: the
    names of roots on their skin). Only what is lit is drawn then. None: the picture chooses."""
    level: str | None = TELLING(33, None, among="levels")
    """Disc that close-ups of the spine look at while no scene is shown, such as ``l3_l4``; None: L4/5."""
    lights: str | None = TELLING(34, None, among="roots", noun="root")
    """A root that is lit as a whole beside the picked symptoms, while it is told of."""

    audience: Audience = READER(16, "patient", accepted=get_args(Audience))
    language: str = READER(
        17,
        ENGLISH,
        accepted=(ENGLISH, *LANGUAGES),
        option="--language CODE",
        help=f"of what patients read: {CHOICE}",
    )
    """``en``, ``de`` or ``es``: of what patients read, and of the window."""
    palette: str = READER(
        22, "standard", accepted=tuple(PALETTES), option="--palette NAME", help="standard or contrast"
    )
    backdrop: str = READER(
        37,
        "light",
        undone=False,
        accepted=tuple(BACKDROPS),
        option="--backdrop NAME",
        help="behind the body: light, dark, white or black",
    )
    """Behind the body, a key of :data:`viewer.palette.colours.BACKDROPS`; the window follows its theme."""
    skin_tone: str = READER(
        21,
        "neutral",
        accepted=tuple(SKIN_TONES),
        option="--skin-tone NAME",
        help="neutral, or tone-1 (light) to tone-8 (dark)",
    )
    body: str = READER(
        18, "male", option="--body NAME", help="male, female, or atlas: as measured, proportioned to nobody"
    )
    """``male``, ``female`` or ``atlas`` (as measured, proportioned to nobody)."""
    stature: float | None = READER(19, None, option="--stature CM", help="of the body, 140 to 205")
    """Centimetres; None: the sex's default."""
    bmi: float | None = READER(
        20, None, option="--build NAME", help="lean, average, heavy, or a body mass index of 18.5 to 40"
    )
    """Body mass index, kg/m2; None: the sex's default."""

    study: str = STUDY(38, "", saved=False)
    """``asked`` while a question is asked: nothing is named, and a clicked place is an answer; ``told`` once it was
    answered."""
    study_part: str | None = STUDY(39, None, saved=False)
    """Key of the structure that an open question is about: lit, and named nowhere."""


FIELDS: Final[Mapping[str, StateField]] = declared_fields(ViewState)
"""Every field of a state by its name, with all that is declared of it, in the order of the class."""


BODY_FIELDS: Final = ("body", "stature", "bmi")
"""Fields that say whose body it is; they depend on one another."""


def fields_of(group: Group) -> tuple[str, ...]:
    """Name the fields of a group."""
    return tuple(name for name, declared in FIELDS.items() if declared.group is group)
