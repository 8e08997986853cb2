"""What the program says in the language that nobody speaks, over the corpus: each text that holds plain letters.

Run in a process of its own (see :mod:`pseudo`): ``python tests/support/pseudo_words.py [GLOB ...]``.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final

from pseudo import CODE, install, remnants

QUICK: Final = ("describe/*", "steps/*", "tour/*", "topic/*", "study/*", "find/*", "panel/*")
"""Runs of words alone."""
CODES: Final = re.compile(r"[\w.:/+=-]*")
"""Keys of the data and words of the command line: one word each."""
OWN_NAMES: Final = (
    "Dermatome Viewer",
    "English",
    "Deutsch",
    "Español",
    "PDF",
    "PNG",
    "SVG",
    "GIF",
    "MP4",
    "GLB",
    "glTF",
)
SHAPES: Final = (
    r"doi:\S+",
    r"\b(?:mm|cm|kg|ml|CI|px)\b",
    r"\b(?:Ctrl|Alt|Shift|Num|Esc|Enter|Space|PgUp|PgDown|Home|End|Backspace|Del|Tab|F\d+)(?:\+\S+)?\b",
    r"^(?:names|legend|banner): |^-- .*",  # the corpus writes these before what it lists
    r"\[[a-z]\w+(?:, [a-z]\w+)*\]|^! ?|^\s*[a-z0-9][\w-]*(?=:)| \([a-z-]+\)$",  # keys
    r"\b[A-Z][a-zé]+(?:-[A-Z][a-zé]+)?(?: and others| and [A-Z][a-z]+)? \(?(?:19|20)\d\d",  # a work: Gray 1918
)
"""What else stands in a text and is no word: numbers of works, units, keys, works."""


def names() -> re.Pattern[str]:
    """Make a pattern of what has no translation: sources, names of structures by Terminologia Anatomica."""
    from annotations import load
    from meshes.body import build_body
    from viewer.appearance.citing import source_name
    from viewer.study.names import display_name

    knowledge = load()
    known = {*OWN_NAMES}
    for source in knowledge.sources.values():
        known |= {
            source.citation,
            source_name(source),
            *(value for value in vars_of(source) if " " in value or value[:1].isupper()),
        }
    for structure in build_body("light").structures.values():
        known |= {structure.latin, structure.ta2, display_name(structure, CODE)}
    every = sorted(filter(None, known), key=len, reverse=True)
    return re.compile("|".join((*map(re.escape, every), *SHAPES)))


def vars_of(record: Any) -> Iterator[str]:
    """List the texts of a record."""
    for name in record.__dataclass_fields__:
        value = getattr(record, name)
        if isinstance(value, str):
            yield value


def spoken(text: str) -> Iterator[str]:
    """Give the texts of an answer: its lines, or what is no code in its JSON."""
    if text.lstrip().startswith(("{", "[")):
        yield from (said for said in _strings(json.loads(text)) if not CODES.fullmatch(said))
    else:
        yield from text.splitlines()


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def unspoken(patterns: Sequence[str]) -> dict[str, list[str]]:
    """Give what is not in the language, by run."""
    import corpus
    import corpus_runs

    vars(corpus_runs)["LANGUAGES"] = (CODE,)
    found: dict[str, list[str]] = {}
    known = names()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        corpus_runs.lay_out(Path(folder))
        for run in corpus_runs.runs():
            in_language = run.name.endswith(f".{CODE}") or f".{CODE}.json" in " ".join(run.words) or CODE in run.words
            if in_language and any(fnmatch(run.name, pattern) for pattern in patterns):
                _, text = corpus.seen(run).text.split("\n", 1)
                left = sorted(set(remnants(spoken(text), known)))
                if left:
                    found[run.name] = left
        os.chdir("/")
    return found


def main() -> int:
    """Print what is not in the language."""
    with tempfile.TemporaryDirectory() as folder:
        install(Path(folder))
        found = unspoken(sys.argv[1:] or QUICK)
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
