"""The window, with Qt: the only package that names PySide6.

``app`` puts it together from a shell (the frame around everything), the picture, small widgets, and one room per panel.
Each room imports the shell, the shell the picture, the picture the widgets, and no room imports the others' parts. To
add a panel, write a :class:`~viewer.qt.shell.feature.Feature` in a room of its own and one line in ``app``.
"""

import builtins

_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401

# PySide6 reads and keeps the source of every module imported after it, in search of its switch for other spellings of
# Qt's names (``from __feature__ import ...``), which nobody here uses: 50 ms of the start, and 7 MB.
builtins.__import__ = _import
