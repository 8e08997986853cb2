"""Commands about the data: all of it, its check, questions made from it, its maps carried onto a scan."""

from __future__ import annotations

import argparse
from typing import Any, cast

from viewer.files.errors import InputError, one_of

from .asking import asked_knowledge, read_language, read_number
from .printing import print_answer, say_line


def data(arguments: argparse.Namespace) -> int:
    """Print the whole knowledge base."""
    from annotations.export import as_json_object

    answer = cast("dict[str, object]", as_json_object(asked_knowledge(arguments)))
    return print_answer(answer, arguments.json, _data_text)


def _data_text(answer: Any) -> list[str]:
    return [f"{name}: {len(table)}" for name, table in answer.items() if isinstance(table, dict)]


def check(arguments: argparse.Namespace) -> int:
    """Check all data: the knowledge base, the body's tables, and that their keys meet."""
    from .problems import problems

    for folder in (arguments.data, arguments.tables):
        if folder is not None and not folder.is_dir():
            raise InputError(
                f"{folder}: is not a folder; the folder of a knowledge base or of a body's tables is accepted"
            )
    found = problems(arguments.data, arguments.tables)
    for line in found:
        say_line(line)
    say_line(f"{len(found)} found wrong" if found else "all data is sound")
    return 1 if found else 0


def study(arguments: argparse.Namespace) -> int:
    """Print questions for students, with their answers."""
    from meshes.body import build_body
    from viewer.i18n.language import in_language
    from viewer.study.listing import study_answer, study_lines
    from viewer.study.question import SCOPES, TOPICS

    numbers = [read_number(word, what) for word, what in ((arguments.questions, "questions"), (arguments.seed, "seed"))]
    if any(number != int(number) for number in numbers):
        raise InputError("--questions and --seed are whole numbers, such as 5 and 1")
    scope = one_of("scope", arguments.scope, SCOPES)
    words = list(TOPICS) if arguments.topics is None else [word.strip() for word in arguments.topics.split(",")]
    topics = [one_of("topic", word, TOPICS) for word in dict.fromkeys(words)]
    language = read_language(arguments.language)
    knowledge = in_language(asked_knowledge(arguments), language)
    structures = build_body("light").structures
    count, seed = (int(number) for number in numbers)
    answer = study_answer(knowledge, structures, count, seed, scope, topics, language)
    return print_answer(answer, arguments.json, lambda answer: study_lines(answer, language))


def annotate(arguments: argparse.Namespace) -> int:
    """Carry the maps onto a body scan."""
    from viewer.output.annotate import annotate, annotate_lines

    answer = annotate(arguments.mesh, arguments.output, asked_knowledge(arguments))
    return print_answer(answer, arguments.json, annotate_lines)
