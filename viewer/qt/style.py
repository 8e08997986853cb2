"""The window's look: one light palette and one small style sheet, sized by the system font."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

INK: Final = QColor("#22303C")
"""Text; 13 : 1 on white."""
QUIET: Final = QColor("#566573")
"""Secondary text; 6 : 1 on white."""
LINE: Final = QColor("#D5DCE3")
PAPER: Final = QColor("#FFFFFF")
GROUND: Final = QColor("#F4F6F8")
"""Behind panels; the picture's background."""
ACCENT: Final = QColor("#0B5E93")
"""Near L4's blue, dark enough for text: 6.8 : 1 on white."""
ACCENT_PALE: Final = QColor("#E3EFF7")
WARNING_PALE: Final = QColor("#FDF0EE")

_SHEET: Final = """
QMainWindow, QDockWidget, QDialog { background: #F4F6F8; }
QMainWindow::separator { background: #D5DCE3; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: #0B5E93; }
QMenuBar { background: #F4F6F8; border-bottom: 1px solid #D5DCE3; }
QMenuBar::item { padding: 4px 10px; }
QMenuBar::item:selected { background: #E3EFF7; color: #0B5E93; }
QToolBar { background: #F4F6F8; border: 0; border-bottom: 1px solid #D5DCE3; spacing: 3px; padding: 5px 8px; }
QStatusBar { background: #F4F6F8; border-top: 1px solid #D5DCE3; color: #566573; }
QStatusBar::item { border: 0; }
QDockWidget::title { background: #F4F6F8; padding: 7px 12px; font-weight: 600; }

QToolButton { padding: 4px 8px; border: 1px solid transparent; border-radius: 6px; background: transparent; }
QToolButton:hover { background: #E3EFF7; }
QToolButton:checked { background: #0B5E93; color: white; }
QToolButton:focus { border-color: #0B5E93; }
QToolButton:checked:focus { border-color: #22303C; }
QToolButton:disabled { color: #9AA5AF; }
QToolButton#segment { border: 1px solid #B9C4CE; border-radius: 0; background: white; padding: 4px 12px; }
QToolButton#segment[place="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QToolButton#segment[place="last"]
    { border-top-right-radius: 6px; border-bottom-right-radius: 6px; border-left: 0; }
QToolButton#segment[place="middle"] { border-left: 0; }
QToolButton#segment:hover { background: #E3EFF7; }
QToolButton#segment:checked { background: #0B5E93; border-color: #0B5E93; color: white; }
QToolButton#segment:focus { border-color: #22303C; }

QPushButton { padding: 5px 12px; border: 1px solid #B9C4CE; border-radius: 6px; background: white; }
QPushButton:hover { background: #E3EFF7; }
QPushButton:focus { border-color: #0B5E93; }
QPushButton:disabled { color: #9AA5AF; border-color: #D5DCE3; background: #F4F6F8; }

QLineEdit, QComboBox { padding: 5px 8px; border: 1px solid #B9C4CE; border-radius: 6px; background: white;
    selection-background-color: #0B5E93; }
QLineEdit:focus, QComboBox:focus { border: 1px solid #0B5E93; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: none; }
QComboBox:disabled { color: #9AA5AF; background: #F4F6F8; border-color: #D5DCE3; }
QComboBox QAbstractItemView { border: 1px solid #B9C4CE; background: white; outline: 0; padding: 3px;
    selection-background-color: #E3EFF7; selection-color: #0B5E93; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 2px; }
QScrollBar::handle:vertical { background: #C3CDD6; border-radius: 3px; min-height: 28px; }
QScrollBar::handle:vertical:hover { background: #8E9BA7; }
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical { height: 0; }
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical { background: transparent; }
QTreeView { background: white; border: 1px solid #D5DCE3; border-radius: 6px; outline: 0; }
QTreeView:focus { border-color: #0B5E93; }
QScrollArea { background: transparent; border: 0; }
QCheckBox { spacing: 8px; padding: 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus { border-color: #0B5E93; }
QSlider:focus { border: 1px solid #0B5E93; border-radius: 4px; }
QToolTip { background: #22303C; color: white; border: 0; padding: 5px 8px; }

QLabel#title { font-size: TITLEpt; font-weight: 600; color: #22303C; }
QLabel#subtitle { font-size: SUBTITLEpt; font-weight: 600; color: #22303C; }
QLabel#heading { font-weight: 600; color: #566573; }
QLabel#quiet { color: #566573; }
QLabel#notice { color: #22303C; font-weight: 600; padding: 3px 12px; }
QLabel#status { padding: 3px 12px; }
QFrame#stage { border: 2px solid transparent; }
QFrame#stage[focused="true"] { border-color: #0B5E93; }
QFrame#card { background: white; border: 1px solid #D5DCE3; border-radius: 8px; }
QFrame#warning { background: #FDF0EE; border: 2px solid #961B14; border-radius: 8px; }
QFrame#warning QLabel { color: #6E120D; }
QFrame#rule { background: #D5DCE3; max-height: 1px; min-height: 1px; border: 0; }
QLabel#hover { background: rgba(34, 48, 60, 235); color: white; padding: 5px 9px; border-radius: 6px; }
"""


def dress(application: QApplication) -> None:
    """Give the application its look: Fusion, light, the system's font."""
    application.setStyle("Fusion")
    size_words(application, application.font().pointSizeF())
    palette = QPalette()
    for role, colour in {
        QPalette.ColorRole.Window: GROUND,
        QPalette.ColorRole.WindowText: INK,
        QPalette.ColorRole.Base: PAPER,
        QPalette.ColorRole.AlternateBase: GROUND,
        QPalette.ColorRole.Text: INK,
        QPalette.ColorRole.Button: PAPER,
        QPalette.ColorRole.ButtonText: INK,
        QPalette.ColorRole.ToolTipBase: INK,
        QPalette.ColorRole.ToolTipText: PAPER,
        QPalette.ColorRole.PlaceholderText: QUIET,
        QPalette.ColorRole.Highlight: ACCENT,
        QPalette.ColorRole.HighlightedText: PAPER,
        QPalette.ColorRole.Link: ACCENT,
    }.items():
        palette.setColor(role, colour)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#9AA5AF"))
    application.setPalette(palette)


def size_words(application: QApplication, points: float) -> None:
    """Set the size of all words; titles keep their proportion."""
    font = application.font()
    font.setPointSizeF(points)
    application.setFont(font)
    sheet = _SHEET.replace("SUBTITLE", f"{1.18 * points:.1f}").replace("TITLE", f"{1.45 * points:.1f}")
    application.setStyleSheet(sheet)
