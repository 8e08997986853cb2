"""True cut faces of vertebrae and discs, for the healthy spine seen from the side.

A shader paints the inner side of a surface as its cut; where a disc and an endplate touch, or a measured slit lies
between them, that shows as specks and a black gap. A spine that does not change can afford faces of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from meshes.mesh import Mesh
from viewer.palette.colours import TISSUES, Rgb
from viewer.scene.cutting import SAWN, CutShape
from viewer.scene.geometry import poly_data, vtk_array

from .cut_meshes import cut_open

if TYPE_CHECKING:
    from meshes.body import Body
    from meshes.lesion.frame import DiscFrame

FILLED_MM: Final = 2.8
"""A disc's face reaches this much up and down; measured slits to the bones are 2.6 mm at most. Bone lies over it."""
BEFORE_MM: Final = {"disc": 0.15, "bone": 0.30}
"""How far before the cut faces lie, so that nothing else of the cut is seen."""
LIGHT: Final = 0.97
"""As bright as the shader paints a cut."""


class CutLids:
    """The cut faces of what a plane goes through; made again when body, plane or structures change."""

    def __init__(self) -> None:
        self.actor = vtkActor()
        self.actor.SetPickable(False)
        self.actor.ForceOpaqueOn()
        self.actor.GetProperty().SetLighting(False)
        self.actor.SetVisibility(False)
        self._of: tuple[Body, CutShape, frozenset[str]] | None = None

    def hide(self) -> None:
        """Show none."""
        self.actor.SetVisibility(False)

    def show(self, body: Body, shape: CutShape, keys: Iterable[str], frame: Callable[[str], DiscFrame | None]) -> None:
        """Show the faces of these structures.

        Parameters
        ----------
        body : Body
        shape : CutShape
            A flat cut.
        keys : iterable of str
            Closed surfaces; others than bones and discs are left out.
        frame : callable
            Gives the frame of a disc by its key.
        """
        wanted = frozenset(key for key in keys if body.structures[key].tissue in BEFORE_MM)
        self.actor.SetVisibility(True)
        if self._of is not None and self._of[0] is body and self._of[1:] == (shape, wanted):
            return
        self._of = body, shape, wanted
        faces: list[NDArray[np.int32]] = [np.empty((0, 3), dtype=np.int32)]
        places: list[NDArray[np.float32]] = [np.empty((0, 3), dtype=np.float32)]
        colours: list[NDArray[np.uint8]] = [np.empty((0, 3), dtype=np.uint8)]
        count = 0
        normal = np.array(shape.plane[:3])
        for key in sorted(wanted):
            tissue = body.structures[key].tissue
            mesh = body.part(key)
            over = mesh.vertices @ normal + shape.plane[3]
            if not over.min() < 0.0 < over.max():
                continue
            disc = frame(key) if tissue == "disc" else None
            lid = cut_open(mesh if disc is None else _filled(mesh, disc), np.zeros(len(mesh.vertices)), shape)[2]
            faces.append(lid.faces + np.int32(count))
            places.append((lid.vertices + BEFORE_MM[tissue] * normal).astype(np.float32))
            colours.append(np.tile(np.array(_sawn(tissue), dtype=np.uint8), (len(lid.vertices), 1)))
            count += len(lid.vertices)
        place = np.concatenate(places)
        data = poly_data(place, np.concatenate(faces), np.tile(normal, (len(place), 1)).astype(np.float32))
        data.GetPointData().SetScalars(vtk_array(np.concatenate(colours)))
        mapper = vtkPolyDataMapper()
        mapper.SetInputData(data)
        mapper.SetColorModeToDirectScalars()
        self.actor.SetMapper(mapper)


def _filled(mesh: Mesh, frame: DiscFrame) -> Mesh:
    """Let a disc's two faces reach towards the bones."""
    up = frame.axes[2]
    share = np.clip(2.0 * (mesh.normals @ up), -1.0, 1.0)
    reached = mesh.vertices + FILLED_MM * share[:, None] * up
    return Mesh(reached.astype(np.float32), mesh.faces, mesh.normals)


def _sawn(tissue: str) -> Rgb:
    """Give the colour of a cut face."""
    share = SAWN if tissue == "bone" else (1.0, 1.0, 1.0)
    red, green, blue = (round(LIGHT * part * by) for part, by in zip(TISSUES[tissue], share, strict=True))
    return red, green, blue
