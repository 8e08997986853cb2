"""Pages of text: keys and mouse, made from the table of actions; who made what, and every source in full."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping
from html import escape
from typing import Final

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from annotations.model import Knowledge
from viewer.files.version import own_version
from viewer.i18n.catalogue import N_
from viewer.output.credits import ATTRIBUTION
from viewer.qt.picture.versions import window_versions
from viewer.qt.widgets.copy_button import CopyButton
from viewer.qt.widgets.language import key_name, said, say, tr
from viewer.qt.widgets.words import fill_page

from .actions import ACTIONS, GESTURES, MENUS
from .main_window import MainWindow

PARTS: Final[tuple[tuple[str, str, str], ...]] = (
    ("Python", "", "PSF-2.0"),
    ("Qt", "", "LGPL-3.0"),
    ("Qt for Python", "PySide6-Essentials", "LGPL-3.0"),
    ("VTK", "vtk", "BSD-3-Clause"),
    ("PyVista", "pyvista", "MIT"),
    ("NumPy", "numpy", "BSD-3-Clause"),
    ("SciPy", "scipy", "BSD-3-Clause"),
    ("trimesh", "trimesh", "MIT"),
    ("ReportLab", "reportlab", "BSD-3-Clause"),
    ("FSRS", "fsrs", "MIT"),
    ("Pillow", "pillow", "MIT-CMU"),
)
"""(name, distribution, licence) of what the program is built with; licences as their makers state them."""
READ: Final[Mapping[str, str]] = {
    "abstract": N_("abstract read"),
    "table": N_("table read"),
    "page": N_("page read"),
    "list": N_("list read"),
    "part": N_("part read"),
    "preface": N_("preface read"),
    "introduction": N_("introduction read"),
    "figure": N_("figure measured"),
    "": N_("recalled, not yet checked"),
}
KEYS: Final = N_("Keys and mouse")
NAMES: Final = "where-names-come-from"
"""Key of the claim on the names of structures."""
NAMES_TEXT: Final = f"claims.{NAMES}.text"
"""Context of its text in the catalogue."""
SOURCES_LINK: Final = "sources"
BACK_LINK: Final = "about"


def keys_page() -> str:
    """Write the page of keys and mouse as HTML."""
    rows = [f"<h2>{escape(tr(KEYS))}</h2>", _heading(N_("Over the picture")), "<table cellpadding='5'>"]
    rows += [f"<tr><td><b>{escape(tr(how))}</b></td><td>{escape(tr(what))}</td></tr>" for how, what in GESTURES]
    rows.append("</table>")
    for menu, text in MENUS.items():
        rows.append(f"<h3>{escape(tr(text).replace('&', ''))}</h3><table cellpadding='5'>")
        group = ""
        for spec in ACTIONS:
            if spec.menu != menu:
                continue
            if spec.submenu != group:
                group = spec.submenu
                if group:
                    rows.append(f"<tr><td></td><td class='quiet'><i>{escape(tr(group))}</i></td></tr>")
            keys = ", ".join(map(key_name, spec.keys))
            rows.append(f"<tr><td width='190'><b>{escape(keys)}</b></td><td>{escape(said(spec.text))}</td></tr>")
        rows.append("</table>")
    return "".join(rows)


def about_page(knowledge: Knowledge) -> str:
    """Write what the program is, who made what, and under which licences, as HTML."""
    parts = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(_version(name, package))}</td><td class='quiet'>{licence}</td></tr>"
        for name, package, licence in PARTS
    )
    sources = escape(tr("All {count} sources", count=len(knowledge.sources)))
    blocks = (
        f"<h2>Dermatome Viewer {escape(own_version())}</h2>",
        _paragraph(
            tr("This is a teaching model. It explains; it does not diagnose."),
            tr("It gives no probability for any one person and takes the place of no examination."),
            tr("With a warning sign, get help first."),
            lead=tr("Educational, not a diagnosis."),
        ),
        _paragraph(
            tr("Left and right are always the patient's."),
            tr("Nerves are drawn thicker than life so that they can be seen."),
            tr("No published map of the skin is the truth: they contradict each other, and the program shows where."),
        ),
        _heading(N_("The knowledge")),
        _paragraph(
            tr("Every sentence names its sources beside it, and says so where it was recalled and not yet checked.")
        ),
        f"<p><a href='{SOURCES_LINK}'>{sources}</a></p>",
        _heading(N_("The body")),
        _paragraph(
            tr(
                "Its heights, girths and muscle volumes are the means of public surveys for the chosen sex, stature and"
                " build; “Atlas” is the body as it was measured."
            ),
            lead=tr("The body is a proportioned model, not the patient."),
        ),
        _paragraph(
            tr("Its shapes are measured from Z-Anatomy and rebuilt from a small table; they were modified."),
            tr("Table: Creative Commons Attribution-ShareAlike 4.0 (CC BY-SA 4.0)."),
        ),
        "<p>" + "<br>".join(escape(f'"{line}"') for line in ATTRIBUTION) + "</p>",
        _heading(N_("The names")),
        *(
            f"<p style='line-height:130%'>{escape(tr.of(NAMES_TEXT, claim.text))} <span class='quiet'>"
            f"{escape('; '.join(knowledge.sources[key].named for key in claim.sources))}</span></p>"
            for claim in (knowledge.claims.get(NAMES),)
            if claim is not None
        ),
        _heading(N_("The program")),
        _paragraph(tr("BSD 3-Clause licence. It stores nothing about patients and uses no network.")),
        f"<table cellpadding='3'>{parts}</table>",
    )
    return "".join(blocks)


def _paragraph(*sentences: str, lead: str = "") -> str:
    """Write a paragraph; what leads is bold."""
    bold = f"<b>{escape(lead)}</b> " if lead else ""
    return f"<p style='line-height:130%'>{bold}{escape(' '.join(sentences))}</p>"


def _heading(text: str) -> str:
    return f"<h3>{escape(tr(text))}</h3>"


def sources_page(knowledge: Knowledge) -> str:
    """Write every source in full as HTML, by name; what of each was read stands beside it."""
    back, heading = escape(tr("Back to the first page")), escape(tr("Sources"))
    rows = [f"<p><a href='{BACK_LINK}'>{back}</a></p><h2>{heading}</h2>"]
    for source in sorted(knowledge.sources.values(), key=lambda one: one.citation.casefold()):
        numbers = [f"doi:{source.doi}"] if source.doi and source.doi not in source.citation else []
        numbers += [f"PMID {source.pmid}"] if source.pmid and source.pmid not in source.citation else []
        rest = escape("; ".join((*numbers, tr(READ[source.read]))))
        rows.append(f"<p>{escape(source.named)} <span class='quiet'>{rest}</span></p>")
    return "".join(rows)


class PageDialog(QDialog):
    """Pages of text, the first of them shown, with a button to close them.

    Parameters
    ----------
    title : str
        An English message.
    pages : mapping of str to callable
        By the address that links to them name: what writes the page.
    copying : QPushButton, optional
        Stands beside the button that closes them.
    """

    def __init__(
        self,
        title: str,
        pages: Mapping[str, Callable[[], str]],
        parent: QWidget | None = None,
        copying: QPushButton | None = None,
    ) -> None:
        super().__init__(parent)
        say(self, windowTitle=title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        letters = QFontMetrics(self.font()).averageCharWidth()
        room = self.screen().availableGeometry().size()
        self.resize(min(90 * letters, int(0.9 * room.width())), min(88 * letters, int(0.85 * room.height())))
        self._pages = pages
        self.page = QTextBrowser(self)
        self.page.setOpenLinks(False)
        say(self.page, accessibleName=title)
        self.page.anchorClicked.connect(self._follow)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        say(close, text=N_("Close"), accessibleName=N_("Close"))
        if copying is not None:
            buttons.addButton(copying, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(self.page)
        layout.addWidget(buttons)
        self.show_page(next(iter(pages)))

    def show_page(self, address: str) -> None:
        """Show a page; what is no page of this dialog is left alone, the network above all."""
        if address in self._pages:
            fill_page(self.page, self._pages[address]())
            self.page.verticalScrollBar().setValue(0)
            self.page.setFocus()

    def _follow(self, link: QUrl) -> None:
        self.show_page(link.toString())


def show_keys(parent: QWidget) -> PageDialog:
    """Open the page of keys and mouse."""
    return _opened(PageDialog(KEYS, {"keys": keys_page}, parent))


def show_about(window: MainWindow, knowledge: Knowledge) -> PageDialog:
    """Open the page about the program, its sources and licences; versions can be copied from it for a report."""
    copying = CopyButton(N_("Copy versions"), lambda: window_versions(window.canvas))
    say(copying, toolTip=N_("Versions, system, graphics driver and screens, for a report; no names"))
    pages = {BACK_LINK: lambda: about_page(knowledge), SOURCES_LINK: lambda: sources_page(knowledge)}
    return _opened(PageDialog(N_("About the Dermatome Viewer"), pages, window, copying))


def _opened(dialog: PageDialog) -> PageDialog:
    dialog.open()
    return dialog


def _version(name: str, package: str) -> str:
    if name == "Python":
        return platform.python_version()
    if name == "Qt":
        return str(qVersion())
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:  # run from a bare clone
        return ""
