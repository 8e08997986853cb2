"""Makes the tables in ``meshes/data`` from an atlas, and reports how good they are; not in the installed program.

``python -m meshes.measure ATLAS_FOLDER`` writes them, one room per table: `lofts`, `skin`, `nerves`, `bodies` (how
muscles make room in other builds). `atlas` reads the atlas, `printing` prints reports; `lesion` puts figures to the
lesions.
"""
