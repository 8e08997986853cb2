"""The light that runs along the path of a root: the path follows the state, the light a timer."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from annotations.model import Knowledge
from viewer.appearance.named import label_for, nerve_for, sided_key
from viewer.i18n.capitals import capitalised
from viewer.i18n.catalogue import catalogue
from viewer.i18n.language import in_language
from viewer.qt.picture.protocol import Picture
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.spine.path import NervePath, nerve_paths
from viewer.spine.ways import ways_of
from viewer.state.store import Store
from viewer.state.view_state import ViewState

from .bar import StepsBar

if TYPE_CHECKING:
    from meshes.body import Body
    from meshes.lesion.lesion import Affected
    from meshes.mesh import Mesh
    from viewer.scene.path_pulse import PathPulse

TICK_MS: Final = 33
SLACK: Final = 1.6
"""Pause between two frames of the light, in durations of a frame: panels and pointer need the rest of the time."""
PACES_MM: Final = {"slow": 110.0, "medium": 260.0, "fast": 560.0}
"""Millimetres of the body a second, for the eye; nerves are some hundred times as fast."""
WHOLE_MM: Final = 1100.0
"""Height of the body in a picture of all of it. In a closer picture the light is slower in proportion."""
REST_SECONDS: Final = 0.9
"""Rest at the end of the path, before the light starts again."""


class DrawnBody(Protocol):
    """What the light needs of the scene."""

    @property
    def body(self) -> Body:
        """The body that is drawn."""

    @property
    def affected(self) -> Affected | None:
        """The lesion that is drawn, at its degree: it presses the path aside with its root."""

    def part(self, key: str) -> Mesh | None:
        """Return a structure's mesh as it is drawn, None where there is none."""


class PathFeature(Feature):
    """Draws the path of the lit root while the state asks for it, and moves a light along it.

    Parameters
    ----------
    window : MainWindow
    store : Store
    knowledge : Knowledge
    bar : StepsBar
        Shows pause, pace and station.
    picture : Picture
    scene : DrawnBody
    pulse : PathPulse
    """

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        knowledge: Knowledge,
        bar: StepsBar,
        picture: Picture,
        scene: DrawnBody,
        pulse: PathPulse,
    ) -> None:
        super().__init__(window, store)
        self._knowledge = knowledge
        self._bar, self._picture, self._scene, self._pulse = bar, picture, scene, pulse
        self._shown: tuple[object, ...] | None = None
        self._drawn: tuple[Body, Affected | None] | None = None
        self._along = 0.0
        self._rest = 0.0
        self._paused = False
        self._pace = PACES_MM["medium"]
        self._stop_at: int | None = None
        self._last = 0.0
        self._closed = False
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        bar.pause_requested.connect(self.pause)
        bar.station_requested.connect(self.next_station)
        bar.pace_requested.connect(self._on_pace)
        window.actions_["less-motion"].toggled.connect(self._on_less_motion)
        window.canvas.installEventFilter(self)
        self.join()
        self.state_changed(store.state, store.state)

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Show the path, or remove it."""
        return {"path": lambda: self._store.update(path=not self._store.state.path)}

    @property
    def running(self) -> bool:
        """Whether the light moves at present."""
        return self._clock.isActive()

    @property
    def along(self) -> float:
        """Where the light is: 0 at the root, 1 at the end of the way."""
        return self._along

    @property
    def less_motion(self) -> bool:
        """Whether nothing is to move by itself."""
        return self._window.actions_["less-motion"].isChecked()

    def close(self) -> None:
        """Stop, and remove the path from the picture; safe to call twice."""
        if not self._closed:
            self._closed = True
            self._clock.stop()
            super().close()
            self._window.canvas.removeEventFilter(self)
            self._pulse.close()

    def pause(self, paused: bool) -> None:
        """Stop the light where it is, or let it run on."""
        self._paused, self._stop_at = paused, None
        self._show_bar()
        self._run()

    def next_station(self) -> None:
        """Let the light run on to the next station and stop there."""
        path = self._path
        if path is None:
            return
        here = self._along * (len(path.points) - 1)
        later = [station.index for station in path.stations if station.index > here + 1.0]
        if not later:
            self._along = 0.0
            later = [station.index for station in path.stations if station.index > 1]
        self._stop_at, self._paused = later[0], False
        self._show_bar()
        self._run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop while nobody sees the picture."""
        del watched
        if event.type() in (QEvent.Type.Hide, QEvent.Type.Show):
            QTimer.singleShot(0, self, self._run)
        return False

    # -------------------------------------------------------------------- state

    @property
    def _path(self) -> NervePath | None:
        return self._pulse.paths[0] if self._pulse.paths else None

    def state_changed(self, new: ViewState, old: ViewState) -> None:
        """Draw the path that the state asks for, and move the light."""
        del old
        ways = ways_of(new, self._knowledge)
        self._window.actions_["path"].setEnabled(bool(ways))
        self._window.actions_["path"].setChecked(new.path and bool(ways))
        wanted = (ways if new.path else (), self.less_motion)
        drawn = self._scene.body, self._scene.affected
        same = self._drawn is not None and drawn[0] is self._drawn[0] and drawn[1] is self._drawn[1]
        if wanted == self._shown and (same or not new.path):
            self._show_bar()
            return
        fresh = self._shown is None or self._shown[0] != wanted[0]
        self._shown, self._drawn = wanted, drawn
        drew = bool(self._pulse.paths)
        self._pulse.show(nerve_paths(ways, self._scene.part) if new.path else (), moving=not self.less_motion)
        if fresh:
            self._along, self._rest, self._paused, self._stop_at = 0.0, 0.0, False, None
        self._pulse.move(self._along)
        if drew or self._pulse.paths:
            self._picture.redraw()
        self._show_bar()
        self._run()

    def _on_less_motion(self, on: bool) -> None:
        self._picture.still = on
        if not self._closed:
            self.state_changed(self._store.state, self._store.state)

    def _on_pace(self, pace: str) -> None:
        self._pace = PACES_MM[pace]

    def _show_bar(self) -> None:
        paths = self._pulse.paths
        moving = not self.less_motion
        place = self._place() if moving else "   ".join(self._stations())
        self._bar.show_way(shown=bool(paths), moving=moving, paused=self._paused, place=place)

    # -------------------------------------------------------------------- clock

    def _run(self) -> None:
        """Run the timer while there is a light to move and the picture is visible."""
        wanted = bool(self._pulse.paths) and not self._paused and not self.less_motion and not self._closed
        if wanted and self._seen():
            self._last = time.perf_counter()
            self._clock.start(TICK_MS)
        else:
            self._clock.stop()

    def _seen(self) -> bool:
        return self._window.canvas.isVisible() and not self._window.isMinimized()

    def _tick(self) -> None:
        path = self._path
        if path is None or self._closed or not self._seen():
            self._clock.stop()
            return
        now = time.perf_counter()
        # After a pause of the whole program the light goes on where it was.
        passed, self._last = min(now - self._last, 0.5), now
        self._clock.setInterval(max(TICK_MS, int(1000.0 * SLACK * self._picture.frame_seconds)))
        sight = self._pulse.sight()
        # On the way to a station the light goes wherever that is; else it is where it can be seen.
        begins, ends = (sight.first, sight.last) if self._stop_at is None else (0.0, 1.0)
        if self._rest > 0.0:
            self._rest -= passed
            if self._rest > 0.0:
                return
            self._along = begins
        else:
            pace = self._pace * min(1.0, sight.high / WHOLE_MM)
            self._along = min(1.0, max(begins, self._along) + passed * pace / max(path.length, 1.0))
        if self._stop_at is not None and self._along * (len(path.points) - 1) >= self._stop_at:
            self._along = self._stop_at / (len(path.points) - 1)
            self._stop_at, self._paused = None, True
            self._show_bar()
            self._run()
        elif self._along >= ends:
            self._rest = REST_SECONDS
        self._pulse.move(self._along)
        self._bar.show_station(self._place())
        self._picture.redraw()

    # -------------------------------------------------------------------- words

    def _stations(self) -> list[str]:
        path = self._path
        if path is None:
            return []
        return [f"{number} {self._name(path, station.key)}" for number, station in enumerate(path.stations, start=1)]

    def _place(self) -> str:
        """Name the station that the light has passed last."""
        path = self._path
        if path is None:
            return ""
        here = self._along * (len(path.points) - 1)
        passed = [number for number, station in enumerate(path.stations) if station.index <= here + 1.0]
        names = self._stations()
        return names[passed[-1]] if passed else names[0]

    def _name(self, path: NervePath, key: str) -> str:
        """Name a station as the reader's picture does."""
        state = self._store.state
        tr = catalogue(state.language)
        if not key:
            return tr("end")
        if key.startswith("spinal_nerve_"):
            return tr("way out of the spine")
        if key.startswith(("rootlets_", "anterior_root_", "posterior_root_")):
            return tr("{root} root", root=path.way.root)
        structures = self._scene.body.structures
        sided = sided_key(key, path.way.side, structures)
        if sided is None:
            return capitalised(nerve_for(state.audience, in_language(self._knowledge, state.language), key, tr))
        return label_for(state.audience, structures[sided], tr)


def make_pulse(canvas: QWidget) -> PathPulse:
    """Make the light for the 3D widget."""
    from viewer.scene.path_pulse import PathPulse

    return PathPulse(canvas.renderer)  # type: ignore[attr-defined]
