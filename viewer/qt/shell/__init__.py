"""The window without its panels: frame, menus and actions, status line, warning, settings, files, and what Esc closes.

Panels and bars are handed to it as a :class:`~viewer.qt.shell.feature.Feature`; nothing here imports a room.
"""
