"""How well a student does, by topic, by part of the body and by view, in numbers and words. Pure; no toolkit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from viewer.appearance.views import VIEWS
from viewer.i18n.catalogue import N_, Catalogue

from .question import REGIONS, TOPICS
from .schedule import Answer

RECENT: Final = 400
"""Only so many of the last answers are counted: old mistakes say little."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Right answers of one kind, out of how many."""

    name: str
    """In English."""
    right: int
    total: int

    @property
    def share(self) -> float:
        """Share of right answers, 0..1."""
        return self.right / self.total if self.total else 0.0

    def words(self, tr: Catalogue) -> str:
        """Say the same, for readers who do not see the bar."""
        return tr("{name}: {right} of {total} right", name=tr(self.name), right=self.right, total=self.total)


@dataclass(frozen=True, slots=True)
class Results:
    """Results of one exam, or of recent practice."""

    whole: Tally
    groups: tuple[tuple[str, tuple[Tally, ...]], ...]
    """Headings, in English, with their tallies, without empty ones."""


def results(answers: Sequence[Answer], recent: int = RECENT) -> Results:
    """Count answers.

    Parameters
    ----------
    answers : sequence of Answer
        The oldest first.
    recent : int
        How many of the last are counted.
    """
    counted = answers[-recent:]
    views = {name: view.text for name, view in VIEWS.items()}
    return Results(
        _tally(N_("All"), counted),
        (
            (N_("By topic"), _tallies(counted, TOPICS, lambda one: one.topic)),
            (N_("By part of the body"), _tallies(counted, REGIONS, lambda one: one.region)),
            (N_("By view"), _tallies(counted, views, lambda one: one.view)),
        ),
    )


def _tallies(answers: Sequence[Answer], names: Mapping[str, str], key: Callable[[Answer], str]) -> tuple[Tally, ...]:
    found = (_tally(text, [one for one in answers if key(one) == name]) for name, text in names.items())
    return tuple(tally for tally in found if tally.total)


def _tally(name: str, answers: Iterable[Answer]) -> Tally:
    every = list(answers)
    return Tally(name, sum(one.right for one in every), len(every))
