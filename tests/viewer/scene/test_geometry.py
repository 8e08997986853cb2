"""Arrays on their way to VTK."""

import numpy as np

from viewer.skin.numbered import numbered


def test_numbers_that_occur_are_listed_as_numpy_lists_them() -> None:
    numbers = np.random.default_rng(4).integers(0, 500, (300, 3))
    occurring, place = numbered(numbers, 600)
    expected, inverse = np.unique(numbers, return_inverse=True)
    assert np.array_equal(occurring, expected)
    assert np.array_equal(place, inverse.reshape(numbers.shape))
    assert len(numbered(numbers[:0], 600)[0]) == 0
