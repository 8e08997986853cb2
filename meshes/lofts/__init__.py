"""Bones, muscles and ligaments: tubes of closed sections.

`table` is the file of all structures; `engine` makes vertices, faces and normals of it, on the `grids` of points
round and rings along.
"""
