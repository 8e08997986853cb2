"""The window, with Qt: the only package that names PySide6.

``app`` puts it together from a shell (the frame around everything), the picture, small widgets, and one room per panel.
Each room imports the shell, the shell the picture, the picture the widgets, and no room imports the others' parts. To
add a panel, write a :class:`~viewer.qt.shell.feature.Feature` in a room of its own and one line in ``app``.
"""
