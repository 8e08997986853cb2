"""Draw how far each place of the body lies from the atlas: ``python -m benchmarks.error_picture ERRORS.npz OUT.png``.

The numbers come from ``python -m meshes.measure.lofts.fidelity ATLAS_FOLDER --errors ERRORS.npz``. Right side only.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyvista as pv

from meshes.body import DATA, layer_of_structure, read_names

LIMIT_MM: Final = 1.0
"""Where the colours end, mm."""
GROUPS: Final = (("bones",), ("muscles",), ("trunk_muscles",), ("ligaments", "fascia"))


def main(arguments: list[str] | None = None) -> int:
    """Draw the four groups of layers from the front and from behind."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.error_picture", description=__doc__)
    parser.add_argument("errors", type=Path)
    parser.add_argument("picture", type=Path)
    options = parser.parse_args(arguments)
    if not options.errors.is_file():
        print(
            f"{options.errors} is missing; write it with python -m meshes.measure.lofts.fidelity --errors",
            file=sys.stderr,
        )
        return 2
    names = read_names(DATA)
    with np.load(options.errors, allow_pickle=False) as file:
        keys, structure = file["keys"].tolist(), file["structure"]
        vertices, faces, error = file["vertices"], file["faces"], file["error_mm"]
    layer = np.array([layer_of_structure(key, names[key]["tissue"]) for key in keys])
    plotter: Any = pv.Plotter(off_screen=True, shape=(2, len(GROUPS)), window_size=[1600, 1800], border=False)
    plotter.set_background("white")
    for column, group in enumerate(GROUPS):
        chosen = faces[np.isin(layer[structure], group)[faces[:, 0]]]
        mesh = pv.PolyData.from_regular_faces(vertices, chosen)
        mesh["distance to the atlas, mm"] = error
        for row, side in enumerate((1.0, -1.0)):
            plotter.subplot(row, column)
            plotter.add_mesh(
                mesh.copy(), cmap="viridis", clim=[0.0, LIMIT_MM], smooth_shading=True, show_scalar_bar=not row
            )
            plotter.add_text(" and ".join(group).replace("_", " "), font_size=9, color="black")
            plotter.camera_position = [(-60.0, side * 3000.0, 600.0), (-60.0, 0.0, 600.0), (0.0, 0.0, 1.0)]
            plotter.camera.parallel_projection = True
            plotter.camera.parallel_scale = 620.0
    plotter.screenshot(str(options.picture))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
