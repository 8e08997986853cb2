"""From what was clicked, chosen or typed to a verdict, with what it lights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from annotations.model import Knowledge
from meshes.skin.landmarks import landmark
from viewer.appearance.named import Numbered, side_words
from viewer.qt.picture.place_words import skin_words
from viewer.qt.picture.protocol import Picture
from viewer.state.view_state import SIDES, ChartPlace
from viewer.study.answers import Verdict, judge_choice, judge_part, judge_point, judge_skin
from viewer.study.items import region_of
from viewer.study.question import REGIONS, Question

AROUND: Final = ((0, 0), (4, 0), (-4, 0), (0, 4), (0, -4), (6, 6), (-6, 6), (6, -6), (-6, -6))
"""Offsets around a click that are tried where a nerve is asked for: some are three pixels wide."""
NOTHING: Final = "Nothing is there"


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer that was given by pointing."""

    verdict: Verdict
    found: str | None = None
    """Numbered key that was pointed at."""
    place: ChartPlace | None = None
    """Skin that was pointed at."""


class Judge:
    """Judges what is pointed at in the picture.

    Parameters
    ----------
    knowledge : Knowledge
    structures : mapping
        The body's structures by sided key.
    picture : Picture
    """

    def __init__(self, knowledge: Knowledge, structures: Mapping[str, Numbered], picture: Picture) -> None:
        self._knowledge, self._structures, self._picture = knowledge, structures, picture

    def clicked(self, question: Question, x: int, y: int, language: str) -> Judged | None:
        """Judge a pixel of the picture; None where it is no answer: beside the body, or not asked for."""
        if question.item.kind == "find":
            found = self._picked(question, x, y)
            if found is None:
                return None
            return Judged(judge_part(question, found, self._structures, language), found)
        place = self._picture.skin_at(x, y)
        return None if place is None else self.placed(question, place)

    def placed(self, question: Question, place: ChartPlace) -> Judged | None:
        """Judge a place on the skin; None where none is asked for."""
        if question.item.kind == "find-skin":
            return Judged(judge_skin(question, place, self._knowledge), place=place)
        if question.item.kind == "key-point":
            away = min(self._picture.distance(place, at) for at in self._key_points(question))
            return Judged(judge_point(question, away), place=place)
        return None

    def unknown(self, question: Question) -> Verdict:
        """Judge a question that was not known."""
        kind = question.item.kind
        if kind == "find":
            return judge_part(question, None, self._structures)
        if kind == "find-skin":
            return judge_skin(question, None, self._knowledge)
        if kind == "key-point":
            return judge_point(question, None)
        return judge_choice(question, None, self._knowledge)

    def whereabouts(self, question: Question, x: int, y: int) -> str:
        """Say in words where on the body a pixel is, English; never what the part is called, which is the answer."""
        if question.item.kind == "find":
            found = self._picture.pick(x, y)
            if isinstance(found, str):
                part = self._structures[found]
                where = REGIONS[region_of(part.base, part.group)]
                side = side_words(part.side)
                return f"{where}, {side}" if side else where
            return f"Skin: {skin_words(found)}, {side_words(found.side)}" if found is not None else NOTHING
        place = self._picture.skin_at(x, y)
        return f"Skin: {skin_words(place)}, {side_words(place.side)}" if place is not None else NOTHING

    def _picked(self, question: Question, x: int, y: int) -> str | None:
        nerve = question.item.topic == "nerves"
        found = [self._picture.pick(x + across, y + down) for across, down in (AROUND if nerve else AROUND[:1])]
        keys = [key for key in found if isinstance(key, str)]
        right = [key for key in keys if key.partition(".")[0] == question.right]
        return next(iter((*right, *keys)), None)

    def _key_points(self, question: Question) -> list[ChartPlace]:
        marks = [landmark(self._knowledge.key_points[question.right].landmark, side) for side in SIDES]
        return [ChartPlace(mark.segment, mark.side, mark.t, mark.phi, mark.ray) for mark in marks]
