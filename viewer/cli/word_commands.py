"""Commands about words, as in :mod:`.commands`: what is found by a name, and what a view shows."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import cast

from annotations.model import Audience
from viewer.files.errors import InputError, one_of

from .asking import read_number


def find(arguments: argparse.Namespace) -> int:
    """Print what is found by any of its names."""
    from annotations.languages import ENGLISH, LANGUAGES
    from meshes.body import build_body
    from viewer.search.findable import asked_words, found_answer, found_lines, index_of

    from . import commands

    text = asked_words(arguments.words)
    language = one_of("language", arguments.language, (ENGLISH, *LANGUAGES))
    most = read_number(arguments.most, "most")
    if most != int(most) or most < 1:
        raise InputError("--most is a whole number from 1 on, such as 12")
    index = index_of(commands._knowledge(arguments), build_body("light").structures, language)
    hits = index.search(text, int(most))
    answer: dict[str, object] = {"asked": text, "language": language, "found": found_answer(hits)}
    return commands._print(
        answer, arguments.json, lambda _answer: found_lines(hits, language) or [f"nothing found for {text}"]
    )


def describe(arguments: argparse.Namespace) -> int:
    """Print what a view shows, in words."""
    from meshes.body import build_body
    from viewer.resolve.describe import description_answer, description_lines
    from viewer.state.audience import AUDIENCES

    from . import commands

    knowledge = commands._knowledge(arguments)
    state = commands._seen(arguments, knowledge)
    if arguments.audience is not None:
        audience = one_of("audience", arguments.audience, AUDIENCES)
        state = replace(state, audience=cast("Audience", audience))
    answer = description_answer(state, knowledge, build_body("light").structures)
    return commands._print(answer, arguments.json, description_lines)
