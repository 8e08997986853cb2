"""Kernels of linear algebra that OpenBLAS can be told to use, and the geometry a process works out with its own.

Run as a program with a file to write to, it keeps that geometry there and then runs the tests named after it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from numpy.typing import NDArray

from places import ROOT

SECONDS: Final = 300


@dataclass(frozen=True, slots=True)
class Kernel:
    """A set of kernels for one kind of processor."""

    name: str
    """As `OPENBLAS_CORETYPE` takes it."""
    said: str
    """As OpenBLAS calls it once it is in use."""
    needs: tuple[str, ...]
    """Instructions without which it cannot run, as NumPy names them."""


KERNELS: Final = (
    Kernel("Prescott", "Katmai", ("SSE3",)),  # the oldest one built in, known by the name of a still older one
    Kernel("Haswell", "Haswell", ("AVX2", "FMA3")),
    Kernel("SkylakeX", "SkylakeX", ("AVX512_SKX",)),
)


def missing(kernel: Kernel) -> list[str]:
    """Instructions that a kernel needs and this processor has not."""
    has: dict[str, bool] = import_module("numpy._core._multiarray_umath").__cpu_features__  # nothing public says it
    return [name for name in kernel.needs if not has.get(name, False)]


def in_use(complaints: str) -> list[str]:
    """Kernels that a process with `OPENBLAS_VERBOSE=2` has said it uses: NumPy's, SciPy's."""
    return [line.removeprefix("Core:").strip() for line in complaints.splitlines() if line.startswith("Core:")]


def run_with(kernel: Kernel, path: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    """Work out the geometry with a kernel, keep it in a file, and run tests with that kernel."""
    return subprocess.run(
        [sys.executable, __file__, str(path), *tests],
        env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_CORETYPE": kernel.name, "OPENBLAS_VERBOSE": "2"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


@cache
def geometry() -> dict[str, NDArray[Any]]:
    """Work out bodies, what all builds have in common, and a scene, by name; lengths in mm."""
    import light_body
    from meshes.builds.proportions import default_build
    from meshes.lesion.lesion import Lesion

    atlas, builder = light_body.standard(), light_body.worked_out()
    found: dict[str, NDArray[Any]] = {}
    for name, body in (("atlas", atlas), ("built", builder.body(default_build("female")))):
        for layer in body.layers:
            if layer.side != "left":
                found[f"{name} {layer.layer} {layer.side}"] = layer.mesh.vertices
                found[f"faces {layer.layer} {layer.side}"] = layer.mesh.faces
        found[f"{name} skin"] = body.skin.right.vertices
    found["charts along"], found["charts around"] = atlas.skin.t, atlas.skin.phi
    prepared = builder.prepared
    for name in ("lean", "full", "thickness", "volumes", "bone"):
        found[f"prepared {name}"] = getattr(prepared, name)
    found |= {f"near {side}": near for side, near in prepared.near.items()}
    severe = Lesion(light_body.body(), "l4-5-posterolateral-herniation").at(1.0)
    found["scene"] = np.array([(contact.gap, contact.push, contact.flat) for contact in severe.contacts])
    return found


if __name__ == "__main__":
    np.savez(sys.argv[1], **geometry())  # type: ignore[arg-type]
    sys.exit(pytest.main(["-n", "0", "-q", "-p", "no:cacheprovider", *sys.argv[2:]]))
