"""When an item is asked again: spaced repetition by FSRS, and the file with a student's progress.

The file lies beside the settings and is written only while somebody studies. It holds keys of questions, dates, and
right or wrong: no name, and nothing about a patient.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from viewer.files.errors import Phrase
from viewer.files.writing import refused, write_whole

from .question import Item

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

NAME: Final = "study.json"
SCHEMA: Final = 1
MAX_BYTES: Final = 5_000_000
MOST_ANSWERS: Final = 5000
"""Older answers are dropped: this is some weeks of hard study."""
NEW_EVERY: Final = 2
"""Questions that are due between two new ones."""
FARTHEST: Final = datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer."""

    when: datetime
    item: str
    right: bool
    topic: str
    region: str
    view: str
    exam: bool = False


@dataclass(slots=True)
class Progress:
    """What a student has learnt."""

    cards: dict[str, Card] = field(default_factory=dict)
    """By key of the item."""
    answers: list[Answer] = field(default_factory=list)
    """The oldest first."""

    def note(self, item: Item, *, right: bool, view: str, when: datetime, exam: bool = False) -> None:
        """Note an answer, and when the item is due again.

        Parameters
        ----------
        item : Item
        right : bool
        view : str
            View of the question.
        when : datetime
            In UTC.
        exam : bool
            Whether it belongs to an exam.
        """
        from fsrs import Card, Rating

        card = self.cards.get(item.key) or Card(card_id=len(self.cards) + 1, due=when)
        rated = Rating.Good if right else Rating.Again
        self.cards[item.key], _ = _scheduler().review_card(card, rated, when)
        self.answers.append(Answer(when, item.key, right, item.topic, item.region, view, exam))
        del self.answers[:-MOST_ANSWERS]

    def due(self, items: Iterable[Item], now: datetime) -> list[Item]:
        """List what is due, longest overdue first."""
        found = [(self.cards[item.key].due, item) for item in items if item.key in self.cards]
        return [item for when, item in sorted(found, key=lambda pair: pair[0]) if when <= now]

    def fresh(self, items: Iterable[Item]) -> list[Item]:
        """List the items that were never asked."""
        return [item for item in items if item.key not in self.cards]


def practice(progress: Progress, items: Sequence[Item], now: datetime, seed: int) -> Item | None:
    """Choose what to ask next: what is due, with something new now and then; else what will be due first.

    Parameters
    ----------
    progress : Progress
    items : sequence of Item
        What may be asked.
    now : datetime
    seed : int
        Rises with every question; decides which new item is asked, and when.

    Returns
    -------
    Item or None
        None only if there are no items.
    """
    chance = random.Random(seed)
    due, fresh = progress.due(items, now), progress.fresh(items)
    if due and (not fresh or seed % (NEW_EVERY + 1)):
        return due[0]
    if fresh:
        # A kind with many items must not crowd out one with few.
        kinds = sorted({item.kind for item in fresh})
        kind = chance.choice(kinds)
        return chance.choice([item for item in fresh if item.kind == kind])
    known = [item for item in items if item.key in progress.cards]
    return min(known, key=lambda item: progress.cards[item.key].due, default=None)


def drawn(items: Sequence[Item], count: int, seed: int) -> list[Item]:
    """Draw different items for an exam, kinds in turn, so that all ways of asking occur.

    Parameters
    ----------
    items : sequence of Item
    count : int
        Fewer are given if there are fewer.
    seed : int
    """
    chance = random.Random(seed)
    piles: dict[str, list[Item]] = {}
    for item in items:
        piles.setdefault(item.kind, []).append(item)
    for pile in piles.values():
        chance.shuffle(pile)
    kinds = list(piles)
    found: list[Item] = []
    while len(found) < count and any(piles.values()):
        chance.shuffle(kinds)
        for kind in kinds:
            pile = piles[kind]
            if pile and len(found) < count:
                subjects = {item.subject for item in found}
                # The same muscle twice would answer itself.
                place = next((n for n, item in enumerate(pile) if item.subject not in subjects), len(pile) - 1)
                found.append(pile.pop(place))
    chance.shuffle(found)
    return found


# ------------------------------------------------------------------------ file


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from a file of progress."""

    progress: Progress
    notice: Phrase | None = None
    """One sentence for the student; None if all is well."""
    writable: bool = True
    """False if writing would destroy the file of a newer version."""


def study_path(settings: Path | None) -> Path | None:
    """Say where progress is saved: beside the settings; None if these are switched off."""
    return None if settings is None else settings.with_name(NAME)


def read_progress(path: Path | None) -> Read:
    """Read progress; a damaged file is renamed, and a sentence says so."""
    if path is None or not path.exists():
        return Read(Progress())
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError("too large")
        raw: Any = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(raw, dict) or type(raw.get("schema_version")) is not int:
            raise ValueError("no schema_version")
        if raw["schema_version"] > SCHEMA:
            newer = Phrase(
                "{file} was written by a newer version of the program; your answers of today are not kept.",
                file=path.name,
            )
            return Read(Progress(), newer, writable=False)
        return Read(_progress(raw))
    except (OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError, AttributeError) as error:
        if isinstance(error, OSError):
            unread = Phrase("Your progress cannot be read: {reason}.", reason=error.strerror or error)
            return Read(Progress(), unread, writable=False)
    return _put_aside(path)


def write_progress(path: Path, progress: Progress) -> None:
    """Write progress, beside its place and then renamed.

    Raises
    ------
    InputError
        When it cannot be written there.
    """
    raw = {
        "schema_version": SCHEMA,
        "cards": {key: _card(card) for key, card in progress.cards.items()},
        "answers": [
            [_stamp(one.when), one.item, one.right, one.topic, one.region, one.view, one.exam]
            for one in progress.answers
        ],
    }
    text = json.dumps(raw, ensure_ascii=False, separators=(",", ":")).replace('"],', '"],\n') + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(path, error) from error
    write_whole(path, lambda beside: beside.write_text(text, encoding="utf-8"))


def _put_aside(path: Path) -> Read:
    for number in range(1, 1000):
        aside = path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")
        if not aside.exists():
            break
    try:
        path.replace(aside)
    except OSError as error:
        damaged = Phrase("Your progress is damaged and cannot be put aside: {reason}.", reason=error.strerror or error)
        return Read(Progress(), damaged, writable=False)
    anew = Phrase("Your progress could not be read; it is kept as {file}, and you begin anew.", file=aside.name)
    return Read(Progress(), anew)


def _progress(raw: Mapping[str, Any]) -> Progress:
    from fsrs import Card

    cards: dict[str, Card] = {}
    for key, values in raw["cards"].items():
        card = Card.from_dict(cast("Any", {"card_id": len(cards) + 1, **values}))
        for when in (card.due, card.last_review):
            _checked(when)
        for number in (card.stability, card.difficulty):
            if number is not None and not 0.0 < number < 1e6:
                raise ValueError(number)
        cards[_text(key)] = card
    answers = []
    for when, item, right, topic, region, view, exam in raw["answers"][-MOST_ANSWERS:]:
        if type(right) is not bool or type(exam) is not bool:
            raise ValueError(right)
        moment = datetime.fromisoformat(when)
        _checked(moment)
        answers.append(Answer(moment, _text(item), right, _text(topic), _text(region), _text(view), exam))
    return Progress(cards, answers)


def _checked(when: datetime | None) -> None:
    if when is not None and (when.tzinfo is None or not datetime(2000, 1, 1, tzinfo=UTC) <= when < FARTHEST):
        raise ValueError(when)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 200:
        raise ValueError(value)
    return value


def _card(card: Card) -> dict[str, Any]:
    plain: dict[str, Any] = dict(card.to_dict())
    del plain["card_id"]
    return plain


def _stamp(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds")


@cache
def _scheduler() -> Scheduler:
    """Make the scheduler with its published parameters, without randomness."""
    from fsrs import Scheduler

    return Scheduler(enable_fuzzing=False, learning_steps=(timedelta(minutes=1), timedelta(minutes=10)))
