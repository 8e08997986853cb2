"""What the program remembers from one run to the next: a small readable file in the user's folder for settings.

It is written when the window closes, and only once the user has changed something on purpose: reader, colours,
language, look, size of words, panels, or a view that was saved or opened. No symptom, no picture is in it; names of
files only where they are to be remembered, and those are taken out at once where they are not.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, get_args

from annotations.model import Audience
from viewer.files.own_folders import settings_folder
from viewer.files.writing import write_whole
from viewer.palette.themes import LOOKS, SYSTEM

from .view_state import FIELDS, ViewState

NAME: Final = "settings.json"
VARIABLE: Final = "DERMATOME_SETTINGS"
"""Environment variable with another file; empty: nothing is read or remembered."""
MOST_RECENT: Final = 8
MOST_PANELS: Final = 32
"""How many panels are read for one reader."""
MAX_BYTES: Final = 50_000
LEAST_SCALE, LARGEST_SCALE = 1.0, 2.0
"""Accepted sizes of words, relative to the system's."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is remembered."""

    audience: str = "patient"
    palette: str = "standard"
    language: str = "en"
    look: str = SYSTEM
    """Theme of the window, a key of :data:`viewer.palette.themes.LOOKS`."""
    text_scale: float = 1.0
    """Size of words; 1 is the system's, 2 twice that."""
    window: tuple[int, int, int, int] | None = None
    """Left, top, width, height of the window, pixels."""
    panels: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    """By reader, object names of the panels that were opened (or folded away) though at first they are not."""
    recent: tuple[str, ...] = ()
    """Paths of views that were saved or opened, the last first."""
    keep_recent: bool | None = None
    """Whether names of recent views are remembered; None: only where the reader is no physician."""
    less_motion: bool = False
    """No gliding from view to view, no light that runs."""


REMEMBERED: Final = tuple(field.name for field in fields(Settings) if field.name in FIELDS)
"""Fields of the state that are remembered: those that settings have, too."""


def settings_path(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path | None:
    """Find the settings file of this system; None if it is switched off."""
    if VARIABLE in environment:
        return Path(environment[VARIABLE]) if environment[VARIABLE] else None
    return settings_folder(environment, platform) / NAME


def opening(settings: Settings, state: ViewState) -> ViewState:
    """Give a state the remembered reader, colours and language."""
    wanted: dict[str, Any] = {name: getattr(settings, name) for name in REMEMBERED}
    return replace(state, **wanted)


def read_settings(path: Path | None, first: Settings | None = None) -> Settings:
    """Read what was remembered; anything missing, damaged or not accepted has its default.

    Parameters
    ----------
    path : Path, optional
        None: nothing is remembered.
    first : Settings, optional
        What holds while nothing was remembered yet, as at the first start.
    """
    plain = first or Settings()
    try:
        if path is None or path.stat().st_size > MAX_BYTES:
            return plain
        raw: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return plain
    if not isinstance(raw, dict):
        return plain
    return Settings(
        **{name: _word(raw.get(name), FIELDS[name].accepted, FIELDS[name].default) for name in REMEMBERED},
        look=_word(raw.get("look"), tuple(LOOKS), plain.look),
        text_scale=_scale(raw.get("text_scale")),
        keep_recent=kept if isinstance(kept := raw.get("keep_recent"), bool) else None,
        less_motion=raw.get("less_motion") is True,
        window=_box(raw.get("window")),
        panels=_panels(raw),
        recent=_texts(raw.get("recent"))[:MOST_RECENT],
    )


def usually_keeps_recent(audience: str) -> bool:
    """Say whether recent views are remembered for a reader while nothing else was chosen: not for physicians.

    They name files after patients.
    """
    return audience != "physician"


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings: to a file beside, which is then renamed.

    Raises
    ------
    InputError
        When it cannot be written there.
    OSError
        When the folder cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    written = asdict(settings)
    if settings.keep_recent is None:
        del written["keep_recent"]  # nobody has chosen
    text = json.dumps(written, indent=1, ensure_ascii=False) + "\n"
    write_whole(path, lambda beside: beside.write_text(text, encoding="utf-8", errors="replace"))


def with_recent(recent: tuple[str, ...], path: Path) -> tuple[str, ...]:
    """Put a file first in the list of recent ones."""
    name = str(path.absolute())
    return (name, *(other for other in recent if other != name))[:MOST_RECENT]


def _word(value: object, accepted: tuple[str, ...], otherwise: str) -> str:
    return value if isinstance(value, str) and value in accepted else otherwise


def _scale(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not LEAST_SCALE <= value <= LARGEST_SCALE:
        return LEAST_SCALE
    return float(value)


def _box(value: object) -> tuple[int, int, int, int] | None:
    if not isinstance(value, list) or len(value) != 4:
        return None
    if not all(type(part) is int and abs(part) <= 32_000 for part in value):
        return None
    left, top, width, height = value
    return (left, top, width, height)


def _panels(raw: Mapping[str, Any]) -> dict[str, dict[str, bool]]:
    """Read what each reader has open; older files have one list of what is folded away, whoever reads."""
    found = raw.get("panels")
    if not isinstance(found, dict):
        closed = dict.fromkeys(_texts(raw.get("closed_panels"))[:MOST_PANELS], False)
        return {_word(raw.get("audience"), get_args(Audience), Settings().audience): closed} if closed else {}
    return {
        reader: {name: shown for name, shown in list(panels.items())[:MOST_PANELS] if isinstance(shown, bool)}
        for reader, panels in found.items()
        if reader in get_args(Audience) and isinstance(panels, dict)
    }


def _texts(value: object) -> tuple[str, ...]:
    return tuple(part for part in value if isinstance(part, str)) if isinstance(value, list) else ()
