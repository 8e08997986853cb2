"""Geometry does not depend on the processor: linear algebra made for old and new ones gives the same bodies.

NumPy and SciPy choose kernels for the processor they run on, which add in different orders. `OPENBLAS_CORETYPE` chooses
them instead; each is tried in a process of its own.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernels import KERNELS, Kernel, geometry, in_use, missing, run_with
from meshes.builds.prepared import BONE_GRAIN
from meshes.builds.prepared import GRAIN as TABLE_GRAIN
from meshes.mesh import GRID, on_grid

#: What is run again with each kernel: the tests that compare lengths most closely.
TESTS = ("tests/meshes/builds/test_prepared.py",)
#: By how much results may differ, mm; on charts, shares and degrees. A vertex may fall to the next step of the grid, a
#: built one a little farther, a rounded length to the next; what a scene presses, less than is seen.
APART = {
    "atlas": GRID, "built": 4 * GRID, "prepared": TABLE_GRAIN, "prepared bone": BONE_GRAIN, "scene": 1e-6,
    "charts": 1e-4,
}  # fmt: skip


@pytest.mark.parametrize("kernel", KERNELS, ids=[kernel.name for kernel in KERNELS])
def test_every_kernel_gives_the_same_geometry(tmp_path: Path, kernel: Kernel) -> None:
    if missing(kernel):
        pytest.skip(f"this processor lacks {', '.join(missing(kernel))}, which {kernel.name} needs")
    done = run_with(kernel, tmp_path / "geometry.npz", *TESTS)
    if not in_use(done.stderr):
        pytest.skip("the linear algebra of this NumPy is not OpenBLAS, or has no kernels to choose from")
    assert set(in_use(done.stderr)) == {kernel.said}
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert re.search(r"\d+ passed", done.stdout)
    with np.load(tmp_path / "geometry.npz") as other:
        assert set(other) == geometry().keys()
        for name, here in geometry().items():
            there = other[name]
            if name.startswith(("faces", "near")):
                assert np.array_equal(here, there), f"{name}: {np.mean(here != there):.1e} are others"
            elif name == "prepared volumes":
                assert np.allclose(here, there, rtol=1e-7, atol=0.0)
            else:
                most = APART.get(name, APART[name.partition(" ")[0]])
                assert np.abs(here.astype(np.float64) - there).max() <= most, name


@given(st.integers(-(2**24) + 1, 2**24 - 1), st.floats(-1e-12, 1e-12))
def test_noise_chooses_no_step_of_the_grid(half_steps: int, noise: float) -> None:
    """Halfway between two steps, too, where sums of table values often lie."""
    exact = half_steps * GRID / 2.0
    found = on_grid(np.array([exact, exact + noise]))
    assert found[0] == found[1]
    assert abs(found[0] - exact) <= GRID / 2.0
    assert found[0] == np.float32(found[0])
