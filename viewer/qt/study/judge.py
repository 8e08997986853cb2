"""From what was clicked, chosen or typed to a verdict, with what it lights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from annotations.model import Knowledge
from meshes.skin.landmarks import landmark
from viewer.appearance.named import Numbered, sided
from viewer.i18n.catalogue import Catalogue, catalogue
from viewer.i18n.language import in_language
from viewer.qt.picture.place_words import skin_words
from viewer.qt.picture.protocol import Picture
from viewer.state.view_state import SIDES, ChartPlace
from viewer.study.answers import Verdict, judge_choice, judge_part, judge_point, judge_skin, judge_typed
from viewer.study.items import region_of
from viewer.study.question import REGIONS, Question

AROUND: Final = ((0, 0), (4, 0), (-4, 0), (0, 4), (0, -4), (6, 6), (-6, 6), (6, -6), (-6, -6))
"""Offsets around a click that are tried where a nerve is asked for: some are three pixels wide."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer that was given."""

    verdict: Callable[[Question], Verdict]
    """Judges it, in the language of the question, which may be asked again in another."""
    found: str | None = None
    """Numbered key that was pointed at."""
    place: ChartPlace | None = None
    """Skin that was pointed at."""


class Judge:
    """Judges what is chosen, typed, and pointed at in the picture.

    Parameters
    ----------
    knowledge : Knowledge
        In English.
    structures : mapping
        The body's structures by sided key.
    picture : Picture
    """

    def __init__(self, knowledge: Knowledge, structures: Mapping[str, Numbered], picture: Picture) -> None:
        self._knowledge, self._structures, self._picture = knowledge, structures, picture

    def chosen(self, key: str | None) -> Judged:
        """Judge one of the choices; None if it is not known."""
        return Judged(lambda question: judge_choice(question, key, self._known(question)))

    def typed(self, question: Question, words: str) -> Judged:
        """Judge what was typed: in another language the same name would be wrong."""
        told = judge_typed(question, words, self._known(question))

        def verdict(asked: Question) -> Verdict:
            if asked.language == question.language:
                return told
            return judge_choice(asked, asked.right if told.right else None, self._known(asked))

        return Judged(verdict)

    def clicked(self, question: Question, x: int, y: int) -> Judged | None:
        """Judge a pixel of the picture; None where it is no answer: beside the body, or not asked for."""
        if question.item.kind == "find":
            found = self._picked(question, x, y)
            if found is None:
                return None
            return Judged(lambda asked: judge_part(asked, found, self._structures), found)
        place = self._picture.skin_at(x, y)
        return None if place is None else self.placed(question, place)

    def placed(self, question: Question, place: ChartPlace) -> Judged | None:
        """Judge a place on the skin; None where none is asked for."""
        if question.item.kind == "find-skin":
            return Judged(lambda asked: judge_skin(asked, place, self._known(asked)), place=place)
        if question.item.kind == "key-point":
            away = min(self._picture.distance(place, at) for at in self._key_points(question))
            return Judged(lambda asked: judge_point(asked, away), place=place)
        return None

    def unknown(self, question: Question) -> Judged:
        """Judge a question that was not known."""
        kind = question.item.kind
        if kind == "find":
            return Judged(lambda asked: judge_part(asked, None, self._structures))
        if kind == "find-skin":
            return Judged(lambda asked: judge_skin(asked, None, self._known(asked)))
        if kind == "key-point":
            return Judged(lambda asked: judge_point(asked, None))
        return self.chosen(None)

    def whereabouts(self, question: Question, x: int, y: int) -> str:
        """Say in words where on the body a pixel is; never what the part is called, which is the answer."""
        tr = catalogue(question.language)
        if question.item.kind != "find":
            return _skin_there(self._picture.skin_at(x, y), tr)
        found = self._picture.pick(x, y)
        if not isinstance(found, str):
            return _skin_there(found, tr)
        part = self._structures[found]
        return sided(tr(REGIONS[region_of(part.base, part.group)]), part.side, tr)

    def _known(self, question: Question) -> Knowledge:
        """Give the knowledge in the language of a question."""
        return in_language(self._knowledge, question.language)

    def _picked(self, question: Question, x: int, y: int) -> str | None:
        nerve = question.item.topic == "nerves"
        found = [self._picture.pick(x + across, y + down) for across, down in (AROUND if nerve else AROUND[:1])]
        keys = [key for key in found if isinstance(key, str)]
        right = [key for key in keys if key.partition(".")[0] == question.right]
        return next(iter((*right, *keys)), None)

    def _key_points(self, question: Question) -> list[ChartPlace]:
        marks = [landmark(self._knowledge.key_points[question.right].landmark, side) for side in SIDES]
        return [ChartPlace(mark.segment, mark.side, mark.t, mark.phi, mark.ray) for mark in marks]


def _skin_there(place: ChartPlace | None, tr: Catalogue) -> str:
    if place is None:
        return tr("Nothing is there")
    where = tr(skin_words(place))
    if place.side == "left":
        return tr("Skin: {place}, patient's left", place=where)
    return tr("Skin: {place}, patient's right", place=where)
