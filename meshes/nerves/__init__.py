"""Nerves and roots: tubes along centre lines.

`table` is the file of all nerves and builds their meshes; `tubes` sweeps the surfaces.
"""
