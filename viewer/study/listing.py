"""A list of questions with their answers: for teachers, the terminal, and tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from annotations.model import Knowledge
from viewer.appearance.named import Numbered
from viewer.files.errors import InputError
from viewer.i18n.catalogue import ENGLISH, N_, catalogue

from .answers import judge_choice
from .items import chosen, items
from .question import SCOPES, TOPICS, Question
from .questions import Asker
from .schedule import drawn

MOST: Final = 500
"""Questions of one list."""
SEEN: Final[Mapping[str, str]] = {
    "left": N_("view: {view}, patient's left"),
    "right": N_("view: {view}, patient's right"),
}
"""Where one looks from, by side."""


def study_answer(
    knowledge: Knowledge,
    structures: Mapping[str, Numbered],
    count: int,
    seed: int,
    scope: str = "all",
    topics: Sequence[str] = tuple(TOPICS),
    language: str = ENGLISH,
) -> dict[str, Any]:
    """Make questions as a JSON-able object.

    Parameters
    ----------
    knowledge : Knowledge
        In the language of the questions.
    structures : mapping
        The body's structures by sided key.
    count : int
        1 to :data:`MOST`; fewer are given if there are fewer.
    seed : int
        The same seed gives the same questions.
    scope : str
        A key of :data:`viewer.study.question.SCOPES`.
    topics : sequence of str
        Keys of :data:`viewer.study.question.TOPICS`.
    language : str

    Returns
    -------
    dict
        ``scope``, ``topics``, ``seed``, ``available`` (how many could be asked) and ``questions``.

    Raises
    ------
    InputError
        When a number is out of range, or nothing can be asked.
    """
    if not 1 <= count <= MOST:
        raise InputError(f"{count} questions are not accepted; accepted are 1 to {MOST}")
    every = chosen(items(knowledge, structures), scope, topics)
    if not every:
        raise InputError(f"nothing can be asked of {SCOPES[scope]} in {', '.join(topics)}; accepted are more topics")
    asker = Asker(knowledge, structures, language)
    asked = [asker.ask(item, seed + number) for number, item in enumerate(drawn(every, count, seed))]
    return {
        "scope": scope,
        "topics": list(topics),
        "seed": seed,
        "available": len(every),
        "questions": [_question(one, knowledge) for one in asked],
    }


def study_lines(answer: Mapping[str, Any], language: str = ENGLISH) -> list[str]:
    """Write an answer of :func:`study_answer` for a terminal: the questions first, their answers at the end."""
    tr = catalogue(language)
    questions = answer["questions"]
    lines = []
    for number, one in enumerate(questions, 1):
        lines.append(f"{number}. {one['question']}")
        lines += [f"   {letter}) {choice['text']}" for letter, choice in zip("abcd", one["choices"], strict=False)]
        lines.append(f"   {tr(SEEN[one['side']], view=one['view'])}")
    lines += ["", tr("Answers")]
    for number, one in enumerate(questions, 1):
        lines.append(f"{number}. {one['answer_text']} [{', '.join(one['sources'][:4])}]")
    return lines


def _question(question: Question, knowledge: Knowledge) -> dict[str, Any]:
    place = question.place
    return {
        "key": question.item.key,
        "kind": question.item.kind,
        "topic": question.item.topic,
        "region": question.item.region,
        "roots": list(question.item.roots),
        "answered_by": question.item.way,
        "question": question.text,
        "choices": [{"key": choice.key, "text": choice.text} for choice in question.choices],
        "answer": question.right,
        "answer_text": question.right_text,
        "accepted": {key: list(sources) for key, sources in question.accepted.items()},
        "view": question.view,
        "side": question.side,
        "layers": sorted(question.layers),
        "lit": question.target if question.item.kind != "find" else None,
        "target": question.target,
        "place": None
        if place is None
        else {"segment": place.segment, "side": place.side, "t": place.t, "phi": place.phi, "ray": place.ray},
        "explanation": [
            paragraph.text
            for paragraph in (*judge_choice(question, question.right, knowledge).remarks, *question.explanation)
        ],
        "sources": list(question.sources),
    }
