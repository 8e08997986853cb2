"""The field that finds everything by its name, with a list that follows every letter. It only emits what was chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QMainWindow,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import say, tr, whenever_language_changes
from viewer.qt.widgets.side_words import SIDE_WORDS
from viewer.qt.widgets.style import ACCENT, ACCENT_PALE, HOVER, INK, PAPER, QUIET
from viewer.qt.widgets.swatch import paint_warning
from viewer.search.entries import KIND_WORDS, Hit
from viewer.search.finding import Answer
from viewer.search.understanding import Understood
from viewer.state.view_state import Side

from .kind_signs import paint_kind
from .understood_line import UnderstoodLine

Index = QModelIndex | QPersistentModelIndex
HIT_ROLE: Final = Qt.ItemDataRole.UserRole + 1
MOST: Final = 14
"""Most lines of results."""
PAD: Final = 7
WIDE: Final = 74
"""Preferred width of the field, in letters."""
KEYS: Final = (
    *(Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)
LEAD: Final = N_("Symptom, muscle, bone, nerve, root, question, view …")
NOTHING: Final = N_("Nothing found. Try another word.")
HELP: Final = N_("Enter shows it, up and down choose, Esc closes. Say left or right for the patient's side.")
EXAMPLES: Final = N_("For example: numb inner shin, kneecap, sciatica, slipped disc, L4, will it go away")
SIDES: Final[Mapping[Side, str]] = {"left": N_("left"), "right": N_("right")}
"""What a side is called on a row."""


class FoundModel(QAbstractListModel):
    """Hits as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()
        self.terms_first = False
        self.told: Callable[[Hit], str] = lambda _hit: ""
        """Tells the roots and the nerve of a place."""

    def show(self, hits: Sequence[Hit], *, terms_first: bool) -> None:
        """Show these; parts by their technical names first where the reader knows them, else only in plain words."""
        self.beginResetModel()
        self.hits, self.terms_first = tuple(hits), terms_first
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count hits."""
        return 0 if parent.isValid() else len(self.hits)

    def lines(self, hit: Hit) -> tuple[str, str]:
        """Give what stands large and what small on a row."""
        entry = hit.entry
        words = entry.words if self.terms_first else entry.plain or entry.words
        terms = [term for term in entry.terms if term and term != words]
        if entry.kind == "place":
            return words, self.told(hit)
        if entry.kind in ("structure", "nerve") and terms:
            return (terms[0], " · ".join((words, *terms[1:]))) if self.terms_first else (words, "")
        return words, " · ".join(terms)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a row's words."""
        if not index.isValid() or index.row() >= len(self.hits):
            return None
        hit = self.hits[index.row()]
        large, small = self.lines(hit)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return large
            case Qt.ItemDataRole.ToolTipRole:
                return f"{large}\n{small}" if small else large
            case Qt.ItemDataRole.AccessibleTextRole:
                sign = tr("Warning sign") if hit.entry.urgent and hit.entry.kind == "symptom" else ""
                kind = tr(KIND_WORDS[hit.entry.kind])
                side = tr(SIDE_WORDS[hit.side]) if hit.side else ""
                return ", ".join(part for part in (large, side, small, kind, sign) if part)
        return hit if role == HIT_ROLE else None


class FoundDelegate(QStyledItemDelegate):
    """Draws a row: the sign of its kind, the words, technical names below, the kind in words at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give a row's height."""
        model = index.model()
        hit = index.data(HIT_ROLE)
        lines = 2 if isinstance(model, FoundModel) and model.lines(hit)[1] else 1
        return QSize(10, lines * QFontMetrics(option.font).height() + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one hit."""
        hit, model = index.data(HIT_ROLE), index.model()
        if hit is None or not isinstance(model, FoundModel):
            return
        large, small = model.lines(hit)
        metrics = QFontMetrics(option.font)
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, ACCENT_PALE if chosen else HOVER if over else PAPER)
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), ACCENT)
        size = metrics.height()
        sign = QRectF(rect.left() + PAD + 6, rect.top() + PAD, size, size)
        if hit.entry.urgent:
            paint_warning(painter, sign)
        else:
            paint_kind(painter, sign.adjusted(1, 1, -1, -1), hit.entry.kind, ACCENT)
        kind = tr(KIND_WORDS[hit.entry.kind])
        if hit.side:
            kind = " · ".join((tr(SIDES[hit.side]), kind))
        room = metrics.horizontalAdvance(kind)
        painter.setFont(option.font)
        painter.setPen(QUIET)
        top = QRect(rect.left(), rect.top() + PAD, rect.width() - PAD, size)
        painter.drawText(top, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), kind)
        left = int(sign.right()) + 10
        words = QRect(left, top.top(), rect.width() - left - room - 3 * PAD, size)
        font = QFont(option.font)
        if chosen:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(INK)
        shown = QFontMetrics(font).elidedText(large, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        if small:
            below = QRect(left, top.bottom() + 1, rect.width() - left - PAD, size)
            painter.setFont(option.font)
            painter.setPen(QUIET)
            shown = metrics.elidedText(small, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()


class Finder(QFrame):
    """The field and its list, laid over the top of the window; hidden until opened.

    Parameters
    ----------
    ask : callable
        Finds what was typed, understood as it stands or as it was corrected.
    parent : QWidget
        The window.

    Signals
    -------
    chosen : (Hit)
    """

    chosen = Signal(object)

    def __init__(self, ask: Callable[[str, Understood | None], Answer], parent: QWidget) -> None:
        super().__init__(parent)
        self._ask = ask
        self._window = parent
        self._terms_first = False
        self._before: QWidget | None = None
        self.setObjectName("finder")
        say(self, accessibleName=N_("Find anything"))
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.field = QLineEdit(self)
        say(self.field, placeholderText=LEAD, accessibleName=N_("Find anything"), accessibleDescription=HELP)
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._on_text)
        self.field.installEventFilter(self)
        self.understood = UnderstoodLine(self)
        self.understood.corrected.connect(lambda read: self._show(self.field.text(), read))
        self.model = FoundModel(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(FoundDelegate(self.list))
        say(self.list, accessibleName=N_("Found"))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(False)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # One field takes the keyboard; the list follows it.
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._on_clicked)
        self.note = QLabel(self)
        self.note.setObjectName("quiet")
        self.note.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(6)
        layout.addWidget(self.field)
        layout.addWidget(self.understood)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.note)
        self.hide()
        whenever_language_changes(self, self._search_again)
        parent.installEventFilter(self)

    def open(self, *, terms_first: bool = False, text: str | None = None) -> None:
        """Open the field and put the cursor into it.

        Parameters
        ----------
        terms_first : bool
            Show technical names large.
        text : str, optional
            What is typed already; by default what stood there last, marked.
        """
        focus = self.window().focusWidget()
        if not self.isVisible():
            self._before = focus
        self._terms_first = terms_first
        self.show()
        self.raise_()
        if text is not None:
            self.field.setText(text)
        self._on_text(self.field.text())
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def dismiss(self) -> None:
        """Close it and give the keyboard back."""
        if self.isVisible():
            had = self.field.hasFocus()
            self.hide()
            if had and self._before is not None:
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
            self._before = None

    def forget(self) -> None:
        """Close it, and forget what was typed."""
        self.dismiss()
        # Not by clear(): the field's own undo would bring it back.
        self.field.setText("")

    def current(self) -> Hit | None:
        """Give the hit that Enter would choose."""
        hit = self.list.currentIndex().data(HIT_ROLE)
        return hit if isinstance(hit, Hit) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the field's keys move through the list, and keep the place in the window."""
        if watched is self.field and event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in KEYS:  # the window's own keys would come first: Esc leaves the field, not full screen
                event.accept()
                return True
        elif watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        elif watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            active = self.window().isActiveWindow()
            if active and not self.isAncestorOf(self.window().focusWidget() or self):
                self.hide()
        elif watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        rows, row = self.model.rowCount(), self.list.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Down:
                self._go(min(rows - 1, row + 1))
            case Qt.Key.Key_Up:
                self._go(max(0, row - 1))
            case Qt.Key.Key_PageDown:
                self._go(min(rows - 1, row + 5))
            case Qt.Key.Key_PageUp:
                self._go(max(0, row - 5))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(self.current())
            case Qt.Key.Key_Escape:
                self.dismiss()
            case _:
                return False
        return True

    def _on_clicked(self, index: QModelIndex) -> None:
        self._take(index.data(HIT_ROLE))

    def _take(self, hit: Hit | None) -> None:
        if hit is not None:
            self.dismiss()
            self.chosen.emit(hit)

    def _go(self, row: int) -> None:
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
            # A screen reader follows the field, not the list.
            self.field.setAccessibleDescription(
                str(self.model.data(self.model.index(row), Qt.ItemDataRole.AccessibleTextRole))
            )

    def _search_again(self) -> None:
        if self.isVisible():
            self._on_text(self.field.text())

    def _on_text(self, text: str) -> None:
        self._show(text)

    def _show(self, text: str, corrected: Understood | None = None) -> None:
        answer = self._ask(text, corrected) if text.strip() else None
        hits = answer.hits[:MOST] if answer is not None else ()
        self.understood.show_understood(answer.understood if answer is not None else None)
        self.model.show(hits, terms_first=self._terms_first)
        self.list.setVisible(bool(hits))
        self.note.setText(tr(EXAMPLES if not text.strip() else HELP if hits else NOTHING))
        if hits:
            self._go(0)
        self._place()

    def _place(self) -> None:
        """Lie over the top of the window's middle, as high as the hits need."""
        window, layout = self._window, self.layout()
        assert layout is not None
        letter = self.fontMetrics().averageCharWidth()
        width = min(WIDE * letter + 60, window.width() - 24)
        option = QStyleOptionViewItem()
        option.font = self.list.font()
        delegate = self.list.itemDelegate()
        rows = sum(delegate.sizeHint(option, self.model.index(row)).height() for row in range(self.model.rowCount()))
        self.note.setFixedWidth(width - 22)
        frame = layout.contentsMargins().top() * 2 + self.field.sizeHint().height() + 12
        if not self.understood.isHidden():
            frame += self.understood.heightForWidth(width - 22) + layout.spacing()
        height = frame + self.note.heightForWidth(width - 22) + (rows + 8 if rows else 0)
        # Below menus and bar, which stay in sight.
        central = window.centralWidget() if isinstance(window, QMainWindow) else None
        top = central.y() + 4 if central is not None else 4
        self.setGeometry((window.width() - width) // 2, top, width, min(height, window.height() - top - 30))
