"""The window without its rooms: frame, menus and actions, status line, warning, settings, files, and what Esc closes.

A room is handed to it as a :class:`~viewer.qt.shell.feature.Feature`; nothing here imports one.
"""
