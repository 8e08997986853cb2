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
from itertools import product
from pathlib import Path
from typing import Any, Final

from pseudo import CODE, install, remnants

QUICK: Final = (
    "describe/*",
    "steps/*",
    "tour/*",
    "topic/*",
    "study/*",
    "find/*",
    "panel/*",
    "parts/student.*",
    "handout/several.*",
    "handout/urgent.*",
    "handout/drawn.*",
    "page/*",
    "sheet/*",
)
"""Runs that say all there is to say, in half a minute."""
MORE: Final = {
    "page/several": "page -o out.html --state several.patient.xx.json",
    "page/pinched": "page -o out.html --state pinched.physician.xx.json",
    "sheet/compared": "sheet -o out.svg --state compared.physician.xx.json",
    "sheet/drawn": "sheet -o out.svg --state drawn.patient.xx.json",
    "sheet/agreement": "sheet -o out.pdf --state agreement.student.xx.json --key-points",
    "describe/urgent": "describe --state urgent.patient.xx.json --json",
    "steps/pinched": "steps --state pinched.student.xx.json --audience student --json",
}
"""Runs beyond those of the corpus, in the language of :data:`pseudo.CODE`."""
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
    "CC BY-SA 4.0",
)
PAGE_DATA: Final = re.compile(r'<script type="application/json"[^>]*>(.*?)</script>', re.DOTALL)
PAGE: Final = re.compile(r"^page \d+ of .*", re.MULTILINE)
"""Before the words of each page of a PDF, where lines end anywhere."""
SHAPES: Final = (
    r"doi:\S+",
    r"\b(?:mm|cm²?|kg|ml|CI|px)\b",
    r"\b(?:Ctrl|Alt|Shift|Num|Esc|Enter|Space|PgUp|PgDown|Home|End|Backspace|Del|Tab|F\d+)(?:\+\S+)?\b",
    r"(?:data:image/png;base64,)?\[(?:\d+ letters, \w+|\d+ bytes, \w+|picture of \d+ x \d+)\]",
    r"^dermatome-viewer: .*",  # errors, for whoever types commands
    r"^(?:names|legend|banner): |-- (?:complained|\w+\.\w+)",  # the corpus writes these before what it lists
    r"\[[a-z]\w+(?:, [a-z]\w+)*\]|^! ?|^\s*[a-z0-9][\w.-]*(?=:)| \([a-z-]+\)$",  # keys
    r"\b[A-Z][a-zé]+(?:-[A-Z][a-zé]+)?(?: and others| and [A-Z][a-z]+)? \(?(?:19|20)\d\d",  # a work: Gray 1918
)
"""What else stands in a text and is no word: numbers of works, units, keys, works."""


def names(*more: str) -> re.Pattern[str]:
    """Make a pattern of what has no translation: sources, names of structures by Terminologia Anatomica, and more."""
    from annotations import load
    from meshes.body import build_body
    from viewer.appearance.citing import source_name
    from viewer.appearance.views import VIEWS
    from viewer.output.credits import ATTRIBUTION
    from viewer.study.names import display_name

    knowledge = load()
    known = {*OWN_NAMES, *ATTRIBUTION, *more}
    for source in knowledge.sources.values():
        known |= {
            source.citation,
            source_name(source),
            *(value for value in vars_of(source) if " " in value or value[:1].isupper()),
        }
    for structure in build_body("light").structures.values():
        known |= {structure.latin, structure.ta2, display_name(structure, CODE)}
    every = sorted(filter(None, known), key=len, reverse=True)
    whole = rf"(?<!\w)(?:{'|'.join(map(re.escape, every))})(?!\w)"
    views = rf"(?<=: )(?:{'|'.join(VIEWS)})(?=, )"  # as one types them
    return re.compile("|".join((whole, views, *SHAPES)))


def vars_of(record: Any) -> Iterator[str]:
    """List the texts of a record."""
    for name in record.__dataclass_fields__:
        value = getattr(record, name)
        if isinstance(value, str):
            yield value


def spoken(text: str) -> Iterator[str]:
    """Give the texts of an answer: its lines, what is no code in its JSON or in that of a page, a PDF as one text."""
    if text.lstrip().startswith(("{", "[")):
        yield from (said for said in _strings(json.loads(text)) if not CODES.fullmatch(said))
    elif data := PAGE_DATA.search(text):
        yield from (said for said in _strings(json.loads(data[1], strict=False)) if not CODES.fullmatch(said))
    elif PAGE.search(text):
        yield " ".join(PAGE.sub("", text).splitlines())
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
        more = [corpus_runs.Run(name, tuple(words.split())) for name, words in MORE.items()]
        for run in (*corpus_runs.runs(), *more):
            in_language = f".{CODE}.json" in " ".join(run.words) or CODE in run.words
            if in_language and any(fnmatch(run.name, pattern) for pattern in patterns):
                _, text = corpus.seen(run).text.split("\n", 1)
                left = sorted(set(remnants(spoken(text), known)))
                if left:
                    found[run.name] = left
        os.chdir("/")
    return found


def undrawn() -> dict[str, list[str]]:
    """Give what is not in the language of all that is worked out for the picture, by saved view and reader."""
    from dataclasses import replace

    import corpus
    from annotations import load
    from corpus_runs import READERS, VIEWS
    from meshes.body import build_body
    from viewer.resolve.resolve import resolve
    from viewer.state.saved_view import read_state

    knowledge, structures, known = load(), build_body("light").structures, names()
    found: dict[str, list[str]] = {}
    for path, reader in product(sorted(VIEWS.glob("*.json")), READERS):
        state = replace(read_state(path), audience=reader, language=CODE)  # type: ignore[arg-type]
        drawn = _strings(corpus._plain(resolve(state, knowledge, structures)))
        left = sorted(set(remnants((text for text in drawn if not CODES.fullmatch(text)), known)))
        if left:
            found[f"{path.stem}.{reader}"] = left
    return found


def main() -> int:
    """Print what is not in the language: of what is said, and of what is drawn."""
    with tempfile.TemporaryDirectory() as folder:
        install(Path(folder))
        found = {"said": unspoken(sys.argv[1:] or QUICK), "drawn": undrawn()}
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
