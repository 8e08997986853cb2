"""Words of the command line and of saved views, read into states; each wrong word is one sentence."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from .errors import InputError, one_of, unknown
from .examination import read_examining
from .nerve_skin import nerves_with_skin
from .palette import BACKDROPS, SKIN_TONES
from .palette import ROOTS as PALETTES
from .physique import ATLAS, BODIES, check_build, read_bmi
from .pinch import SCENE_VIEW
from .state import ALL_ROOTS, LAYERS, SIDE_CHOICES, SIDES, PickedSymptom, Side, SideChoice, ViewState
from .views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Collection

    from annotations.model import Knowledge

    from .roots import PickedFinding


def asked_state(arguments: argparse.Namespace, state: ViewState, knowledge: Knowledge) -> ViewState:
    """Apply the options of ``snapshot`` to a state.

    Raises
    ------
    InputError
        When a word is unknown.
    """
    state = asked_body(arguments, state)
    if arguments.skin_tone is not None:
        state = replace(state, skin_tone=one_of("skin tone", arguments.skin_tone, SKIN_TONES))
    if arguments.symptom is not None:
        picks = tuple(read_symptom(word, knowledge) for word in arguments.symptom)
        first = picks[0]
        side = first.side if first.side in SIDES else state.side
        state = replace(state, symptoms=picks, side=side, view=knowledge.symptoms[first.key].view)
    if arguments.side is not None:
        state = replace(state, side=read_side(arguments.side))
    if arguments.scene is not None:
        state = replace(state, scene=one_of("scene", arguments.scene, knowledge.scenes), camera=None)
        state = replace(state, view=SCENE_VIEW) if arguments.symptom is None else state
    if arguments.degree is not None:
        if state.scene is None:
            raise InputError("--degree is of a scene; give --scene too")
        state = replace(state, degree=read_degree(arguments.degree))
    if arguments.beside:
        state = replace(state, beside=True)
    if arguments.root is not None:
        root = next((key for key in (*knowledge.roots, ALL_ROOTS) if key.lower() == arguments.root.lower()), None)
        if root is None:
            raise unknown("root", arguments.root, (*knowledge.roots, ALL_ROOTS))
        state = replace(state, root=root)
    if arguments.map is not None:
        state = replace(state, map=one_of("map", arguments.map, knowledge.maps))
    if arguments.compare is not None:
        state = replace(state, compared=one_of("map", arguments.compare, knowledge.maps))
    if arguments.agreement:
        state = replace(state, agreement=True)
    if arguments.nerve_field is not None:
        state = replace(state, nerve_field=one_of("nerve field", arguments.nerve_field, nerves_with_skin(knowledge)))
    if arguments.view is not None:
        state = replace(state, view=one_of("view", arguments.view, VIEWS), camera=None)
    if arguments.layers is not None:
        words = [word.strip() for word in arguments.layers.split(",")]
        state = replace(state, layers=frozenset(one_of("layer", word, LAYERS) for word in words))
    if arguments.skin is not None:
        opacity = read_number(arguments.skin, "skin opacity")
        if not 0.0 <= opacity <= 1.0:
            raise InputError(f"a skin opacity of {arguments.skin} is not accepted; accepted are 0 to 1")
        state = replace(state, skin_opacity=opacity)
    if arguments.palette is not None:
        state = replace(state, palette=one_of("palette", arguments.palette, PALETTES))
    if arguments.backdrop is not None:
        state = replace(state, backdrop=one_of("backdrop", arguments.backdrop, BACKDROPS))
    if arguments.language is not None:
        from .language import LANGUAGE_NAMES

        state = replace(state, language=one_of("language", arguments.language, LANGUAGE_NAMES))
    if arguments.way:
        state = replace(state, path=True)
    if arguments.examining is not None:
        read_examining(arguments.examining, knowledge)
        state = replace(state, examining=arguments.examining, own_view=arguments.view is not None, camera=None)
    if arguments.key_points:
        state = replace(state, key_points=True)
    if arguments.no_labels:
        state = replace(state, labels=False)
    return state


def read_symptom(word: str, knowledge: Knowledge) -> PickedSymptom:
    """Read ``KEY`` or ``KEY:side``; what has no side, such as fever, is of both, whatever side is given for it.

    Raises
    ------
    InputError
        When the symptom or the side is unknown.
    """
    pick = PickedSymptom(*_read_pick("symptom", word, knowledge.symptoms))
    if knowledge.symptoms[pick.key].sided:
        return pick
    if ":" in word and pick.side != "both":
        sys.stderr.write(f"{pick.key} has no side; it is taken for the whole body, not for the {pick.side}\n")
    return PickedSymptom(pick.key, "both")


def read_finding(word: str, knowledge: Knowledge) -> PickedFinding:
    """Read ``KEY`` or ``KEY:side`` of a test, with ``=positive`` (which may be left out) or ``=negative``.

    Raises
    ------
    InputError
        When the finding, the side or the result is unknown.
    """
    from .roots import NORMAL, RESULTS, PickedFinding

    pick, equals, result = word.partition("=")
    if equals and result not in RESULTS:
        raise unknown("result of a test", result, RESULTS)
    return PickedFinding(*_read_pick("finding", pick, knowledge.findings), normal=result in NORMAL)


def _read_pick(kind: str, word: str, accepted: Collection[str]) -> tuple[str, SideChoice]:
    key, colon, side = word.partition(":")
    if key not in accepted:
        raise unknown(kind, key, accepted)
    if not colon:
        return key, "right"
    for choice in SIDE_CHOICES:
        if side == choice:
            return key, choice
    raise unknown("side", side, SIDE_CHOICES)


def read_degree(word: str) -> float:
    """Read the degree of a scene.

    Raises
    ------
    InputError
        When it is not a number from 0 to 1.
    """
    degree = read_number(word, "degree")
    if not 0.0 <= degree <= 1.0:
        raise InputError(f"a degree of {word} is not accepted; accepted are 0 (healthy) to 1 (severe)")
    return degree


def read_side(word: str) -> Side:
    """Read ``left`` or ``right``.

    Raises
    ------
    InputError
        When it is neither.
    """
    for side in SIDES:
        if word == side:
            return side
    raise unknown("side", word, SIDES)


def read_size(word: str) -> tuple[int, int]:
    """Read ``WxH``.

    Raises
    ------
    InputError
        When it is not two whole numbers.
    """
    width, _, height = word.lower().partition("x")
    if not (width.isascii() and width.isdigit() and height.isascii() and height.isdigit()):
        raise InputError(f"the size {word!r} is not accepted; accepted is WxH in pixels, for example 1280x800")
    # Longer numbers are far too large anyway, and very long ones Python refuses to read.
    return int(width[:9]), int(height[:9])


def read_number(word: str, what: str) -> float:
    """Read a finite number.

    Raises
    ------
    InputError
        When it is none.
    """
    try:
        number = float(word)
    except ValueError:
        number = float("nan")
    if not -1e9 < number < 1e9:
        raise InputError(f"{what} = {word!r} is not a number; accepted is a number such as 0.5")
    return number


def asked_body(arguments: argparse.Namespace, state: ViewState) -> ViewState:
    """Apply the options that say whose body it is.

    Raises
    ------
    InputError
        When a word is unknown or a number lies outside its range; the sentence names what is accepted.
    """
    numbered = arguments.stature is not None or arguments.build is not None
    if arguments.body is not None:
        state = replace(state, body=one_of("body", arguments.body, BODIES), stature=None, bmi=None)
    elif numbered and state.body == ATLAS:
        state = replace(state, body=BODIES[0])
    if arguments.stature is not None:
        state = replace(state, stature=read_number(arguments.stature, "stature"))
    if arguments.build is not None:
        state = replace(state, bmi=read_bmi(arguments.build, state.body))
    check_build(state)
    return state
