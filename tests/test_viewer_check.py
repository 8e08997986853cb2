"""Left and right: the check that every structure of a side has its mirror image."""

from meshes.body import build_body
from viewer.check import one_sided


def test_the_body_is_complete_on_both_sides() -> None:
    assert one_sided(build_body("light").structures) == []


def test_a_structure_of_one_side_is_named() -> None:
    keys = ["vertebra_l4", "femur.left", "femur.right", "soleus.right", "sacrum"]
    (sentence,) = one_sided(keys)
    assert sentence.startswith("soleus.right: the body has it on this side only")
