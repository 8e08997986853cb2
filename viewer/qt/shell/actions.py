"""The table of all actions: menus, keys, buttons and the help page are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from viewer.appearance.views import VIEWS
from viewer.i18n.language import language_names
from viewer.palette.themes import LOOKS
from viewer.qt.widgets.mnemonics import underline
from viewer.qt.widgets.style import SCALES
from viewer.state.audience import AUDIENCES

MENUS: Final[Mapping[str, str]] = {
    "File": "&File",
    "Edit": "&Edit",
    "View": "&View",
    "Layers": "&Layers",
    "Help": "Hel&p",
}
"""With the letter that opens each by Alt; Alt+H is taken, it shows everything again."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing the window can do."""

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    """Portable key sequences; the first is shown."""
    tip: str = ""
    checkable: bool = False
    gap: bool = False
    """A line before it in its menu."""
    repeat: bool = False
    """Whether holding the key repeats it."""
    submenu: str = ""
    """Title of a menu within its menu; empty where it is in none."""


WORD_PERCENTS: Final = tuple(round(100 * scale) for scale in SCALES)
#: Further keys of views beside their letter: the keypad as in 3D Slicer.
KEYPAD: Final[Mapping[str, tuple[str, ...]]] = {
    "front": ("Num+1",),
    "back": ("Shift+Num+1",),
    "right": ("Num+3",),
    "left": ("Shift+Num+3",),
    "above": ("Num+7",),
    "sole": ("Shift+Num+7",),
}

ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec("open-view", "File", "Open view …", ("Ctrl+O",), "Show a view that was saved"),
    ActionSpec(
        "save-view", "File", "Save view …", ("Ctrl+S",), "Write symptoms, layers and camera as a small text file"
    ),
    ActionSpec("copy-view", "File", "Copy view as text", (), "Symptoms, layers and camera, to send to a colleague"),
    ActionSpec("paste-view", "File", "Paste view", (), "Show a view that was copied as text"),
    ActionSpec(
        "handout", "File", "Hand-out …", ("Ctrl+P",), "One page to take home, from this very view (PDF)", gap=True
    ),
    ActionSpec("save-picture", "File", "Save picture …", ("Ctrl+Shift+S",), "Write what is shown as a PNG"),
    ActionSpec("save-sheet", "File", "Save sheet …", (), "Write the skin laid flat as a page to print (PDF, SVG, PNG)"),
    ActionSpec("save-page", "File", "Page to turn at home …", (), "One file for any browser; it needs no network"),
    ActionSpec("save-turn", "File", "Turning picture …", (), "A whole turn as a GIF or MP4"),
    ActionSpec("save-model", "File", "3D model …", (), "What is shown as a glTF model (GLB)"),
    ActionSpec("copy-picture", "File", "Copy picture", ("Ctrl+Shift+C",), "Put what is shown on the clipboard"),
    ActionSpec(
        "add-step",
        "File",
        "Add this view to the steps to present",
        ("Ctrl+D",),
        "Gather views, one after another; F5 presents them",
        gap=True,
    ),
    ActionSpec("open-steps", "File", "Open steps to present …"),
    ActionSpec("save-steps", "File", "Save steps to present …"),
    ActionSpec("forget-steps", "File", "Forget the steps to present"),
    ActionSpec("forget", "File", "Forget settings and recent views", gap=True),
    ActionSpec("quit", "File", "Quit", ("Ctrl+Q",), gap=True),
    ActionSpec("undo", "Edit", "Undo", ("Ctrl+Z",), repeat=True),
    ActionSpec("redo", "Edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), repeat=True),
    ActionSpec("find", "Edit", "Find anything …", ("Ctrl+F", "/"), "Symptoms, parts, nerves, roots, views", gap=True),
    ActionSpec("parts", "Edit", "Tree of all parts", ("Ctrl+T",), "Every bone, muscle, nerve and region of skin"),
    ActionSpec("clear", "Edit", "Clear all symptoms", ("Ctrl+Backspace",)),
    ActionSpec("draw", "Edit", "Draw where it hurts", ("D",), checkable=True, gap=True),
    ActionSpec("clear-drawing", "Edit", "Clear the drawing"),
    ActionSpec(
        "examine",
        "Edit",
        "Short neurological examination",
        ("Ctrl+E",),
        "Enter strength, feeling, reflexes and tests, L2 to S1; see what speaks for and against each root",
    ),
    ActionSpec("escape", "Edit", "Close what was opened last", ("Esc",)),
    *(
        ActionSpec(
            f"view-{view.name}", "View", view.text, (view.shortcut, *KEYPAD.get(view.name, ())), submenu="Look from"
        )
        for view in VIEWS.values()
    ),
    ActionSpec("reset", "View", "Reset: whole body from the front", ("Home",), gap=True),
    ActionSpec("frame", "View", "Come close to what was clicked", ("F",)),
    ActionSpec("nearer", "View", "Nearer", ("+", "="), repeat=True),
    ActionSpec("farther", "View", "Farther", ("-",), repeat=True),
    ActionSpec("swap-side", "View", "Other leg", ("C",)),
    ActionSpec(
        "beside",
        "View",
        "Healthy body beside it",
        ("Shift+C",),
        "Split the picture: healthy at the left, what is pinched or picked at the right",
        checkable=True,
    ),
    ActionSpec("sheet", "View", "Skin laid flat, beside the body", ("G",), checkable=True),
    ActionSpec(
        "explain",
        "View",
        "Explain step by step",
        ("Y",),
        "Step by step: spine, nerve, muscles, skin",
        checkable=True,
        gap=True,
    ),
    ActionSpec("next-step", "View", "Next step", ("PgDown",)),
    ActionSpec("step-back", "View", "Step back", ("PgUp",)),
    ActionSpec(
        "present",
        "View",
        "Present",
        ("F5",),
        "Full screen with large words; PgDown or a clicker goes on, Esc leaves",
        checkable=True,
    ),
    ActionSpec("path", "View", "Show the way of the root", ("J",), checkable=True),
    ActionSpec("less-motion", "View", "Less motion", (), "No gliding, no running light", checkable=True),
    ActionSpec("full-screen", "View", "Full screen", ("F11",), checkable=True, gap=True),
    ActionSpec("larger-words", "View", "Larger words", ("Ctrl++", "Ctrl+="), gap=True, submenu="Size of words"),
    ActionSpec("smaller-words", "View", "Smaller words", ("Ctrl+-", "Ctrl+Shift+-"), submenu="Size of words"),
    ActionSpec("usual-words", "View", "Usual size", ("Ctrl+0",), submenu="Size of words"),
    *(
        ActionSpec(f"words-{percent}", "View", f"{percent} %", checkable=True, submenu="Size of words")
        for percent in WORD_PERCENTS
    ),
    *(
        ActionSpec(f"reader-{reader}", "View", text, (key,), checkable=True, submenu="Shown for")
        for (reader, text), key in zip(AUDIENCES.items(), ("Ctrl+1", "Ctrl+2", "Ctrl+3"), strict=True)
    ),
    *(ActionSpec(f"look-{look}", "View", text, checkable=True, submenu="Look") for look, text in LOOKS.items()),
    *(
        ActionSpec(f"language-{code}", "View", name, checkable=True, submenu="Language")
        for code, name in language_names().items()
    ),
    ActionSpec("layer-skin", "Layers", "Skin", ("1",), checkable=True),
    ActionSpec("layer-muscles", "Layers", "Muscles", ("2",), checkable=True),
    ActionSpec("layer-bones", "Layers", "Bones", ("3",), checkable=True),
    ActionSpec("layer-nerves", "Layers", "Nerves", ("4",), checkable=True),
    ActionSpec("layer-ligaments", "Layers", "Ligaments", ("5",), checkable=True),
    ActionSpec("layer-trunk_muscles", "Layers", "Trunk muscles", ("6",), checkable=True),
    ActionSpec("layer-fascia", "Layers", "Fascia", ("7",), checkable=True),
    ActionSpec("x-ray", "Layers", "X-ray: see through the skin", ("X",), gap=True),
    ActionSpec("labels", "Layers", "Labels", ("N",), checkable=True),
    ActionSpec("key-points", "Layers", "Key points", ("K",), checkable=True),
    ActionSpec("high-contrast", "Layers", "Colours of high contrast", (), checkable=True),
    ActionSpec("hide", "Layers", "Hide what was clicked", ("H",), gap=True),
    ActionSpec("isolate", "Layers", "Show only what was clicked", ("Shift+H",)),
    ActionSpec("show-all", "Layers", "Show everything again", ("Alt+H",)),
    ActionSpec("study", "Help", "Study: be asked", ("Z",), "Questions for students, exam, drawing of dermatomes"),
    ActionSpec("describe", "Help", "Describe the picture", ("F4",), "The picture in words; it can be copied"),
    ActionSpec("topics", "Help", "Questions people ask", ("F2",), "Will it go away? What helps? What does a root do?"),
    ActionSpec("help", "Help", "Keys and mouse", ("F1", "?")),
    ActionSpec("about", "Help", "About, sources and licences"),
)

GESTURES: Final[tuple[tuple[str, str], ...]] = (
    ("Left drag, arrow keys", "Turn the body; it always stays upright"),
    ("Middle drag, Shift + left drag, Shift + arrow keys", "Move the picture"),
    ("Wheel, right drag, + and -, pinch", "Nearer and farther"),
    ("Rest the pointer", "Name of the part"),
    ("Click without moving", "Explain the part or the place on the skin"),
    ("Right click without moving, menu key", "What can be done with it"),
    ("Left drag while drawing", "Draw or erase; right drag and Shift + left drag turn the body"),
    ("Arrow keys, Shift + arrow keys, Enter where the study asks to point", "Move a cross, a little, answer"),
    ("0 to 5, +, −, T, N, Del in the examination", "Grade, positive, negative, not testable, rest normal, clear"),
    ("Space in the symptom list", "Pick or unpick"),
    ("Left and right arrow in the symptom list", "Patient's left, both, right"),
)
"""Pointer and list gestures for the help page: they are no actions."""


class ActionTable:
    """The actions of one window.

    Parameters
    ----------
    window : QWidget
        Owns them; keys work anywhere in it.
    """

    def __init__(self, window: QWidget) -> None:
        self._actions: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(spec.text, window)
            action.setObjectName(spec.id)
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(spec.checkable)
            action.setAutoRepeat(spec.repeat)
            # Text alone must not move an action into the application menu of macOS.
            action.setMenuRole(QAction.MenuRole.NoRole)
            tip = spec.tip or spec.text
            action.setToolTip(f"{tip} ({spec.keys[0]})" if spec.keys else tip)
            window.addAction(action)
            self._actions[spec.id] = action

    def __getitem__(self, identity: str) -> QAction:
        return self._actions[identity]

    def ids(self) -> tuple[str, ...]:
        """List all actions."""
        return tuple(self._actions)

    def connect(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Connect actions to what they do.

        Raises
        ------
        KeyError
            When a handler names no action.
        """
        for identity, handler in handlers.items():
            self._actions[identity].triggered.connect(lambda _checked=False, handler=handler: handler())

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Make the menus; gives them by name, a menu within a menu as ``View > Look``."""
        menus: dict[str, QMenu] = {name: bar.addMenu(text) for name, text in MENUS.items()}
        for spec in ACTIONS:
            if spec.gap:
                menus[spec.menu].addSeparator()
            place = menus[spec.menu]
            if spec.submenu:
                key = f"{spec.menu} > {spec.submenu}"
                if key not in menus:
                    menus[key] = place.addMenu(spec.submenu)
                place = menus[key]
            place.addAction(self._actions[spec.id])
        for menu in menus.values():
            underline(menu)
        return menus
