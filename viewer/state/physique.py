"""Whose body is drawn: from the words of a state or of the command line to a build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from meshes.builds.proportions import BMIS, BUILDS, DEFAULT_STATURES_CM, STATURES_CM, BodyBuild, BuildError
from meshes.builds.survey import SEXES
from viewer.files.errors import InputError, unknown
from viewer.i18n.catalogue import N_

if TYPE_CHECKING:
    from meshes.body import Body

    from .view_state import ViewState

ATLAS: Final = "atlas"
"""In place of a sex: the body as the atlas has it, proportioned to nobody."""
BODIES: Final = ("male", "female", ATLAS)
"""The bodies; the default first."""
MODEL_NOTE: Final = N_("A proportioned model from public body surveys, not the patient.")


@dataclass(frozen=True, slots=True)
class BodyAppearance:
    """Whose body is drawn."""

    sex: str
    """``male``, ``female``, or ``atlas``: the body as measured, whatever the numbers."""
    stature_cm: float
    bmi: float
    """Body mass index, kg/m2."""


AS_MEASURED: Final = BodyAppearance(ATLAS, 0.0, 0.0)


def body_of(state: ViewState) -> BodyAppearance:
    """Complete a state's body with the defaults of its sex."""
    for sex in SEXES:
        if state.body == sex:
            stature = DEFAULT_STATURES_CM[sex] if state.stature is None else state.stature
            return BodyAppearance(sex, stature, BUILDS["average"][sex] if state.bmi is None else state.bmi)
    return AS_MEASURED


def build_of(body: BodyAppearance) -> BodyBuild | None:
    """Return the build to be made; None for the atlas body."""
    for sex in SEXES:
        if body.sex == sex:
            return BodyBuild(sex, body.stature_cm, body.bmi)
    return None


def state_body(state: ViewState) -> Body:
    """Build the body a state asks for, in standard detail.

    Raises
    ------
    meshes.builds.proportions.BuildError
        When a number lies outside its range.
    """
    from meshes.builds.builder import make_body

    return make_body(build_of(body_of(state)))


def check_build(state: ViewState) -> None:
    """Check a state's body.

    Raises
    ------
    InputError
        When it is unknown, or stature or body mass index lie outside their ranges or are given for the atlas body.
    """
    if state.body not in BODIES:
        raise unknown("body", state.body, BODIES)
    if state.body == ATLAS and (state.stature is not None or state.bmi is not None):
        raise InputError("the atlas body has one build only; stature and build go with --body male or female")
    build = build_of(body_of(state))
    if build is not None:
        try:
            build.validated()
        except BuildError as error:
            raise InputError(str(error)) from error


def read_bmi(word: str, body: str) -> float:
    """Read ``lean``, ``average`` or ``heavy``, or a body mass index.

    Raises
    ------
    InputError
        When it is neither; the sentence names what is accepted.
    """
    if word in BUILDS:
        return BUILDS[word]["female" if body == "female" else "male"]
    try:
        return float(word)
    except ValueError:
        low, high = BMIS
        raise InputError(
            f"unknown build {word!r}; accepted are {', '.join(BUILDS)} or a body mass index of {low:g} to {high:g}"
        ) from None


def ranges() -> dict[str, tuple[float, float]]:
    """Return the accepted statures (cm) and body mass indices."""
    return {"stature": STATURES_CM, "bmi": BMIS}
