"""The command line: what can be asked, and how wrong input is answered.

`main` runs a command; `parser` says what can be asked; `asking` reads words into states. The commands stand in one
module per family: `pictures`, `papers`, `roots`, `words`, `steps`, `data`, `window`.
"""
