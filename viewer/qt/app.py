"""Starts the window: loads everything, puts it together, and closes it."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QFont, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel

from viewer.files.debugging import is_debugged
from viewer.files.own_folders import log_folder
from viewer.files.run import Run
from viewer.files.version import PROGRAM
from viewer.i18n.catalogue import ENGLISH, Catalogue, catalogue
from viewer.output.credits import NOTICE
from viewer.palette.themes import SYSTEM
from viewer.qt.drawing.feature import DrawingFeature
from viewer.qt.examination.feature import ExaminationFeature
from viewer.qt.explain.feature import ExplainFeature
from viewer.qt.explain.topics import TopicsFeature
from viewer.qt.faults.box import tell_failed_start
from viewer.qt.faults.feature import FaultsFeature
from viewer.qt.flat_skin.feature import FlatSkinFeature
from viewer.qt.look.body import BodyFeature
from viewer.qt.look.layers import LayersFeature
from viewer.qt.look.lesion import LesionFeature
from viewer.qt.memory.dialogs import keep_to_ourselves
from viewer.qt.memory.feature import Memory
from viewer.qt.memory.next_patient import NextPatient
from viewer.qt.parts.feature import PartsFeature
from viewer.qt.picture.canvas import CanvasInput
from viewer.qt.picture.picture import BodyPicture
from viewer.qt.picture.widget import BodyWidget
from viewer.qt.search.feature import SearchFeature
from viewer.qt.shell.application import FinderApplication
from viewer.qt.shell.busy import busy
from viewer.qt.shell.context_menu import ContextMenu
from viewer.qt.shell.controller import Controller
from viewer.qt.shell.describing import Describing
from viewer.qt.shell.exports import Exports
from viewer.qt.shell.files import Files
from viewer.qt.shell.handout import HandoutFeature
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.shell.opening import Opening
from viewer.qt.shell.system_language import system_language
from viewer.qt.shell.theme import ThemeFeature
from viewer.qt.steps.bar import StepsBar
from viewer.qt.steps.feature import StepsFeature
from viewer.qt.steps.path import PathFeature, make_pulse
from viewer.qt.steps.presenter import Presenter
from viewer.qt.steps.tours_menu import ToursMenu
from viewer.qt.study.feature import StudyFeature
from viewer.qt.symptoms.feature import SymptomsFeature
from viewer.qt.widgets.language import set_language
from viewer.qt.widgets.style import ACCENT, EDGE, GROUND, INK, QUIET, style_application
from viewer.qt.widgets.style_sheet import ICONS
from viewer.state.physique import build_of
from viewer.state.saved_view import SavedView
from viewer.state.settings import Settings, opening, read_settings, settings_path
from viewer.state.store import Store
from viewer.state.view_state import ViewState

if TYPE_CHECKING:
    import pyvista as pv

    from annotations.model import Knowledge
    from meshes.body import Body
    from viewer.qt.shell.second_start import Inbox

LATER_MS: Final = 1000
"""After which a window takes the files of later starts, unless it was itself started with one."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """The parts of a running window, for tests and benchmarks."""

    window: MainWindow
    store: Store
    controller: Controller
    picture: BodyPicture
    pointer: CanvasInput


def run(
    state: ViewState | None = None, knowledge: Knowledge | None = None, opened: tuple[Path, SavedView] | None = None
) -> int:
    """Open the window and stay until it is closed.

    Parameters
    ----------
    state : ViewState, optional
        What to show first.
    knowledge : Knowledge, optional
        By default the shipped one.
    opened : (Path, SavedView), optional
        A file to show first, and what it held.

    Returns
    -------
    int
        The exit code: 0.

    Raises
    ------
    KeyboardInterrupt
        When Ctrl+C in the terminal closed the window.
    """
    began = _begun()
    try:
        return _run(began, ViewState() if state is None else state, knowledge, opened)
    except Exception:
        if not is_debugged():
            tell_failed_start()
        raise
    finally:
        if began is not None:
            began.end()


def _run(
    began: Run | None, state: ViewState, knowledge: Knowledge | None, opened: tuple[Path, SavedView] | None
) -> int:
    remembered = settings_path()
    kept = read_settings(remembered, Settings(language=system_language()))
    application = make_application(kept.look)
    set_language(kept.language)
    # Whoever clicked a file clicks it again when nothing happens at once: then the second start finds this one.
    inbox = _inbox() if opened is not None else None
    splash = _splash(application, catalogue(kept.language))
    from annotations import load
    from meshes.body import build_body

    first = opening(kept, state) if opened is None else opened[1].state
    viewer = assemble(load() if knowledge is None else knowledge, build_body(), first, remembered)
    faults = viewer.window.feature(FaultsFeature)
    faults.watch(began)
    viewer.window.show()
    splash.close()
    if opened is not None:
        viewer.window.feature(Files).tell_opened(*opened)
    taking = viewer.window.feature(Opening)
    if isinstance(application, FinderApplication):
        application.open_with(taking.open)
    if inbox is not None:
        taking.receive(inbox)
    else:
        QTimer.singleShot(LATER_MS, viewer.window, lambda: taking.receive(_inbox()))
    QTimer.singleShot(LATER_MS, viewer.window, faults.look_back)
    # All of this lives until the end: the collector need never look through it again.
    gc.freeze()
    gc.enable()
    code = application.exec()
    viewer.picture.close()
    if faults.interrupted:
        raise KeyboardInterrupt
    return code


def _begun() -> Run | None:
    """Note that a window opens, so that the next one can tell if this one dies; None where nothing can be written."""
    folder = log_folder()
    try:
        return None if folder is None else Run(folder)
    except OSError:  # the log says so, which cannot be written either
        return None


def _inbox() -> Inbox:
    """Take the files of later starts; Qt's sockets are loaded only now, the first picture need not wait for them."""
    from viewer.qt.shell.second_start import Inbox

    return Inbox()


def make_application(look: str = SYSTEM) -> QApplication:
    """Return the one application object, with a chosen look; made on first use."""
    os.environ.setdefault("QT_API", "pyside6")
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    QCoreApplication.setApplicationName("Dermatome Viewer")
    QGuiApplication.setDesktopFileName(PROGRAM)
    keep_to_ourselves()
    make = FinderApplication if sys.platform == "darwin" else QApplication
    application = make(sys.argv[:1])
    style_application(application, look)
    application.setWindowIcon(QIcon(str(ICONS / "dermatome-viewer.svg")))
    return application


def assemble(knowledge: Knowledge, body: Body, state: ViewState | None = None, settings: Path | None = None) -> Viewer:
    """Put window, scene, store, controller and features together; the window is not shown yet.

    Parameters
    ----------
    knowledge : Knowledge
    body : Body
        The atlas body: other builds are made from it.
    state : ViewState, optional
    settings : Path, optional
        The file of settings; without it nothing is remembered.
    """
    from meshes.builds.builder import Builder
    from viewer.scene.body_scene import BodyScene

    set_language(state.language if state is not None else ENGLISH)
    canvas = BodyWidget()
    builder = Builder(body)
    window = MainWindow(canvas)
    plotter = cast("pv.BasePlotter", canvas)
    scene = BodyScene(plotter, body, knowledge, make_body=lambda wanted: builder.body(build_of(wanted)))
    picture = BodyPicture(canvas, scene, body)
    picture.busy = partial(busy, window)
    store = Store(state)
    pointer = CanvasInput(canvas, picture)
    structures = body.structures
    # First of all: a change of the state comes to the picture before any feature follows it.
    controller = Controller(store, knowledge, structures, window, picture, pointer)

    # In the order in which panels are listed.
    symptoms = SymptomsFeature(window, store, knowledge)
    LayersFeature(window, store, knowledge, structures)
    ExplainFeature(window, store, knowledge, structures, picture)
    LesionFeature(window, store, knowledge)
    BodyFeature(window, store)
    topics = TopicsFeature(window, store, knowledge)
    drawing = DrawingFeature(window, store, picture, pointer)
    sheet = FlatSkinFeature(window, store, knowledge, structures, picture, drawing)
    bar = StepsBar(window)
    window.stage.add_below(bar)
    PathFeature(window, store, knowledge, bar, picture, scene, make_pulse(canvas))
    steps = StepsFeature(window, store, knowledge, bar, picture)
    ToursMenu(window, store, knowledge, steps)
    Presenter(window, store, knowledge, structures, steps, bar, picture, scene)
    ExaminationFeature(window, store, knowledge, structures)
    Describing(window, store, knowledge, structures)
    finder = SearchFeature(
        window,
        store,
        knowledge,
        structures,
        picture,
        open_topic=topics.show_topic,
        reveal_symptom=symptoms.panel.reveal,
    )
    symptoms.panel.ask_by(finder.answer)
    symptoms.panel.hit_chosen.connect(finder.choose)
    PartsFeature(window, store, knowledge, structures, finder)
    files = Files(window, store, knowledge, picture)
    HandoutFeature(window, store, knowledge, lambda: scene.body)
    exports = Exports(window, store, knowledge)
    Opening(window, store, files, exports)
    FaultsFeature(window, store, files)
    NextPatient(window, store, files)
    ThemeFeature(window, store, picture.size_labels)
    ContextMenu(window, store, pointer)
    study = StudyFeature(window, store, knowledge, structures, picture, controller, drawing, pointer, settings)
    sheet.answered.connect(study.answer_place)
    memory = Memory(window, store, settings, files.open_path)
    files.used.connect(memory.remember)
    memory.restore()
    window.closing.connect(picture.close)
    return Viewer(window, store, controller, picture, pointer)


def _splash(application: QApplication, tr: Catalogue) -> QLabel:
    """Show that the program is starting.

    Not Qt's own splash screen: that one waits up to a second for a window manager, and there may be none.
    """
    splash = QLabel()
    splash.setWindowFlags(Qt.WindowType.SplashScreen | Qt.WindowType.FramelessWindowHint)
    splash.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    splash.setPixmap(_splash_picture(application, tr))
    splash.adjustSize()
    screen = application.primaryScreen()
    if screen is not None:
        splash.move(screen.availableGeometry().center() - splash.rect().center())
    splash.show()
    # Once to be shown, once to be painted.
    application.processEvents()
    application.processEvents()
    return splash


def _splash_picture(application: QApplication, tr: Catalogue) -> QPixmap:
    ratio = application.devicePixelRatio()
    picture = QPixmap(round(460 * ratio), round(190 * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(GROUND)
    painter = QPainter(picture)
    painter.setPen(EDGE)
    painter.drawRect(0, 0, 459, 189)
    painter.fillRect(1, 1, 6, 188, ACCENT)
    font = QFont(application.font())
    font.setPointSizeF(font.pointSizeF() * 1.9)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(INK)
    painter.drawText(34, 78, "Dermatome Viewer")
    painter.setFont(application.font())
    painter.setPen(QUIET)
    painter.drawText(36, 112, tr(NOTICE))
    painter.drawText(36, 166, tr("Preparing the body …"))
    painter.end()
    return picture
