"""Two pages of text: keys and mouse, made from the table of actions; and who made what."""

from __future__ import annotations

from html import escape
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from .actions import ACTIONS, GESTURES, MENUS

ATTRIBUTION: Final = (
    "BodyParts3D - The Database Center for Life Science - CC-BY-SA 2.1 Japan",
    "Z-Anatomy - The open source atlas of anatomy - CC-BY-SA 4.0",
)
"""Verbatim, as the atlas' licence asks."""

ABOUT: Final = f"""
<h2>Dermatome Viewer</h2>
<p><b>This is a teaching model. It explains; it does not diagnose.</b> It gives no probability for any one person and
takes the place of no examination. With a warning sign, get help first.</p>
<p>Left and right are always the patient's. Nerves are drawn thicker than life so that they can be seen.
No published map of the skin is the truth: they contradict each other, and the program shows where.</p>
<h3>The body</h3>
<p><b>The body is a proportioned model, not the patient.</b> Its heights, girths and muscle volumes are the means of
public surveys for the chosen sex, stature and build; "Atlas" is the body as it was measured.</p>
<p>Its shapes are measured from Z-Anatomy and rebuilt from a small table; they were modified. Table:
Creative Commons Attribution-ShareAlike 4.0.</p>
<p>{"<br>".join(escape(f'"{line}"') for line in ATTRIBUTION)}</p>
<h3>The program</h3>
<p>BSD 3-Clause licence. It stores nothing about patients and uses no network. Built with Python, Qt for Python
(LGPL 3), VTK and PyVista, NumPy, SciPy and trimesh.</p>
<h3>The knowledge</h3>
<p>Every sentence names its sources beside it, and says so where it was recalled and not yet checked.</p>
"""


def keys_page() -> str:
    """Write the page of keys and mouse as HTML."""
    rows = ["<h2>Keys and mouse</h2><h3>Over the picture</h3><table cellpadding='4'>"]
    rows += [f"<tr><td><b>{escape(how)}</b></td><td>{escape(what)}</td></tr>" for how, what in GESTURES]
    rows.append("</table>")
    for menu in MENUS:
        rows.append(f"<h3>{menu}</h3><table cellpadding='4'>")
        for spec in ACTIONS:
            if spec.menu == menu:
                keys = ", ".join(
                    QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in spec.keys
                )
                rows.append(f"<tr><td width='170'><b>{escape(keys)}</b></td><td>{escape(spec.text)}</td></tr>")
        rows.append("</table>")
    return "".join(rows)


class PageDialog(QDialog):
    """A page of text with a button to close it."""

    def __init__(self, title: str, html: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 600)
        page = QTextBrowser(self)
        page.setOpenLinks(False)
        page.setAccessibleName(title)
        page.setHtml(html)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(page)
        layout.addWidget(buttons)


def show_keys(parent: QWidget) -> PageDialog:
    """Open the page of keys and mouse."""
    return _opened(PageDialog("Keys and mouse", keys_page(), parent))


def show_about(parent: QWidget) -> PageDialog:
    """Open the page about the program, its sources and licences."""
    return _opened(PageDialog("About the Dermatome Viewer", ABOUT, parent))


def _opened(dialog: PageDialog) -> PageDialog:
    dialog.open()
    return dialog
