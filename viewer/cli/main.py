"""The command line: what can be asked, and how wrong input is answered. The work is in :mod:`.commands`.

Nothing heavy is imported here: ``--help``, ``data``, ``check`` and ``roots`` load neither VTK nor Qt.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NoReturn, TextIO, cast

from viewer.files.errors import is_ours
from viewer.state.view_state import FIELDS

PROGRAM: Final = "dermatome-viewer"
WRONG_INPUT: Final = 2


class _Parser(argparse.ArgumentParser):
    """Answers wrong input with one sentence instead of a page of usage."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Python 3.11 takes -1e2 and -5x10 for options, and then names neither of them.
        self._negative_number_matcher = re.compile(r"-\.?\d|-(inf|nan)", re.IGNORECASE)

    def error(self, message: str) -> NoReturn:
        """Leave with one sentence and exit code 2."""
        self.exit(WRONG_INPUT, f"{PROGRAM}: {message} (see {self.prog} --help)\n")


class _Version(argparse.Action):
    """Says which version this is; only then is it looked up."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any, **__: Any) -> NoReturn:
        from viewer.files.version import own_version

        sys.stdout.write(f"{PROGRAM} {own_version() or 'of an unknown version'}\n")
        parser.exit()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program.

    Parameters
    ----------
    argv : sequence of str, optional
        The words after the program's name; by default those it was started with.

    Returns
    -------
    int
        0 when all went well, 1 when ``check`` found something wrong, 2 for wrong input.
    """
    parser = make_parser()
    arguments = parser.parse_args(argv)
    from . import commands

    _prepare_output()
    try:
        code: int = getattr(commands, arguments.run)(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has left; keep Python from complaining about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ValueError as error:
        if not is_ours(error):
            raise
        sentence = " ".join(str(error).split())
        sys.stderr.write(f"{PROGRAM}: {sentence}\n")
        return WRONG_INPUT
    except OSError as error:
        # Files answer for themselves in `write_whole`; what is left is the output, on a full disk for example.
        if error.filename is not None:
            raise
        sys.stderr.write(f"{PROGRAM}: the answer cannot be written ({error.strerror})\n")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG_INPUT
    except KeyboardInterrupt:
        return 130
    return code


def _prepare_output() -> None:
    """Write UTF-8 whatever the locale, as JSON asks for; and nowhere when we were started without an output."""
    for name in ("stdout", "stderr"):
        stream = cast("TextIO | None", getattr(sys, name))
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for the whole run
        elif isinstance(stream, io.TextIOWrapper):
            # Python would give up on file names that are no text, also while it complains of them.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def make_parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = _Parser(
        prog=PROGRAM,
        description="A 3D view of the lower body and its nerve roots. Without a command, the window opens. "
        "It explains; it does not diagnose.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="say which version this is")
    parser.set_defaults(run="open_window")
    _further(parser, default=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)

    def command(name: str, what: str) -> argparse.ArgumentParser:
        """Add a command that takes a folder of further records."""
        added: argparse.ArgumentParser = commands.add_parser(name, help=what)
        added.set_defaults(run=name)
        _further(added, default=argparse.SUPPRESS)
        return added

    snapshot = command("snapshot", "write a picture")
    snapshot.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.png")
    snapshot.add_argument("--size", metavar="WxH", help="in pixels, for example 1280x800")
    snapshot.add_argument("--step", metavar="NUMBER", help="of what explains the view, as steps lists them, from 1")
    _look(snapshot)

    handout = command("handout", "write a sheet to take home (PDF, one page)")
    handout.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf")
    handout.add_argument("--paper", default="a4", metavar="NAME", help="a4 or letter")
    handout.add_argument(
        "--finding", action="append", default=[], metavar="KEY:SIDE=GRADE", help="of the examination, told on the sheet"
    )
    _look(handout)

    sheet = command("sheet", "write the skin of one side, laid flat, as a page to print")
    sheet.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf|OUT.svg|OUT.png")
    _look(sheet)

    where = command("where", "which root the published maps give to a place on the skin")
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

    roots = command("roots", "the roots that symptoms and findings relate to, with reasons")
    roots.add_argument("--symptom", action="append", default=[], metavar="KEY[:left|right|both]")
    roots.add_argument(
        "--finding", action="append", default=[], metavar="KEY[:left|right|both][=negative]", help="a test"
    )
    _json(roots)

    examine = command("examine", "what a short neurological examination says of each root, L2 to S1")
    examine.add_argument(
        "--finding", action="append", default=[], metavar="KEY:SIDE=GRADE", help="quadriceps:right=3, calf:both=5, ..."
    )
    examine.add_argument("--state", type=Path, metavar="FILE", help="a saved view with an examination")
    _json(examine)

    study = command("study", "questions for students, made from the data, with their answers")
    study.add_argument("--questions", default="10", metavar="NUMBER", help="how many, by default 10")
    study.add_argument("--seed", default="1", metavar="NUMBER", help="the same number gives the same questions")
    study.add_argument("--scope", default="all", metavar="NAME", help="L4, L2-S1 or all")
    study.add_argument("--topics", metavar="LIST", help="of bones,muscles,nerves,skin,tests")
    study.add_argument("--language", default="en", metavar="CODE", help="of the questions: en, de or es")
    _json(study)

    find = command("find", "find symptoms, parts, nerves, roots, maps, questions, views by any name")
    find.add_argument("words", nargs="+", metavar="WORDS", help="numb inner shin, kneecap, sciatica, L4, ...")
    find.add_argument("--language", default="en", metavar="CODE", help="of the words: en, de or es")
    find.add_argument("--most", default="12", metavar="NUMBER", help="of results, by default 12")
    _json(find)

    describe = command("describe", "say in words what a view shows")
    describe.add_argument("--audience", metavar="NAME", help="patient, student or physician")
    _look(describe)
    _json(describe)

    shared = command("shared", "how much skin a root shares with each skin nerve")
    shared.add_argument("--root", default="L4", metavar="ROOT", help="T12 to S4-5, by default L4")
    shared.add_argument("--map", default="proposed", metavar="KEY", help="the map that draws the root")
    _json(shared)

    topic = command("topic", "answer what people ask: will it go away, what helps, what a root does")
    topic.add_argument(
        "key", nargs="?", metavar="KEY", help="surgery, heat-and-cold, l4-skin, ...; all are listed without"
    )
    topic.add_argument("--audience", default="patient", metavar="NAME", help="patient, student or physician")
    topic.add_argument("--language", default="en", metavar="CODE", help="of what patients read: en, de or es")
    _json(topic)

    steps = command("steps", "what explains a view step by step: spine, nerve, muscles, skin")
    steps.add_argument("--tour", metavar="KEY", help="the steps of a guided tour instead: l4-in-five-minutes, ...")
    steps.add_argument("--audience", default="patient", metavar="NAME", help="patient, student or physician")
    _look(steps)
    _json(steps)

    data = command("data", "the whole knowledge base")
    _json(data)

    annotate = command("annotate", "carry the maps onto the scan of a standing body")
    annotate.add_argument("mesh", type=Path, metavar="MESH", help="PLY, OBJ, STL, GLB or OFF; any unit, any axis up")
    annotate.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.npz")
    _json(annotate)

    export = command("export", "write the body, or what a view shows of it, as named meshes (glTF)")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.glb")
    _look(export)

    page = command("page", "write a page to turn at home (one HTML file, needs no network)")
    page.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.html")
    _look(page)

    turntable = command("turntable", "write a whole turn as a moving picture")
    turntable.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.gif|OUT.mp4")
    turntable.add_argument("--size", metavar="WxH", help="in pixels, by default 640x800")
    turntable.add_argument("--frames", metavar="NUMBER", help="of the turn, by default 48")
    _look(turntable)

    check = commands.add_parser("check", help="check all data")
    check.set_defaults(run="check")
    check.add_argument(
        "--data", type=Path, metavar="FOLDER", help="the knowledge base to check, by default the shipped"
    )
    check.add_argument(
        "--tables", type=Path, metavar="FOLDER", help="the body's tables to check, by default the shipped"
    )
    return parser


def _look(parser: argparse.ArgumentParser) -> None:
    """Take the options that say what is to be seen."""
    for name in FIELDS:
        _option(parser, name)
    parser.add_argument("--state", type=Path, metavar="FILE", help="start from a saved view")


def _body(parser: argparse.ArgumentParser) -> None:
    """Take the options that say whose body it is: a proportioned model, not the patient."""
    for name in ("body", "stature", "bmi"):
        _option(parser, name)


def _option(parser: argparse.ArgumentParser, name: str) -> None:
    """Take the option of a field of the state, where it has one; None: it was not given."""
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
    """Take a folder before or after the command: what stands after it must not undo what stands before it."""
    parser.add_argument(
        "--data", type=Path, dest="further", default=default, metavar="FOLDER", help="further maps, symptoms or sources"
    )
