"""Geometry of the lower body: what is drawn, where a place on its skin is, and how it is measured from an atlas.

Knows numpy, scipy and trimesh, and nothing of roots' maps, symptoms, Qt or VTK. Lengths are millimetres, axes are RAS
(+x the patient's right, +y front, +z up), the floor is z = 0.

`body` puts the atlas body together from the tables in ``data``: bones, muscles and ligaments by `lofts`, nerves by
`nerves`, the skin by `skin`. `builds` makes bodies of another sex, height and weight of it; `lesion` presses a root
of any of them; `scan` brings in a body scan. `measure` makes the tables and is not part of the installed program. At
the top stand what all of them share: `mesh`, `space` and `sides`, and `archive`, which reads and writes tables.
"""
