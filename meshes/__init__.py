"""Geometry of the lower body: the loft table, the engine that builds it, skin charts, painting and measuring.

Knows numpy and trimesh, and nothing of roots, symptoms, Qt or VTK. Lengths are millimetres, axes are RAS
(+x the patient's right, +y front, +z up), the floor is z = 0.
"""
