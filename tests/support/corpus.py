"""Today's behaviour as files: recorded before the program is rebuilt, and compared after it.

Run it outside the tests, in the tree whose behaviour is wanted (some minutes)::

    python tests/support/corpus.py record FOLDER
    python tests/support/corpus.py compare FOLDER              names each run that differs, and how
    python tests/support/corpus.py compare FOLDER 'handout/*'  only these
    python tests/support/corpus.py sample                      records anew what the tests compare (see test_corpus.py)

``corpus_runs`` says what is run. Another tree, say an older one, is recorded by its path in ``PYTHONPATH``. Dates are
left out. Pixels and digests differ a little from one machine to the next: record and compare on one.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import importlib
import io
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from corpus_files import digest, read_written
from corpus_runs import LOOK, PANEL, Run, lay_out, runs, sample
from places import DATA

SAME_PIXEL: Final = 2
"""Levels that a pixel may differ by without being another one."""
SMALL: Final = 80
"""Pixels of the longer side of a picture in the sample."""
SAMPLE_FOLDER: Final = DATA / "corpus"
MOST_LINES: Final = 14
"""Of a difference that are printed."""
RESOLVE: Final = ("viewer.resolve.resolve", "viewer.resolve")
SAVED_VIEW: Final = ("viewer.state.saved_view", "viewer.state_file")


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a run."""

    text: str
    pictures: dict[str, NDArray[np.uint8]] = field(default_factory=dict)
    """By a short name; empty for the only one."""


# ------------------------------------------------------------------------ running


def seen(run: Run) -> Seen:
    """Run in this process and folder, and gather what was printed, complained of and written."""
    printed, complained = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(complained):
        own = {PANEL: _panel, LOOK: _look}.get(run.words[0])
        code = _command(run.words) if own is None else own(*run.words[1:])
    parts = [f"exit code {code}", printed.getvalue()]
    if complained.getvalue():
        parts += ["-- complained", complained.getvalue()]
    pictures: dict[str, NDArray[np.uint8]] = {}
    if run.written is not None and Path(run.written).exists():
        text, pictures = read_written(Path(run.written))
        Path(run.written).unlink()
        parts += [f"-- {run.written}", text]
    return Seen(_dateless("\n".join(parts)).rstrip() + "\n", pictures)


def _command(words: Sequence[str]) -> int:
    if words[0] == "annotate" and words[1] == "body.ply" and not Path("body.ply").exists():
        _write_body(Path("body.ply"))
    try:
        return int(_main()(words))
    except SystemExit as left:
        return int(left.code or 0)


def _main() -> Any:
    """Find the command line, in whichever room it lives."""
    found = importlib.import_module("viewer.cli")
    return found.main if callable(getattr(found, "main", None)) else importlib.import_module("viewer.cli.main").main


def _one_of(names: Sequence[str]) -> Any:
    """Import the first of these modules that there is."""
    for name in names[:-1]:
        with contextlib.suppress(ModuleNotFoundError):
            return importlib.import_module(name)
    return importlib.import_module(names[-1])


@cache
def _known() -> tuple[Any, Any]:
    """The knowledge base and the structures of the light body."""
    from annotations import load
    from meshes.body import build_body

    return load(), build_body("light").structures


def _panel(view: str, parts: str = "") -> int:
    """Print what the window's panel says of a view, or of every part (of one side) that is clicked in it."""
    knowledge, structures = _known()
    state, resolve = _one_of(SAVED_VIEW).read_state(Path(view)), _one_of(RESOLVE).resolve
    if not parts:
        shown = resolve(state, knowledge, structures)
        _say_panel(shown.panel)
        for what, words in (("banner", shown.banner), ("legend", [entry.text for entry in shown.legend])):
            _say(f"{what}: {'; '.join(words)}")
        _say(f"names: {'; '.join(sorted(label.text for label in shown.labels))}")
        return 0
    for key in sorted(structures):
        if not key.endswith(".left"):
            _say(f"{key}:")
            _say_panel(resolve(replace(state, selected=key, root=None), knowledge, structures).panel)
    return 0


def _say_panel(panel: Any) -> None:
    _say(panel.title)
    for one in (*panel.paragraphs, *panel.drawing):
        _say(f"{'! ' if one.urgent else ''}{one.text} [{', '.join(one.sources)}]")
    for key, citation in panel.citations:
        _say(f"{key}: {citation}")


def _look(view: str) -> int:
    """Print all that is worked out for the picture of a view."""
    knowledge, structures = _known()
    shown = _one_of(RESOLVE).resolve(_one_of(SAVED_VIEW).read_state(Path(view)), knowledge, structures)
    for name, value in _plain(shown).items():
        for line in value if isinstance(value, list) else value.items() if isinstance(value, dict) else [value]:
            _say(f"{name}: {json.dumps(line, ensure_ascii=False)}")
    return 0


def _plain(value: Any) -> Any:
    """Turn values into what JSON has, in an order of their own."""
    if is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in sorted(one.name for one in fields(value))}
    if isinstance(value, dict) or hasattr(value, "items"):
        return {str(key): _plain(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, np.ndarray):
        return digest(value.tobytes())
    if isinstance(value, float | np.floating):
        return round(float(value), 6)
    return value if isinstance(value, str | int | bool | None) else str(value)


def _write_body(path: Path) -> None:
    """Write our own skin, in metres and with y up, as a scan that can be annotated."""
    import trimesh

    from meshes.body import build_body

    skin = build_body("light").skin.mesh
    turned = np.asarray(skin.vertices)[:, [0, 2, 1]] * [-1.0, 1.0, 1.0] / 1000.0
    trimesh.Trimesh(turned, skin.faces, process=False).export(path)


def _dateless(text: str) -> str:
    from viewer.i18n.catalogue import ENGLISH, LANGUAGES, catalogue
    from viewer.i18n.dates import written_day

    for language in (ENGLISH, *LANGUAGES):
        text = text.replace(written_day(date.today(), catalogue(language)), "[today]")
    return text


# ------------------------------------------------------------------------ keeping and comparing


def keep(folder: Path, run: Run, found: Seen) -> None:
    """Write what came of a run."""
    path = folder / f"{run.name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(found.text, encoding="utf-8")
    for name, picture in found.pictures.items():
        Image.fromarray(picture).save(_picture_path(folder, run, name), optimize=True)


def small(found: Seen) -> Seen:
    """Shrink the pictures, so that they are light and hardly depend on how edges are smoothed."""
    shrunk = {}
    for name, pixels in found.pictures.items():
        picture = Image.fromarray(pixels)
        picture.thumbnail((SMALL, SMALL), Image.Resampling.BOX, reducing_gap=None)
        shrunk[name] = np.asarray(picture, dtype=np.uint8)
    return Seen(found.text, shrunk)


def differences(folder: Path, run: Run, found: Seen, alike: int = SAME_PIXEL) -> list[str]:
    """Say in a few lines how a run differs from what was recorded; none where it does not.

    Parameters
    ----------
    folder : Path
        Of what was recorded.
    run : Run
    found : Seen
        What came of it now.
    alike : int
        Levels that a pixel may differ by.
    """
    path = folder / f"{run.name}.txt"
    if not path.exists():
        return ["was not recorded"]
    before, now = path.read_text(encoding="utf-8").splitlines(), found.text.splitlines()
    lines = [line[:300] for line in difflib.unified_diff(before, now, "before", "now", lineterm="", n=1)][2:]
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], f"... and {len(lines) - MOST_LINES} lines more"]
    for name, picture in found.pictures.items():
        recorded = _picture_path(folder, run, name)
        if not recorded.exists():
            lines.append(f"picture {name} was not recorded")
            continue
        with Image.open(recorded) as opened:
            pixels = np.asarray(opened.convert("RGB"))
        lines += [f"picture {name}: {words}" for words in _other_pixels(pixels, picture, alike)]
    return lines


def _other_pixels(before: NDArray[np.uint8], now: NDArray[np.uint8], alike: int) -> Iterator[str]:
    if before.shape != now.shape:
        yield f"{before.shape} before, {now.shape} now"
        return
    off = np.abs(before.astype(np.int16) - now.astype(np.int16)).max(axis=-1)
    other = off > alike
    if other.any():
        rows, columns = np.nonzero(other)
        box = f"rows {rows.min()} to {rows.max()}, columns {columns.min()} to {columns.max()}"
        yield f"{int(other.sum())} of {other.size} pixels differ, at most by {int(off.max())} of 255; {box}"


def _picture_path(folder: Path, run: Run, name: str) -> Path:
    return folder / f"{run.name}{'.' if name else ''}{name}.png"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextlib.contextmanager
def laid_out() -> Iterator[None]:
    """Work in a folder of its own, filled with the views, for as long as the block lasts."""
    os.environ["DERMATOME_SETTINGS"] = os.environ["DERMATOME_LOG"] = ""
    os.environ["COLUMNS"] = "100"
    before = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="corpus-") as folder:
        lay_out(Path(folder))
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def main() -> int:
    """Record or compare."""
    parser = argparse.ArgumentParser(description="The program's behaviour, recorded and compared.")
    parser.add_argument("what", choices=("record", "compare", "sample"))
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLE_FOLDER)
    parser.add_argument("only", nargs="*", default=["*"], help="runs, such as 'handout/*'")
    asked = parser.parse_args()
    folder, wanted = (
        asked.folder.absolute(),
        [run for run in runs() if any(fnmatch(run.name, one) for one in asked.only)],
    )
    with laid_out():
        if asked.what == "compare":
            return _compare(folder, wanted)
        if asked.what == "sample":
            shutil.rmtree(folder, ignore_errors=True)
            wanted = sample()
        for run in wanted:
            found = _seen_anyhow(run)
            keep(folder, run, small(found) if asked.what == "sample" else found)
    return 0


def _compare(folder: Path, wanted: Sequence[Run]) -> int:
    """Print what differs; 1 where something does."""
    other = 0
    for run in wanted:
        lines = differences(folder, run, _seen_anyhow(run))
        if lines:
            other += 1
            _say("\n".join([f"{run.name}: {' '.join(run.words)}", *(f"    {line}" for line in lines)]))
    _say(f"{len(wanted)} runs, {other} differ")
    return 1 if other else 0


def _seen_anyhow(run: Run) -> Seen:
    """Run; one that breaks is a difference, and the others are still wanted."""
    try:
        return seen(run)
    except Exception as error:
        _say(f"{run.name} broke with {type(error).__name__}: {error}")
        return Seen(f"broke with {type(error).__name__}: {error}\n")


if __name__ == "__main__":
    sys.exit(main())
