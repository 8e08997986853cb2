"""Makes ``annotations/data/maps`` from measured figures: ``python -m annotations.tracing FOLDER``.

A workshop, not part of the installed program: nothing that is installed imports it. How the maps are made is told in
``docs/maps.md``.
"""
