"""Asks for language and paper, and writes the hand-out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QInputDialog

from annotations.model import Knowledge
from viewer.i18n.catalogue import ENGLISH, LANGUAGES, N_
from viewer.i18n.language import language_names
from viewer.qt.widgets.language import tr
from viewer.state.store import Store

from .busy import busy
from .feature import Feature
from .main_window import MainWindow
from .saving import ask_to_save, attempt, offer_to_open

if TYPE_CHECKING:
    from meshes.body import Body

PAPER_NAMES: Final = {"a4": N_("A4"), "letter": N_("Letter")}
WITH_FINDINGS: Final = N_("The findings of the examination stand on it; the panel Examination says whether.")
WITHOUT_FINDINGS: Final = N_(
    "Of the examination, only warnings stand on it; the panel Examination says whether findings do."
)


class HandoutFeature(Feature):
    """Makes the hand-out; what it asks for goes to ``save_handout``.

    Parameters
    ----------
    window : MainWindow
        Asks, and shows errors.
    store : Store
        Holds the view that was discussed.
    knowledge : Knowledge
        In English.
    body : Callable
        Gives the body the hand-out is drawn with; asked only when one is made.
    """

    def __init__(self, window: MainWindow, store: Store, knowledge: Knowledge, body: Callable[[], Body]) -> None:
        super().__init__(window, store)
        self._knowledge, self._body = knowledge, body
        window.views.handout_requested.connect(self.make_handout)
        self.join()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Make the hand-out."""
        return {"handout": self.make_handout}

    def make_handout(self) -> None:
        """Ask for language, paper and place, and write the hand-out."""
        from viewer.output.handout.handout import PAPERS

        choices = [
            (f"{language_names()[language]}, {tr(PAPER_NAMES[paper])}", language, paper)
            for language in (ENGLISH, *LANGUAGES)
            for paper in PAPERS
        ]
        names = [name for name, _, _ in choices]
        spoken = [language for _, language, _ in choices].index(self._store.state.language)
        asked = tr("Language and paper")
        if self._store.state.examination:
            asked = f"{tr(WITH_FINDINGS if self._store.state.findings_told else WITHOUT_FINDINGS)}\n\n{asked}"
        words, agreed = QInputDialog.getItem(self._window, tr("Hand-out"), asked, names, spoken, editable=False)
        if not agreed:
            return
        _, language, paper = next(choice for choice in choices if choice[0] == words)
        path = ask_to_save(self._window, N_("Save hand-out"), "handout.pdf", "PDF (*.pdf)", (".pdf",))
        if path is not None:
            self._write_handout(path, language, paper)

    def _write_handout(self, path: Path, language: str, paper: str) -> None:
        from viewer.output.handout.handout import save_handout

        state = self._store.state
        with busy(self._window, N_("Making the hand-out …")):
            made = attempt(
                self._window,
                N_("The hand-out was not saved"),
                lambda: save_handout(path, state, self._knowledge, body=self._body(), language=language, paper=paper),
            )
        if made:
            offer_to_open(self._window, N_("The hand-out is ready."), path)
