"""No network: commands and window run with sockets forbidden, and no socket of the process is of the net."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any, Final

import pytest

from own_process import seen_by

COMMANDS: Final = (
    ("snapshot", "-o", "a.png", "--size", "96x96", "--symptom", "numb-inner-shin"),
    ("where", "--landmark", "patella", "--json"),
    ("where", "--chart", "leg", "0.5", "90", "--json"),
    ("roots", "--symptom", "knee-gives-way", "--json"),
    ("topic", "--json"),
    ("data", "--json"),
    ("handout", "-o", "a.pdf", "--language", "de"),
    ("export", "-o", "a.glb"),
    ("export", "-o", "b.glb", "--symptom", "numb-inner-shin"),
    ("page", "-o", "a.html"),
    ("turntable", "-o", "a.gif", "--size", "64x64", "--frames", "4"),
    ("check",),
)


def forbid(allow_unix: bool) -> list[str]:
    """Refuse every socket from here on, those of the X server aside where asked; give the list of what was tried."""
    import socket

    tried: list[str] = []

    class Refused(socket.socket):
        def __init__(self, family: int = -1, *rest: Any, **named: Any) -> None:
            if not (allow_unix and family == socket.AF_UNIX):
                tried.append(f"socket.socket({family})")
                raise PermissionError("a socket was opened")
            super().__init__(family, *rest, **named)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if not event.startswith("socket."):
            return
        if allow_unix and event == "socket.__new__" and arguments[1] == socket.AF_UNIX:
            return
        if allow_unix and event == "socket.connect" and isinstance(arguments[1], str | bytes):
            return
        tried.append(f"{event} {arguments[1:]!r}")
        raise PermissionError("a socket was opened")

    socket.socket = Refused  # type: ignore[misc]
    sys.addaudithook(watch)
    return tried


def net_sockets() -> list[str]:
    """List this process's sockets of the internet kinds, also those that no Python opened."""
    inodes = set()
    for entry in Path("/proc/self/fd").iterdir():
        try:
            target = str(entry.readlink())
        except OSError:
            continue
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    found = []
    for kind in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        table = Path("/proc/self/net") / kind
        if table.exists():
            rows = [line.split() for line in table.read_text().splitlines()[1:]]
            found += [f"{kind} {row[1]}" for row in rows if len(row) > 9 and row[9] in inodes]
    return found


def run_itself(what: str, folder: Path, **environment: str) -> dict[str, Any]:
    kept = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    own = {**kept, "DERMATOME_SETTINGS": str(folder / "s.json"), **environment}
    found: dict[str, Any] = seen_by(__file__, what, environment=own, folder=folder)
    return found


def test_the_guard_itself_works(tmp_path: Path) -> None:
    found = run_itself("guard", tmp_path)
    assert len(found["tried"]) >= 2
    assert any(kind.startswith("udp") for kind in found["net"]) or sys.platform != "linux"


@pytest.mark.gl
def test_no_command_opens_a_socket(tmp_path: Path) -> None:
    found = run_itself("commands", tmp_path)
    assert found["tried"] == []
    assert found["net"] == []
    assert found["codes"] == {" ".join(command): 0 for command in COMMANDS if command != ("check",)}
    assert {"a.png", "a.pdf", "a.glb", "b.glb", "a.html", "a.gif"} == {file.name for file in tmp_path.iterdir()}


@pytest.mark.window
def test_the_window_opens_no_socket_but_that_of_its_display(tmp_path: Path, display: str) -> None:
    found = run_itself(
        "window",
        tmp_path,
        DISPLAY=display,
        QT_QPA_PLATFORM="xcb",
        QT_API="pyside6",
        LIBGL_ALWAYS_SOFTWARE="1",
        XDG_RUNTIME_DIR=str(tmp_path),
    )
    assert found["tried"] == []
    assert found["net"] == []
    assert found["words"]
    assert not list(tmp_path.iterdir())  # and nothing is written unasked


def _guard() -> dict[str, Any]:
    import socket

    kept = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    kept.bind(("127.0.0.1", 0))
    net = net_sockets()
    kept.close()
    tried = forbid(allow_unix=False)
    for act in (lambda: socket.socket(socket.AF_INET), lambda: socket.getaddrinfo("localhost", 80)):
        try:
            act()
        except PermissionError:
            continue
        raise AssertionError("the guard let a socket pass")
    return {"tried": tried, "net": net}


def _commands() -> dict[str, Any]:
    import contextlib
    import io

    tried = forbid(allow_unix=False)
    from viewer.cli.main import main

    codes = {}
    for command in COMMANDS:
        with contextlib.redirect_stdout(io.StringIO()):
            code = main(command)
        if command != ("check",):  # what it finds is for other tests
            codes[" ".join(command)] = code
    return {"tried": tried, "net": net_sockets(), "codes": codes}


def _window() -> dict[str, Any]:
    tried = forbid(allow_unix=True)
    from annotations import load
    from meshes.body import build_body
    from viewer.qt.app import assemble, make_application
    from viewer.qt.shell.opening import Opening
    from viewer.qt.shell.second_start import Inbox
    from viewer.state.settings import settings_path
    from viewer.state.view_state import PickedSymptom
    from window_panels import explanation_of

    application = make_application()
    viewer = assemble(load(), build_body("light"), settings=settings_path())
    viewer.window.show()
    inbox = Inbox()
    viewer.window.feature(Opening).receive(inbox)
    viewer.store.update(symptoms=(PickedSymptom("numb-inner-shin"),), view="inner-leg")
    end = time.monotonic() + 3.0
    while time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)
    found = {"tried": tried, "net": net_sockets(), "words": explanation_of(viewer.window).text()}
    viewer.window.close()
    viewer.picture.close()
    application.processEvents()
    return found


if __name__ == "__main__":
    answer = {"guard": _guard, "commands": _commands, "window": _window}[sys.argv[1]]()
    sys.stdout.write(json.dumps(answer) + "\n")
