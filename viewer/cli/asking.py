"""Words of the command line, read into states; each wrong word is one sentence."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

from viewer.examination.items import read_examining
from viewer.explain.checking_views import accepted_words, open_saved
from viewer.files.errors import InputError, one_of, unknown
from viewer.spine.lesion import LESION_VIEW
from viewer.state.declared import StateField
from viewer.state.physique import ATLAS, BODIES, check_build, read_bmi
from viewer.state.view_state import BODY_FIELDS, FIELDS, SIDE_CHOICES, SIDES, PickedSymptom, Side, SideChoice, ViewState

if TYPE_CHECKING:
    from pathlib import Path

    from annotations.model import Audience, Knowledge
    from viewer.examination.fitting_roots import PickedFinding


def asked_view(arguments: argparse.Namespace, knowledge: Knowledge) -> ViewState:
    """Read the view that is asked for: a saved one if a file is named, with the options applied."""
    state = ViewState()
    if arguments.state is not None:
        state = opened_view(arguments.state, knowledge)
    return asked_state(arguments, state, knowledge)


def opened_view(path: Path, knowledge: Knowledge) -> ViewState:
    """Open a saved view that is named, and say what of a newer version was left out."""
    saved = open_saved(path, knowledge)
    if saved.notice:
        sys.stderr.write(f"{saved.notice}\n")
    return saved.state


def asked_knowledge(arguments: argparse.Namespace) -> Knowledge:
    """Read the knowledge base with the user's further folder; a folder that is refused is named and left out."""
    from annotations.load import DataError, load

    if arguments.further is not None:
        from annotations.extend import load_with

        try:
            return load_with(arguments.further)
        except DataError as error:
            sentence = " ".join(str(error).split())
            sys.stderr.write(f"{arguments.further} is refused, going on without it: {sentence}\n")
    return load()


def asked_state(arguments: argparse.Namespace, state: ViewState, knowledge: Knowledge) -> ViewState:
    """Apply the options of ``snapshot`` to a state.

    Raises
    ------
    InputError
        When a word is unknown.
    """
    asked = {
        name: getattr(arguments, name) for name, field in FIELDS.items() if field.option and name not in BODY_FIELDS
    }
    read: dict[str, Any] = {
        name: _read(FIELDS[name], word, knowledge) for name, word in asked.items() if word is not None
    }
    if "degree" in read and read.get("scene", state.scene) is None:
        raise InputError("--degree is of a scene; give --scene too")
    return replace(asked_body(arguments, state), **{**_consequences(read, knowledge), **read})


def _consequences(read: Mapping[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """Work out what options change beside their own fields, unless that is asked for, too."""
    follows: dict[str, Any] = {}
    if "scene" in read:
        follows |= {"view": LESION_VIEW}
    if "symptoms" in read:
        first = read["symptoms"][0]
        follows |= {"view": knowledge.symptoms[first.key].view}
        follows |= {"side": first.side} if first.side in SIDES else {}
    if "examining" in read:
        follows |= {"own_view": "view" in read}
    if read.keys() & {"scene", "view", "examining"}:
        follows |= {"camera": None}
    return follows


def _read(field: StateField, word: Any, knowledge: Knowledge) -> object:
    """Read what was given for the option of a field."""
    if field.name in READERS:
        return READERS[field.name](word, knowledge)
    return one_of(field.noun, word, accepted_words(field, knowledge)) if isinstance(word, str) else word


def _root(word: str, knowledge: Knowledge) -> str:
    accepted = accepted_words(FIELDS["root"], knowledge)
    root = next((key for key in accepted if key.lower() == word.lower()), None)
    if root is None:
        raise unknown("root", word, accepted)
    return root


def _layers(word: str, knowledge: Knowledge) -> frozenset[str]:
    accepted = accepted_words(FIELDS["layers"], knowledge)
    return frozenset(one_of("layer", layer.strip(), accepted) for layer in word.split(","))


def _skin_opacity(word: str, _knowledge: Knowledge) -> float:
    opacity = read_number(word, "skin opacity")
    if not 0.0 <= opacity <= 1.0:
        raise InputError(f"a skin opacity of {word} is not accepted; accepted are 0 to 1")
    return opacity


def _examining(word: str, knowledge: Knowledge) -> str:
    read_examining(word, knowledge)
    return word


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
    from viewer.examination.fitting_roots import NORMAL, RESULTS, PickedFinding

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


def read_audience(word: str) -> Audience:
    """Read who is told.

    Raises
    ------
    InputError
        When it is none of the three.
    """
    return cast("Audience", one_of("audience", word, FIELDS["audience"].accepted))


def read_language(word: str) -> str:
    """Read the code of a language.

    Raises
    ------
    InputError
        When it is none that there are words in.
    """
    return one_of("language", word, FIELDS["language"].accepted)


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
    numbered = arguments.stature is not None or arguments.bmi is not None
    if arguments.body is not None:
        state = replace(state, body=one_of("body", arguments.body, BODIES), stature=None, bmi=None)
    elif numbered and state.body == ATLAS:
        state = replace(state, body=BODIES[0])
    if arguments.stature is not None:
        state = replace(state, stature=read_number(arguments.stature, "stature"))
    if arguments.bmi is not None:
        state = replace(state, bmi=read_bmi(arguments.bmi, state.body))
    check_build(state)
    return state


READERS: Final[Mapping[str, Callable[[Any, Knowledge], object]]] = {
    "symptoms": lambda words, knowledge: tuple(read_symptom(word, knowledge) for word in words),
    "root": _root,
    "degree": lambda word, _knowledge: read_degree(word),
    "layers": _layers,
    "skin_opacity": _skin_opacity,
    "examining": _examining,
}
"""How the options of some fields are read; the value of any other is one of the words that its field accepts."""
