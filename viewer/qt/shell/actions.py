"""The table of all actions: menus, keys, buttons and the help page are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from viewer.appearance.views import VIEWS
from viewer.i18n.catalogue import N_
from viewer.i18n.language import language_names
from viewer.palette.themes import LOOKS
from viewer.qt.widgets.language import Words, say, with_key
from viewer.qt.widgets.mnemonics import underline
from viewer.qt.widgets.style import SCALES
from viewer.state.audience import AUDIENCES

MENUS: Final[Mapping[str, str]] = {
    "File": N_("&File"),
    "Edit": N_("&Edit"),
    "View": N_("&View"),
    "Layers": N_("&Layers"),
    "Help": N_("Hel&p"),
}
"""With the letter that opens each by Alt; Alt+H is taken, it shows everything again."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing the window can do."""

    id: str
    menu: str
    text: Words
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
    ActionSpec("open-view", "File", N_("Open view …"), ("Ctrl+O",), N_("Show a view that was saved")),
    ActionSpec(
        "save-view",
        "File",
        N_("Save view …"),
        ("Ctrl+S",),
        N_("Write symptoms, layers and camera as a small text file"),
    ),
    ActionSpec(
        "copy-view", "File", N_("Copy view as text"), (), N_("Symptoms, layers and camera, to send to a colleague")
    ),
    ActionSpec(
        "paste-view", "File", N_("Paste view"), ("Ctrl+V",), N_("Show a view that was copied, as text or as a file")
    ),
    ActionSpec(
        "handout",
        "File",
        N_("Hand-out …"),
        ("Ctrl+P",),
        N_("One page to take home, from this very view (PDF)"),
        gap=True,
    ),
    ActionSpec("save-picture", "File", N_("Save picture …"), ("Ctrl+Shift+S",), N_("Write what is shown as a PNG")),
    ActionSpec(
        "save-sheet", "File", N_("Save sheet …"), (), N_("Write the skin laid flat as a page to print (PDF, SVG, PNG)")
    ),
    ActionSpec(
        "save-page", "File", N_("Page to turn at home …"), (), N_("One file for any browser; it needs no network")
    ),
    ActionSpec("save-turn", "File", N_("Turning picture …"), (), N_("A whole turn as a GIF or MP4")),
    ActionSpec("save-model", "File", N_("3D model …"), (), N_("What is shown as a glTF model (GLB)")),
    ActionSpec("copy-picture", "File", N_("Copy picture"), ("Ctrl+Shift+C",), N_("Put what is shown on the clipboard")),
    ActionSpec(
        "add-step",
        "File",
        N_("Add this view to the steps to present"),
        ("Ctrl+D",),
        N_("Gather views, one after another; F5 presents them"),
        gap=True,
    ),
    ActionSpec("open-steps", "File", N_("Open steps to present …")),
    ActionSpec("save-steps", "File", N_("Save steps to present …")),
    ActionSpec("forget-steps", "File", N_("Forget the steps to present")),
    ActionSpec(
        "next-patient",
        "File",
        N_("Next patient"),
        ("Ctrl+N",),
        N_("Clear the desk: picks, drawing, examination, undo, clipboard, names of files"),
        gap=True,
    ),
    ActionSpec(
        "keep-recent",
        "File",
        N_("Remember recent views"),
        (),
        N_("List views under Open recent; off for physicians at first, as files are often named after patients"),
        checkable=True,
    ),
    ActionSpec("forget", "File", N_("Forget settings and recent views")),
    ActionSpec("quit", "File", N_("Quit"), ("Ctrl+Q",), gap=True),
    ActionSpec("undo", "Edit", N_("Undo"), ("Ctrl+Z",), repeat=True),
    ActionSpec("redo", "Edit", N_("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), repeat=True),
    ActionSpec(
        "find", "Edit", N_("Find anything …"), ("Ctrl+F", "/"), N_("Symptoms, parts, nerves, roots, views"), gap=True
    ),
    ActionSpec(
        "parts", "Edit", N_("Tree of all parts"), ("Ctrl+T",), N_("Every bone, muscle, nerve and region of skin")
    ),
    ActionSpec("clear", "Edit", N_("Clear all symptoms"), ("Ctrl+Backspace",)),
    ActionSpec("draw", "Edit", N_("Draw where it hurts"), ("D",), checkable=True, gap=True),
    ActionSpec("clear-drawing", "Edit", N_("Clear the drawing")),
    ActionSpec(
        "examine",
        "Edit",
        N_("Short neurological examination"),
        ("Ctrl+E",),
        N_("Enter strength, feeling, reflexes and tests, L2 to S1; see what speaks for and against each root"),
    ),
    ActionSpec("escape", "Edit", N_("Close what was opened last"), ("Esc",)),
    *(
        ActionSpec(
            f"view-{view.name}", "View", view.text, (view.shortcut, *KEYPAD.get(view.name, ())), submenu=N_("Look from")
        )
        for view in VIEWS.values()
    ),
    ActionSpec("reset", "View", N_("Reset: whole body from the front"), ("Home",), gap=True),
    ActionSpec("frame", "View", N_("Come close to what was clicked"), ("F",)),
    ActionSpec("nearer", "View", N_("Nearer"), ("+", "="), repeat=True),
    ActionSpec("farther", "View", N_("Farther"), ("-",), repeat=True),
    ActionSpec("swap-side", "View", N_("Other leg"), ("C",)),
    ActionSpec(
        "beside",
        "View",
        N_("Healthy body beside it"),
        ("Shift+C",),
        N_("Split the picture: healthy at the left, what is pinched or picked at the right"),
        checkable=True,
    ),
    ActionSpec("sheet", "View", N_("Skin laid flat, beside the body"), ("G",), checkable=True),
    ActionSpec(
        "explain",
        "View",
        N_("Explain step by step"),
        ("Y",),
        N_("Step by step: spine, nerve, muscles, skin"),
        checkable=True,
        gap=True,
    ),
    ActionSpec("next-step", "View", N_("Next step"), ("PgDown",)),
    ActionSpec("step-back", "View", N_("Step back"), ("PgUp",)),
    ActionSpec(
        "present",
        "View",
        N_("Present"),
        ("F5",),
        N_("Full screen with large words; PgDown or a clicker goes on, Esc leaves"),
        checkable=True,
    ),
    ActionSpec("path", "View", N_("Show the way of the root"), ("J",), checkable=True),
    ActionSpec("less-motion", "View", N_("Less motion"), (), N_("No gliding, no running light"), checkable=True),
    ActionSpec("full-screen", "View", N_("Full screen"), ("F11",), checkable=True, gap=True),
    ActionSpec("larger-words", "View", N_("Larger words"), ("Ctrl++", "Ctrl+="), gap=True, submenu=N_("Size of words")),
    ActionSpec("smaller-words", "View", N_("Smaller words"), ("Ctrl+-", "Ctrl+Shift+-"), submenu=N_("Size of words")),
    ActionSpec("usual-words", "View", N_("Usual size"), ("Ctrl+0",), submenu=N_("Size of words")),
    *(
        ActionSpec(
            f"words-{percent}", "View", partial("{} %".format, percent), checkable=True, submenu=N_("Size of words")
        )
        for percent in WORD_PERCENTS
    ),
    *(
        ActionSpec(f"reader-{reader}", "View", text, (key,), checkable=True, submenu=N_("Shown for"))
        for (reader, text), key in zip(AUDIENCES.items(), ("Ctrl+1", "Ctrl+2", "Ctrl+3"), strict=True)
    ),
    *(ActionSpec(f"look-{look}", "View", text, checkable=True, submenu=N_("Look")) for look, text in LOOKS.items()),
    *(
        ActionSpec(f"language-{code}", "View", partial(str, name), checkable=True, submenu=N_("Language"))
        for code, name in language_names().items()
    ),
    ActionSpec("layer-skin", "Layers", N_("Skin"), ("1",), checkable=True),
    ActionSpec("layer-muscles", "Layers", N_("Muscles"), ("2",), checkable=True),
    ActionSpec("layer-bones", "Layers", N_("Bones"), ("3",), checkable=True),
    ActionSpec("layer-nerves", "Layers", N_("Nerves"), ("4",), checkable=True),
    ActionSpec("layer-ligaments", "Layers", N_("Ligaments"), ("5",), checkable=True),
    ActionSpec("layer-trunk_muscles", "Layers", N_("Trunk muscles"), ("6",), checkable=True),
    ActionSpec("layer-fascia", "Layers", N_("Fascia"), ("7",), checkable=True),
    ActionSpec("x-ray", "Layers", N_("X-ray: see through the skin"), ("X",), gap=True),
    ActionSpec("labels", "Layers", N_("Labels"), ("N",), checkable=True),
    ActionSpec("key-points", "Layers", N_("Key points"), ("K",), checkable=True),
    ActionSpec("high-contrast", "Layers", N_("Colours of high contrast"), (), checkable=True),
    ActionSpec("hide", "Layers", N_("Hide what was clicked"), ("H",), gap=True),
    ActionSpec("isolate", "Layers", N_("Show only what was clicked"), ("Shift+H",)),
    ActionSpec("show-all", "Layers", N_("Show everything again"), ("Alt+H",)),
    ActionSpec(
        "study", "Help", N_("Study: be asked"), ("Z",), N_("Questions for students, exam, drawing of dermatomes")
    ),
    ActionSpec("describe", "Help", N_("Describe the picture"), ("F4",), N_("The picture in words; it can be copied")),
    ActionSpec(
        "topics", "Help", N_("Questions people ask"), ("F2",), N_("Will it go away? What helps? What does a root do?")
    ),
    ActionSpec("help", "Help", N_("Keys and mouse"), ("F1", "?")),
    ActionSpec("about", "Help", N_("About, sources and licences")),
)

GESTURES: Final[tuple[tuple[str, str], ...]] = (
    (N_("Left drag, arrow keys"), N_("Turn the body; it always stays upright")),
    (N_("Middle drag, Shift + left drag, Shift + arrow keys"), N_("Move the picture")),
    (N_("Wheel, right drag, + and -, pinch"), N_("Nearer and farther, to what is under the pointer")),
    (N_("Rest the pointer"), N_("Name of the part")),
    (N_("Click without moving"), N_("Explain the part or the place on the skin")),
    (N_("Right click without moving, menu key"), N_("What can be done with it")),
    (N_("One finger"), N_("Turn the body; a tap explains; held still it names the part, and lifted it opens the menu")),
    (N_("Two fingers"), N_("Nearer, farther, and move the picture")),
    (N_("Left drag while drawing"), N_("Draw or erase; right drag and Shift + left drag turn the body")),
    (
        N_("Pen or finger while drawing"),
        N_("Draw; a pen's other end erases; beside a pen, fingers turn the body"),
    ),
    (N_("Arrow keys, Shift + arrow keys, Enter where the study asks to point"), N_("Move a cross, a little, answer")),
    (
        N_("0 to 5, +, −, T, N, Del in the examination"),
        N_("Grade, positive, negative, not testable, rest normal, clear"),
    ),
    (N_("Space in the symptom list"), N_("Pick or unpick")),
    (N_("Left and right arrow in the symptom list"), N_("Patient's left, both, right")),
)
"""Pointer and list gestures for the help page: they are no actions."""

ROLES: Final[Mapping[str, QAction.MenuRole]] = {
    "about": QAction.MenuRole.AboutRole,
    "quit": QAction.MenuRole.QuitRole,
}
"""Actions that macOS keeps in the menu of the program's name."""

_PORTABLE: Final = QKeySequence.SequenceFormat.PortableText


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
            action = QAction(window)
            action.setObjectName(spec.id)
            action.setShortcuts([QKeySequence(key, _PORTABLE) for key in spec.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(spec.checkable)
            action.setAutoRepeat(spec.repeat)
            # Text alone must not move an action into the application menu of macOS.
            action.setMenuRole(ROLES.get(spec.id, QAction.MenuRole.NoRole))
            tip = spec.tip or spec.text
            say(action, text=spec.text, toolTip=with_key(tip, spec.keys[0]) if spec.keys else tip)
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
        menus: dict[str, QMenu] = {}
        for name, title in MENUS.items():
            menus[name] = bar.addMenu("")
            say(menus[name], title=title)
        for spec in ACTIONS:
            if spec.gap:
                menus[spec.menu].addSeparator()
            place = menus[spec.menu]
            if spec.submenu:
                key = f"{spec.menu} > {spec.submenu}"
                if key not in menus:
                    menus[key] = place.addMenu("")
                    say(menus[key], title=spec.submenu)
                place = menus[key]
            place.addAction(self._actions[spec.id])
        for menu in menus.values():
            underline(menu)
        return menus
