"""The one style sheet, filled with the colours of a theme and the size of words."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtGui import QFont, QFontMetrics

from viewer.palette.themes import ROLES, Theme

ICONS: Final = Path(__file__).parent / "icons"
"""Ticks, arrows and crosses as SVG: dark ones for light papers and light ones for dark."""

_SHEET: Final = Template("""
QMainWindow, QDockWidget, QDialog, QMessageBox { background: $ground; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QMenuBar { background: $ground; border-bottom: 1px solid $line; padding: 1px 4px; }
QMenuBar::item { padding: 4px 10px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $accent_pale; color: $ink; }
QMenuBar::item:pressed { background: $accent; color: $on_accent; }
QMenu { background: $paper; border: 1px solid $edge; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 12px; border-radius: 5px; }
QMenu::item:selected { background: $accent_pale; color: $ink; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::indicator { width: ${sign}px; height: ${sign}px; left: 7px; }
QMenu::indicator:checked { image: url("$icons/tick-$sign_ink.svg"); }
QMenu::right-arrow { image: url("$icons/right-$sign_ink.svg"); width: ${sign}px; height: ${sign}px; right: 6px; }
QToolBar { background: $ground; border: 0; border-bottom: 1px solid $line; spacing: 3px; padding: 5px 8px; }
QToolBar::separator { background: $line; width: 1px; margin: 4px 6px; }
QToolBarExtension { padding: 2px; }
QStatusBar { background: $ground; border-top: 1px solid $line; color: $quiet; }
QStatusBar::item { border: 0; }
QDockWidget { font-weight: 600; titlebar-close-icon: url("$icons/close-$sign_ink.svg"); }
QDockWidget::title { background: $ground; padding: 7px 12px; }
QDockWidget::close-button { border: 0; border-radius: 5px; subcontrol-position: top right; subcontrol-origin: margin;
    right: 8px; top: 6px; width: ${sign}px; height: ${sign}px; }
QDockWidget::close-button:hover { background: $hover; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { padding: 5px 12px; margin: 2px 1px; border: 2px solid transparent; border-radius: 6px; color: $quiet;
    background: transparent; }
QTabBar::tab:hover { background: $hover; color: $ink; }
QTabBar::tab:selected { background: $accent_pale; color: $ink; border-bottom-color: $accent; border-radius: 0;
    border-top-left-radius: 6px; border-top-right-radius: 6px; }
QTabBar::tab:focus { border-color: $accent; }
QTabBar::scroller { width: ${pair}px; }
QTabBar QToolButton { background: $paper; border: 1px solid $edge; border-radius: 4px; padding: 0; }
QTabBar QToolButton::right-arrow { image: url("$icons/right-$sign_ink.svg"); width: ${small}px; height: ${small}px; }
QTabBar QToolButton::left-arrow { image: url("$icons/left-$sign_ink.svg"); width: ${small}px; height: ${small}px; }
QTabWidget::pane { border: 1px solid $line; border-radius: 6px; }

QToolButton { padding: 3px 7px; border: 2px solid transparent; border-radius: 6px; background: transparent; }
QToolButton[popupMode="2"], QToolButton[popupMode="1"] { padding-right: ${drop}px; }
QToolButton::menu-indicator { image: url("$icons/down-$sign_ink.svg"); width: ${small}px; height: ${small}px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 6px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $accent_pale; }
QToolButton:checked { background: $accent; color: $on_accent; }
QToolButton:focus { border-color: $accent; }
QToolButton:checked:focus { border-color: $ink; }
QToolButton:disabled { color: $faint; background: transparent; }
QToolButton#segment { border: 1px solid $edge; border-radius: 0; background: $paper; padding: 4px 12px; }
QToolButton#segment[place="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QToolButton#segment[place="last"]
    { border-top-right-radius: 6px; border-bottom-right-radius: 6px; border-left: 0; }
QToolButton#segment[place="middle"] { border-left: 0; }
QToolButton#segment[place="only"] { border-radius: 6px; }
QToolButton#segment[place="top"] { border-top-left-radius: 6px; border-top-right-radius: 6px; }
QToolButton#segment[place="bottom"]
    { border-bottom-left-radius: 6px; border-bottom-right-radius: 6px; border-top: 0; }
QToolButton#segment[place="between"] { border-top: 0; }
QToolButton#segment:hover { background: $hover; }
QToolButton#segment:checked { background: $accent; border-color: $accent; color: $on_accent; }
QToolButton#segment:focus { border: 2px solid $accent; padding: 3px 11px; }
QToolButton#segment:checked:focus { border-color: $ink; }
QToolButton#segment:disabled { color: $faint; }
QToolButton#segment:checked:disabled { background: $line; border-color: $line; }

QPushButton { padding: 5px 12px; border: 1px solid $edge; border-radius: 6px; background: $paper; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $accent_pale; }
QPushButton:checked { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton:default { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton:default:hover { border-color: $ink; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton:checked:focus, QPushButton:default:focus { border-color: $ink; }
QPushButton:disabled { color: $faint; border-color: $line; background: $ground; }
QPushButton#primary { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton#primary:hover { border-color: $ink; }
QPushButton#primary:focus { border-color: $ink; }
QPushButton#primary:disabled { background: $line; border-color: $line; color: $faint; }

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QPlainTextEdit, QTextEdit { padding: 5px 8px; border: 1px solid $edge;
    border-radius: 6px; background: $paper; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus
    { border: 2px solid $accent; padding: 4px 7px; }
QComboBox:hover { background: $hover; }
QComboBox::drop-down { border: 0; width: ${drop}px; }
QComboBox::down-arrow { image: url("$icons/down-$sign_ink.svg"); width: ${sign}px; height: ${sign}px; }
QComboBox:disabled, QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled
    { color: $faint; background: $ground; border-color: $line; }
QComboBox QAbstractItemView { border: 1px solid $edge; border-radius: 0; background: $paper; outline: 0; padding: 3px;
    selection-background-color: $accent_pale; selection-color: $ink; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button
    { border: 0; width: ${drop}px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow
    { image: url("$icons/up-$sign_ink.svg"); width: ${small}px; height: ${small}px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow
    { image: url("$icons/down-$sign_ink.svg"); width: ${small}px; height: ${small}px; }
QScrollBar { background: transparent; margin: 2px; }
QScrollBar:vertical { width: 11px; }
QScrollBar:horizontal { height: 11px; }
QScrollBar::handle { background: $edge; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractItemView { background: $paper; color: $ink; border: 1px solid $line; border-radius: 6px; outline: 0;
    selection-background-color: $accent_pale; selection-color: $ink; alternate-background-color: $ground; }
QAbstractItemView:focus { border: 2px solid $accent; }
QTreeView::item, QListView::item { padding: 2px 3px; }
QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url("$icons/right-$sign_ink.svg"); }
QTreeView::branch:has-children:open { image: url("$icons/down-$sign_ink.svg"); }
QTreeView::indicator, QListView::indicator { width: ${box}px; height: ${box}px; border: 1px solid $edge;
    border-radius: 4px; background: $paper; }
QTreeView::indicator:checked, QListView::indicator:checked
    { background: $accent; border-color: $accent; image: url("$icons/tick-$on_sign.svg"); }
QTreeView::indicator:indeterminate { background: $accent_pale; border-color: $accent; }
QHeaderView::section { background: $ground; color: $quiet; border: 0; border-bottom: 1px solid $line; padding: 5px 8px;
    font-weight: 600; }
QTextBrowser { background: $paper; border: 1px solid $line; border-radius: 8px; padding: 8px 12px; }
QTextBrowser:focus { border: 2px solid $accent; padding: 7px 11px; }
QScrollArea { background: transparent; border: 2px solid transparent; border-radius: 6px; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollArea:focus { border-color: $accent; }
QCheckBox, QRadioButton { spacing: 8px; padding: 2px; border: 2px solid transparent; border-radius: 5px; }
QCheckBox:hover, QRadioButton:hover { background: $hover; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QGroupBox::indicator { width: ${box}px; height: ${box}px; border: 1px solid $edge;
    border-radius: 4px; background: $paper; }
QCheckBox::indicator:checked, QGroupBox::indicator:checked
    { background: $accent; border-color: $accent; image: url("$icons/tick-$on_sign.svg"); }
QCheckBox::indicator:disabled { border-color: $line; background: $ground; }
QCheckBox::indicator:checked:disabled { background: $faint; border-color: $faint; }
QRadioButton::indicator { width: ${box}px; height: ${box}px; border: 1px solid $edge; border-radius: ${half}px;
    background: $paper; }
QRadioButton::indicator:checked
    { background: $accent; border-color: $accent; image: url("$icons/dot-$on_sign.svg"); }
QSlider { border: 2px solid transparent; border-radius: 6px; min-height: ${slide}px; }
QSlider:focus { border-color: $accent; }
QSlider::groove:horizontal { height: 4px; background: $edge; border-radius: 2px; margin: 0 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; margin: 0 2px; }
QSlider::handle:horizontal { width: ${knob}px; height: ${knob}px; margin: -${sink}px 0; border: 2px solid $accent;
    border-radius: ${round}px; background: $paper; }
QSlider::handle:horizontal:hover { background: $accent_pale; }
QSlider::handle:horizontal:pressed { background: $accent; }
QSlider::handle:horizontal:disabled, QSlider::sub-page:horizontal:disabled { border-color: $faint; background: $line; }
QSlider::groove:horizontal:disabled { background: $line; }
QProgressBar { border: 1px solid $edge; border-radius: 6px; background: $paper; text-align: center; color: $ink; }
QProgressBar::chunk { background: $accent_pale; border-radius: 5px; }
QGroupBox { border: 1px solid $line; border-radius: 8px; margin-top: 1.1em; padding: 8px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; color: $quiet; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolTip { background: $tip; color: $on_tip; border: 1px solid $tip; padding: 5px 8px; }

QLabel#title { font-size: ${title}pt; font-weight: 600; color: $ink; }
QLabel#subtitle { font-size: ${subtitle}pt; font-weight: 600; color: $ink; }
QLabel#heading { font-weight: 600; color: $quiet; }
QLabel#quiet { color: $quiet; }
QLabel#good { color: $good; }
QLabel#caution { color: $caution; }
QLabel#notice { color: $ink; font-weight: 600; padding: 3px 12px; }
QLabel#status { padding: 3px 12px; color: $quiet; }
QFrame#stage { border: ${whole}px solid transparent; }
QFrame#stage[focused="true"] { border-color: $accent; }
QFrame#card { background: $paper; border: 1px solid $line; border-radius: 8px; }
QFrame#warning { background: $warning_pale; border: 2px solid $warning; border-radius: 8px; }
QFrame#warning QLabel { color: $ink; }
QFrame#good { background: $good_pale; border: 1px solid $good; border-radius: 8px; }
QFrame#caution { background: $caution_pale; border: 1px solid $caution; border-radius: 8px; }
QFrame#rule { background: $line; max-height: 1px; min-height: 1px; border: 0; }
QLabel#hover { background: $tip; color: $on_tip; padding: 5px 9px; border-radius: 6px; }
QLabel#busy { background: $tip; color: $on_tip; padding: 10px 18px; border-radius: 8px; font-weight: 600; }
""")


def style_sheet(theme: Theme, font: QFont) -> str:
    """Fill the sheet.

    Parameters
    ----------
    theme : Theme
        Its colours.
    font : QFont
        Of the application: signs grow with the words.
    """
    points, high = font.pointSizeF(), QFontMetrics(font).height()
    box = round(0.92 * high)
    knob = round(0.72 * high)
    sizes = {
        "title": f"{1.45 * points:.1f}",
        "subtitle": f"{1.18 * points:.1f}",
        "sign": round(0.95 * high),
        "small": round(0.6 * high),
        "box": box,
        "half": box // 2 + 1,
        "drop": round(1.5 * high),
        "pair": round(2.6 * high),
        "knob": knob,
        "round": knob // 2 + 2,
        "sink": knob // 2,
        "slide": knob + 10,
        # Whole pixels at each quarter of a scale: beside the picture, a window of its own, part of one stays black.
        "whole": 4,
    }
    return _SHEET.substitute(
        {role: getattr(theme, role) for role in ROLES},
        **sizes,
        icons=ICONS.as_posix(),
        sign_ink="light" if theme.dark else "dark",
        # On a filled box; in dark themes the fill is light.
        on_sign="dark" if theme.dark else "light",
    )
