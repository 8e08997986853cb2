"""A body scan of any origin: how it stands, how large it is, and where its vertices lie on the charts of the skin.

`scan` reads it and finds its axes and unit, `charts` gives its vertices chart coordinates; both cut it with
`sections`.
"""

from typing import Final

SUFFIXES: Final = (".ply", ".obj", ".stl", ".glb", ".gltf", ".off")
"""Of the mesh files that are read."""
