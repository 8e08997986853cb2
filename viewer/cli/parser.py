"""The command line: what can be asked. Nothing heavy is imported here, so that ``--help`` is quick."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from viewer.files.kinds import VIEW_SUFFIXES, Kind, kind_of
from viewer.files.version import PROGRAM, own_version
from viewer.i18n.catalogue import CHOICE
from viewer.state.view_state import BODY_FIELDS, FIELDS

WRONG_INPUT: Final = 2
"""Exit code."""
WINDOW: Final = "window.open_window"
"""What runs without a command."""


class _Parser(argparse.ArgumentParser):
    """Answers wrong input with one sentence instead of a page of usage."""

    commands: Collection[str] = ()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Python 3.11 takes -1e2 and -5x10 for options, and then names neither of them.
        self._negative_number_matcher = re.compile(r"-\.?\d|-(inf|nan)", re.IGNORECASE)

    def error(self, message: str) -> NoReturn:
        """Leave with one sentence and exit code 2."""
        self.exit(WRONG_INPUT, f"{PROGRAM}: {message} (see {self.prog} --help)\n")


class _Version(argparse.Action):
    """Says which version this is."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any, **__: Any) -> NoReturn:
        sys.stdout.write(f"{PROGRAM} {own_version() or 'of an unknown version'}\n")
        parser.exit()


def read_arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the words after the program's name, by default those it was started with.

    A file or folder that stands where a command could is opened by the window: a desktop hands it over like that.
    """
    parser = make_parser()
    words = list(sys.argv[1:] if argv is None else argv)
    arguments = parser.parse_args(_with_option_of_file(words, parser.commands))
    if arguments.opened is not None and arguments.run != WINDOW:
        parser.error("a saved view is accepted without a command, or after one as --state FILE")
    return arguments


def _with_option_of_file(words: list[str], commands: Collection[str]) -> list[str]:
    """Put its option before a file or folder that stands where a command could."""
    at = 0
    while at < len(words) and words[at].startswith("-"):
        # These take the next word along, also where they are shortened.
        takes = len(words[at]) > 2 and any(option.startswith(words[at]) for option in ("--data", "--state"))
        at += 2 if takes else 1
    if at >= len(words) or words[at] in commands:
        return words
    path = Path(words[at])
    if path.suffix.lower() not in VIEW_SUFFIXES and not os.path.lexists(path):
        return words
    option = "--data" if kind_of(path) is Kind.RECORDS else "--state"
    return [*words[:at], option, *words[at:]]


def make_parser() -> _Parser:
    """Describe the command line."""
    parser = _Parser(
        prog=PROGRAM,
        description="A 3D view of the lower body and its nerve roots. Without a command, the window opens. "
        "With a saved view or a folder of further records in its place, it opens with these. "
        "It explains; it does not diagnose.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="say which version this is")
    parser.set_defaults(run=WINDOW)
    _further(parser, default=None)
    parser.add_argument("--state", type=Path, dest="opened", metavar="FILE", help="open the window with a saved view")
    parsers = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    commands = _Commands(parsers)
    _pictures(commands)
    _printed(commands)
    _roots(commands)
    _words(commands)
    _data(commands)
    parser.commands = parsers.choices
    return parser


class _Commands:
    """Adds commands to a parser.

    Parameters
    ----------
    parsers : argparse._SubParsersAction
        What ``add_subparsers`` gave.
    """

    def __init__(self, parsers: argparse._SubParsersAction[_Parser]) -> None:
        self._parsers = parsers

    def add(self, name: str, family: str, what: str, *, further: bool = True) -> argparse.ArgumentParser:
        """Add a command.

        Parameters
        ----------
        name : str
            As it is typed; the function of this name, with ``_`` for ``-``, runs it.
        family : str
            Module of this folder that holds the function.
        what : str
            Its line in the help.
        further : bool
            Whether it takes a folder of further records.
        """
        added = self._parsers.add_parser(name, help=what)
        added.set_defaults(run=f"{family}.{name.replace('-', '_')}")
        if further:
            _further(added, default=argparse.SUPPRESS)
        return added


def _pictures(commands: _Commands) -> None:
    snapshot = commands.add("snapshot", "pictures", "write a picture")
    _output(snapshot, "OUT.png")
    snapshot.add_argument("--size", metavar="WxH", help="in pixels, for example 1280x800")
    snapshot.add_argument(
        "--quality", metavar="QUALITY", help="studio: drawn by rays, without OpenGL; fast (by default): as the window"
    )
    snapshot.add_argument("--step", metavar="NUMBER", help="of what explains the view, as steps lists them, from 1")
    _look(snapshot)

    turntable = commands.add("turntable", "pictures", "write a whole turn as a moving picture")
    _output(turntable, "OUT.gif|OUT.mp4")
    turntable.add_argument("--size", metavar="WxH", help="in pixels, by default 640x800")
    turntable.add_argument("--frames", metavar="NUMBER", help="of the turn, by default 48")
    _look(turntable)

    page = commands.add("page", "pictures", "write a page to turn at home (one HTML file, needs no network)")
    _output(page, "OUT.html")
    _look(page)

    export = commands.add("export", "pictures", "write the body, or what a view shows of it, as named meshes (glTF)")
    _output(export, "OUT.glb")
    _look(export)


def _printed(commands: _Commands) -> None:
    handout = commands.add("handout", "printed", "write a sheet to take home (PDF, one page)")
    _output(handout, "OUT.pdf")
    handout.add_argument("--paper", default="a4", metavar="NAME", help="a4 or letter")
    handout.add_argument(
        "--finding", action="append", default=[], metavar="KEY:SIDE=GRADE", help="of the examination, told on the sheet"
    )
    _look(handout)

    sheet = commands.add("sheet", "printed", "write the skin of one side, laid flat, as a page to print")
    _output(sheet, "OUT.pdf|OUT.svg|OUT.png")
    _look(sheet)


def _roots(commands: _Commands) -> None:
    where = commands.add("where", "roots", "which root the published maps give to a place on the skin")
    place = where.add_mutually_exclusive_group(required=True)
    place.add_argument("--state", type=Path, metavar="FILE", help="a saved view: what the drawing on the skin covers")
    place.add_argument("--landmark", metavar="NAME", help="medial-malleolus, patella, ...")
    place.add_argument("--point", nargs=3, metavar=("X", "Y", "Z"), help="mm: right, front, up from the floor")
    place.add_argument(
        "--chart", nargs=3, metavar=("SEGMENT", "T", "PHI"), help="trunk, thigh, leg or foot; t; degrees"
    )
    where.add_argument("--side", metavar="SIDE", help="the patient's left or right (a point has its own)")
    _body(where)
    _json(where)

    roots = commands.add("roots", "roots", "the roots that symptoms and findings relate to, with reasons")
    roots.add_argument("--symptom", action="append", default=[], metavar="KEY[:left|right|both]")
    roots.add_argument(
        "--finding", action="append", default=[], metavar="KEY[:left|right|both][=negative]", help="a test"
    )
    _json(roots)

    examine = commands.add("examine", "roots", "what a short neurological examination says of each root, L2 to S1")
    examine.add_argument(
        "--finding", action="append", default=[], metavar="KEY:SIDE=GRADE", help="quadriceps:right=3, calf:both=5, ..."
    )
    examine.add_argument("--state", type=Path, metavar="FILE", help="a saved view with an examination")
    _json(examine)

    shared = commands.add("shared", "roots", "how much skin a root shares with each skin nerve")
    shared.add_argument("--root", default="L4", metavar="ROOT", help="T12 to S4-5, by default L4")
    shared.add_argument("--map", default="proposed", metavar="KEY", help="the map that draws the root")
    _json(shared)


def _words(commands: _Commands) -> None:
    describe = commands.add("describe", "words", "say in words what a view shows")
    describe.add_argument("--audience", metavar="NAME", help="patient, student or physician")
    _look(describe)
    _json(describe)

    steps = commands.add("steps", "steps", "what explains a view step by step: spine, nerve, muscles, skin")
    steps.add_argument("--tour", metavar="KEY", help="the steps of a guided tour instead: l4-in-five-minutes, ...")
    steps.add_argument("--audience", default="patient", metavar="NAME", help="patient, student or physician")
    _look(steps)
    _json(steps)

    topic = commands.add("topic", "words", "answer what people ask: will it go away, what helps, what a root does")
    topic.add_argument(
        "key", nargs="?", metavar="KEY", help="surgery, heat-and-cold, l4-skin, ...; all are listed without"
    )
    topic.add_argument("--audience", default="patient", metavar="NAME", help="patient, student or physician")
    topic.add_argument("--language", default="en", metavar="CODE", help=f"of what patients read: {CHOICE}")
    _json(topic)

    find = commands.add("find", "words", "find symptoms, parts, nerves, roots, maps, questions, views by any name")
    find.add_argument("words", nargs="+", metavar="WORDS", help="numb inner shin, kneecap, sciatica, L4, ...")
    find.add_argument("--language", default="en", metavar="CODE", help=f"of the words: {CHOICE}")
    find.add_argument("--most", default="12", metavar="NUMBER", help="of results, by default 12")
    _json(find)


def _data(commands: _Commands) -> None:
    study = commands.add("study", "data", "questions for students, made from the data, with their answers")
    study.add_argument("--questions", default="10", metavar="NUMBER", help="how many, by default 10")
    study.add_argument("--seed", default="1", metavar="NUMBER", help="the same number gives the same questions")
    study.add_argument("--scope", default="all", metavar="NAME", help="L4, L2-S1 or all")
    study.add_argument("--topics", metavar="LIST", help="of bones,muscles,nerves,skin,tests")
    study.add_argument("--language", default="en", metavar="CODE", help=f"of the questions: {CHOICE}")
    _json(study)

    annotate = commands.add("annotate", "data", "carry the maps onto the scan of a standing body")
    annotate.add_argument("mesh", type=Path, metavar="MESH", help="PLY, OBJ, STL, GLB or OFF; any unit, any axis up")
    _output(annotate, "OUT.npz")
    _json(annotate)

    data = commands.add("data", "data", "the whole knowledge base")
    _json(data)

    check = commands.add("check", "data", "check all data", further=False)
    check.add_argument(
        "--data", type=Path, metavar="FOLDER", help="the knowledge base to check, by default the shipped"
    )
    check.add_argument(
        "--tables", type=Path, metavar="FOLDER", help="the body's tables to check, by default the shipped"
    )


def _output(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument("-o", "--output", type=Path, required=True, metavar=name)


def _look(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what is to be seen."""
    for name in FIELDS:
        _option(parser, name)
    parser.add_argument("--state", type=Path, metavar="FILE", help="start from a saved view")


def _body(parser: argparse.ArgumentParser) -> None:
    """Add the options that say whose body it is: a proportioned model, not the patient."""
    for name in BODY_FIELDS:
        _option(parser, name)


def _option(parser: argparse.ArgumentParser, name: str) -> None:
    """Add the option of a field of the state, if it has one; what is not given is None."""
    field = FIELDS[name]
    if not field.option:
        return
    help = field.help or None
    if not field.metavar:
        parser.add_argument(
            field.flag, dest=name, action="store_const", const=not field.default, default=None, help=help
        )
    else:
        action = "append" if field.repeated else "store"
        parser.add_argument(field.flag, dest=name, action=action, default=None, metavar=field.metavar, help=help)


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def _further(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Add the folder of further records; it may stand before or after the command."""
    parser.add_argument(
        "--data", type=Path, dest="further", default=default, metavar="FOLDER", help="further maps, symptoms or sources"
    )
