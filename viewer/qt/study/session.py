"""What is asked next and how it went: the course of one practice or exam, without any widget."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from viewer.study.answers import Verdict
from viewer.study.question import Item, Question
from viewer.study.questions import Asker
from viewer.study.results import Results, results
from viewer.study.schedule import Answer, Progress, drawn, practice


def now() -> datetime:
    """Say what time it is, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer given in this course."""

    item: Item
    number: int
    """Of the question in the course."""
    verdict: Callable[[Question], Verdict]
    answer: Answer


@dataclass(slots=True)
class Course:
    """One practice without end, or one exam.

    Parameters
    ----------
    asker : Asker
    progress : Progress
        Where answers are noted.
    items : list of Item
        What may be asked.
    seed : int
        Decides sides, views and choices.
    exam : list of Item, optional
        What is still to be asked in an exam; None: practice.
    """

    asker: Asker
    progress: Progress
    items: Sequence[Item]
    seed: int
    exam: list[Item] | None = None
    given: list[GivenAnswer] = field(default_factory=list)
    asked: int = 0
    total: int = 0
    """Number of questions of an exam."""
    wrong_lately: list[Item] = field(default_factory=list)
    """Items to ask again in the same practice, after a few others."""

    @classmethod
    def of_exam(cls, asker: Asker, progress: Progress, wanted: Sequence[Item], seed: int) -> Course:
        """Begin an exam of these items, in this order."""
        return cls(asker, progress, tuple(wanted), seed, list(wanted), total=len(wanted))

    @property
    def is_exam(self) -> bool:
        """Whether verdicts are shown at the end only."""
        return self.exam is not None

    @property
    def finished(self) -> bool:
        """Whether nothing is left to ask."""
        return self.exam is not None and not self.exam

    def next(self) -> Item | None:
        """Choose what is asked next; None at the end of an exam."""
        if self.exam is not None:
            item = self.exam.pop(0) if self.exam else None
        elif self.wrong_lately and self.asked % 4 == 3:
            item = self.wrong_lately.pop(0)
        else:
            last = self.given[-1].item.subject if self.given else None
            fresh = [one for one in self.items if one.subject != last] or list(self.items)
            item = practice(self.progress, fresh, now(), self.seed + self.asked)
        self.asked += item is not None
        return item

    def question(self, item: Item) -> Question:
        """Make the question of an item that was just chosen."""
        return self.asker.ask(item, self.seed + self.asked)

    def record(self, question: Question, judge: Callable[[Question], Verdict], view: str) -> Verdict:
        """Judge an answer, and remember how it was."""
        when, verdict = now(), judge(question)
        self.progress.note(question.item, right=verdict.right, view=view, when=when, exam=self.is_exam)
        answer = Answer(
            when, question.item.key, verdict.right, question.item.topic, question.item.region, view, self.is_exam
        )
        self.given.append(GivenAnswer(question.item, self.asked, judge, answer))
        if not verdict.right and not self.is_exam:
            self.wrong_lately.append(question.item)
        return verdict

    @property
    def right(self) -> int:
        """How many were right."""
        return sum(one.answer.right for one in self.given)

    @property
    def standing(self) -> str:
        """How it goes."""
        tr = self.asker.tr
        if self.is_exam:
            return tr("Question {number} of {total}", number=self.asked, total=self.total)
        if not self.given:
            return tr("Practice")
        return tr("Practice: {right} of {total} right", right=self.right, total=len(self.given))

    @property
    def wrong(self) -> list[GivenAnswer]:
        """What was answered wrong."""
        return [one for one in self.given if not one.answer.right]

    def review(self, asker: Asker) -> list[tuple[str, str]]:
        """Say what was asked and answered wrong, and what is right, in the language of an asker."""
        questions = [(asker.ask(one.item, self.seed + one.number), one.verdict) for one in self.wrong]
        return [(question.text, verdict(question).told) for question, verdict in questions]

    def results(self) -> Results:
        """Count the answers of this course."""
        return results([one.answer for one in self.given])


def exam_items(every: Sequence[Item], count: int, seed: int) -> list[Item]:
    """Draw the items of an exam."""
    return drawn(every, count, seed)


def fresh_seed() -> int:
    """Give a seed that no other course has had: seconds since 1970."""
    return int(time.time())
