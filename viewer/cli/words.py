"""Commands that answer in words: what a view shows, what is found by a name, what people ask."""

from __future__ import annotations

import argparse
from dataclasses import replace

from viewer.files.errors import InputError

from .asking import asked_knowledge, asked_view, read_audience, read_language, read_number
from .printing import print_answer


def describe(arguments: argparse.Namespace) -> int:
    """Print what a view shows, in words."""
    from meshes.body import build_body
    from viewer.resolve.describe import description_answer, description_lines

    knowledge = asked_knowledge(arguments)
    state = asked_view(arguments, knowledge)
    if arguments.audience is not None:
        state = replace(state, audience=read_audience(arguments.audience))
    answer = description_answer(state, knowledge, build_body("light").structures)
    return print_answer(answer, arguments.json, description_lines)


def find(arguments: argparse.Namespace) -> int:
    """Print what is found by any of its names."""
    from meshes.body import build_body
    from viewer.i18n.catalogue import catalogue
    from viewer.search.findable import asked_words, found_answer, found_lines, index_of

    text = asked_words(arguments.words)
    language = read_language(arguments.language)
    most = read_number(arguments.most, "most")
    if most != int(most) or most < 1:
        raise InputError("--most is a whole number from 1 on, such as 12")
    knowledge = asked_knowledge(arguments)
    found = index_of(knowledge, build_body("light").structures, language).answer(text, int(most))
    answer: dict[str, object] = {"asked": text, "language": language, **found_answer(found, knowledge)}
    tr = catalogue(language)
    nothing = tr("nothing found for {text}", text=text)
    lines = found_lines(found.hits, knowledge, language) or [nothing]
    return print_answer(answer, arguments.json, lambda _answer: lines)


def topic(arguments: argparse.Namespace) -> int:
    """Print the answer to a question people ask, or list the questions."""
    from viewer.explain.topics import topic_answer, topic_lines, topics_answer, topics_lines
    from viewer.i18n.language import in_language

    audience = read_audience(arguments.audience)
    language = read_language(arguments.language)
    knowledge = in_language(asked_knowledge(arguments), language)
    if arguments.key is None:
        return print_answer(topics_answer(knowledge, language), arguments.json, topics_lines)
    return print_answer(topic_answer(knowledge, arguments.key, audience, language), arguments.json, topic_lines)
