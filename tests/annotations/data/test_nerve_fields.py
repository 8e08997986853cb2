"""The fields of the skin nerves: right nerve at known places, no overlap, true to the measured figures."""

from __future__ import annotations

import random

import pytest

from annotations.charts.shape import Shape
from annotations.load import load
from annotations.model import ROOTS, SEGMENTS, NerveField
from meshes.skin.landmarks import LANDMARKS

FIELDS = load().nerve_fields
SHAPES = [
    (field, polygon, Shape([polygon.points], period=0.0 if polygon.segment == "trunk" else 360.0))
    for field in FIELDS.values()
    for polygon in field.polygons
]


def hits(segment: str, t: float, phi: float, ray: int = 0) -> list[NerveField]:
    """Give the fields that hold a place."""
    found = {
        field.key: field
        for field, polygon, shape in SHAPES
        if polygon.segment == segment and (not polygon.rays or ray in polygon.rays) and (t, phi) in shape
    }
    return list(found.values())


def nerve(segment: str, t: float, phi: float, ray: int = 0) -> str:
    """Name the nerve that Gray's figures give a place; empty where they are blank."""
    traced = [field.nerve for field in hits(segment, t, phi, ray) if field.provenance == "traced"]
    assert len(traced) <= 1
    return traced[0] if traced else ""


@pytest.mark.parametrize(
    ("expected", "segment", "t", "phi", "ray"),
    [
        ("saphenous_nerve", "leg", 0.6, 80.0, 0),
        ("saphenous_nerve", "leg", 0.15, 60.0, 0),
        ("saphenous_nerve", "leg", 0.3, 110.0, 0),
        ("saphenous_nerve", "foot", 0.35, 105.0, 0),
        ("lateral_femoral_cutaneous_nerve", "thigh", 0.5, 270.0, 0),
        ("lateral_femoral_cutaneous_nerve", "thigh", 0.15, 262.0, 0),
        ("anterior_cutaneous_branches_of_femoral_nerve", "thigh", 0.5, 10.0, 0),
        ("posterior_femoral_cutaneous_nerve", "thigh", 0.5, 180.0, 0),
        ("posterior_femoral_cutaneous_nerve", "leg", 0.1, 180.0, 0),
        ("lateral_sural_cutaneous_nerve", "leg", 0.2, 280.0, 0),
        ("superficial_fibular_nerve", "leg", 0.75, 315.0, 0),
        ("superficial_fibular_nerve", "foot", 0.65, 350.0, 0),
        ("superficial_fibular_nerve", "foot", 0.92, 60.0, 1),
        ("deep_fibular_nerve", "foot", 0.92, 15.0, 1),
        ("deep_fibular_nerve", "foot", 0.9, 20.0, 2),
        ("sural_nerve", "leg", 0.7, 190.0, 0),
        ("sural_nerve", "foot", 0.5, 270.0, 0),
        ("sural_nerve", "foot", 0.8, 265.0, 5),
        ("tibial_nerve", "foot", 0.1, 180.0, 0),
        ("medial_plantar_nerve", "foot", 0.6, 160.0, 0),
        ("medial_plantar_nerve", "foot", 0.9, 130.0, 1),
        ("lateral_plantar_nerve", "foot", 0.6, 225.0, 0),
        ("superior_gluteal_cutaneous_nerves", "trunk", 0.6, 145.0, 0),
        ("middle_gluteal_cutaneous_nerves", "trunk", 0.8, 172.0, 0),
        ("femoral_branch_of_genitofemoral_nerve", "trunk", 0.95, 27.0, 0),
        ("ilioinguinal_nerve", "thigh", 0.1, 45.0, 0),
        ("iliohypogastric_nerve", "trunk", 0.6, 123.0, 0),
        ("anterior_ramus_t12", "trunk", 0.55, 105.0, 0),
        ("", "trunk", 0.3, 20.0, 0),
        ("", "trunk", 0.99, 177.0, 0),
    ],
)
def test_known_places(expected: str, segment: str, t: float, phi: float, ray: int) -> None:
    assert nerve(segment, t, phi, ray) == expected


@pytest.mark.parametrize(
    ("landmark", "expected"),
    [
        ("medial-malleolus", "saphenous_nerve"),
        ("inner-shin", "saphenous_nerve"),
        ("outer-thigh", "lateral_femoral_cutaneous_nerve"),
        ("greater-trochanter", "lateral_femoral_cutaneous_nerve"),
        ("first-web-space", "deep_fibular_nerve"),
        ("little-toe", "sural_nerve"),
        ("lateral-malleolus", "sural_nerve"),
        ("lateral-heel", "sural_nerve"),
        ("dorsum-third-mtp", "superficial_fibular_nerve"),
        ("great-toe", "superficial_fibular_nerve"),
        ("popliteal-fossa", "posterior_femoral_cutaneous_nerve"),
        ("medial-arch", "saphenous_nerve"),
        ("calf", "sural_nerve"),
        ("perianal", ""),
        ("navel-level", ""),
    ],
)
def test_landmarks(landmark: str, expected: str) -> None:
    place = LANDMARKS[landmark]
    assert nerve(place.segment, place.t, place.phi, place.ray) == expected


def test_the_inner_leg_is_saphenous_from_knee_to_ankle_without_a_gap() -> None:
    for step in range(85):
        for phi in (35.0, 60.0, 80.0, 100.0):
            assert nerve("leg", 0.1 + 0.01 * step, phi) == "saphenous_nerve"


def test_traced_fields_never_overlap_and_every_other_one_says_why() -> None:
    draw = random.Random(3)
    for _ in range(6000):
        segment = draw.choice(SEGMENTS)
        ray = draw.randrange(6) if segment == "foot" else 0
        found = hits(segment, draw.random(), draw.uniform(0.0, 180.0 if segment == "trunk" else 360.0), ray)
        assert sum(field.provenance == "traced" for field in found) <= 1
        assert all(field.note for field in found if field.provenance != "traced")


def test_leg_and_foot_have_no_gap() -> None:
    draw = random.Random(5)
    places = [(draw.choice(("leg", "foot")), draw.uniform(0.0, 0.99), draw.uniform(0.0, 360.0)) for _ in range(3000)]
    assert sum(not hits(*place) for place in places) <= 3


def test_every_field_states_nerve_roots_doubt_and_provenance() -> None:
    nerves = load().nerves
    for key, field in FIELDS.items():
        assert key == f"{'gray' if field.provenance == 'traced' else 'described'}.{field.nerve}"
        assert field.uncertainty_deg is not None
        assert 20.0 <= field.uncertainty_deg <= 25.0
        assert set(field.roots) <= set(ROOTS)
        assert set(field.roots) & set(nerves[field.nerve].roots)


def test_the_named_skin_nerves_of_the_lower_limb_all_have_a_field() -> None:
    named = {
        "saphenous_nerve",
        "infrapatellar_branch_of_saphenous_nerve",
        "medial_crural_cutaneous_branches_of_saphenous_nerve",
        "lateral_femoral_cutaneous_nerve",
        "anterior_cutaneous_branches_of_femoral_nerve",
        "cutaneous_branch_of_obturator_nerve",
        "sural_nerve",
        "lateral_sural_cutaneous_nerve",
        "medial_sural_cutaneous_nerve",
        "superficial_fibular_nerve",
        "deep_fibular_nerve",
        "medial_plantar_nerve",
        "lateral_plantar_nerve",
        "medial_calcaneal_branches_of_tibial_nerve",
        "posterior_femoral_cutaneous_nerve",
        "superior_gluteal_cutaneous_nerves",
        "middle_gluteal_cutaneous_nerves",
        "inferior_gluteal_cutaneous_nerves",
        "iliohypogastric_nerve",
        "ilioinguinal_nerve",
        "femoral_branch_of_genitofemoral_nerve",
        "pudendal_nerve",
    }
    assert named <= {field.nerve for field in FIELDS.values()}


@pytest.mark.parametrize(
    ("branch", "whole", "least"),
    [
        ("infrapatellar_branch_of_saphenous_nerve", "saphenous_nerve", 0.5),
        ("medial_crural_cutaneous_branches_of_saphenous_nerve", "saphenous_nerve", 0.9),
        ("medial_sural_cutaneous_nerve", "sural_nerve", 0.9),
        ("medial_calcaneal_branches_of_tibial_nerve", "tibial_nerve", 0.9),
        ("inferior_gluteal_cutaneous_nerves", "posterior_femoral_cutaneous_nerve", 0.5),
        ("cutaneous_branch_of_obturator_nerve", "anterior_cutaneous_branches_of_femoral_nerve", 0.9),
    ],
)
def test_a_described_branch_lies_on_the_field_its_note_names(branch: str, whole: str, least: float) -> None:
    draw = random.Random(11)
    polygon = FIELDS[f"described.{branch}"].polygons[0]
    area = Shape([polygon.points], period=0.0)
    low, high = min(p for _, p in polygon.points), max(p for _, p in polygon.points)
    places = [(draw.random(), draw.uniform(low, high)) for _ in range(4000)]
    on_it = [nerve(polygon.segment, *place) == whole for place in places if place in area]
    assert len(on_it) > 50
    assert sum(on_it) >= least * len(on_it)


def test_the_saddle_and_the_place_above_the_pubis_are_described() -> None:
    assert [field.nerve for field in hits("trunk", 0.99, 176.0)] == ["pudendal_nerve"]
    assert [field.nerve for field in hits("trunk", 0.88, 5.0)] == ["iliohypogastric_nerve"]
