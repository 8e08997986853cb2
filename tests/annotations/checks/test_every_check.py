"""The committed data pass every check, and each check notices when its fact is broken."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from annotations import Knowledge, Problem, load, validate
from annotations.model import BandPoint, ChartPolygon, Passage, Territory
from annotations.validate import checks

Change = Callable[[Knowledge], Knowledge]
BOWTIE = ((0.1, 0.0), (0.9, 90.0), (0.9, 0.0), (0.1, 90.0))
SQUARE = ((0.1, 0.0), (0.1, 90.0), (0.9, 90.0), (0.9, 0.0))


def changed(table: str, key: str, **fields: Any) -> Change:
    """Make a change that replaces fields of one record."""

    def change(knowledge: Knowledge) -> Knowledge:
        records = dict(getattr(knowledge, table))
        records[key] = replace(records[key], **fields)
        tables: dict[str, Any] = {table: records}
        return replace(knowledge, **tables)

    return change


def without(table: str, key: str) -> Change:
    """Make a change that removes one record."""

    def change(knowledge: Knowledge) -> Knowledge:
        records = {name: record for name, record in getattr(knowledge, table).items() if name != key}
        tables: dict[str, Any] = {table: records}
        return replace(knowledge, **tables)

    return change


def drawn(*polygons: ChartPolygon, **fields: Any) -> Change:
    """Make a change that replaces the polygons (and fields) of the first territory."""

    def change(knowledge: Knowledge) -> Knowledge:
        return changed("territories", next(iter(knowledge.territories)), polygons=polygons, **fields)(knowledge)

    return change


def shifted(territories: str, dt: float, dphi: float) -> Change:
    """Make a change that moves all territories whose key begins so."""

    def moved(territory: Territory) -> Territory:
        polygons = tuple(
            replace(polygon, points=tuple((t + dt, phi + dphi) for t, phi in polygon.points))
            for polygon in territory.polygons
        )
        return replace(territory, polygons=polygons) if territory.key.startswith(territories) else territory

    return lambda k: replace(k, territories={key: moved(item) for key, item in k.territories.items()})


def _l4(knowledge: Knowledge) -> Territory:
    return knowledge.territories["keegan_garrett.L4.core"]


WHY = "pain-inner-shin-why"
SHIN = "pain-inner-shin"
BROKEN: dict[str, list[Change]] = {
    "check_sources_exist": [changed("claims", WHY, sources=("nobody1999",)), without("sources", "murphy2009")],
    "check_sources_used": [lambda k: replace(k, claims={}, symptoms={}, findings={}, care={}, mimics={}, roots={})],
    "check_records_have_sources": [changed("claims", WHY, sources=()), changed("muscles", "soleus", sources=())],
    "check_provenance": [changed("claims", WHY, sources=("kendall",)), changed("sources", "suri2011", read="")],
    "check_texts_not_empty": [changed("claims", WHY, text=" "), changed("roots", "L4", course="")],
    "check_roots_exist": [without("roots", "L4"), changed("nerves", "femoral_nerve", roots=("L6",))],
    "check_main_root": [changed("reflexes", "knee-jerk", main_root="S1")],
    "check_nerves_exist": [without("nerves", "saphenous_nerve"), changed("muscles", "soleus", nerves=("tibal_nerve",))],
    "check_nerve_fields_name_a_nerve": [
        without("nerves", "saphenous_nerve"),
        changed("nerve_fields", "gray.saphenous_nerve", roots=()),
    ],
    "check_nerve_tree": [changed("nerves", "femoral_nerve", branches=())],
    "check_muscles_exist": [without("muscles", "tibialis_anterior")],
    "check_maps_exist": [lambda k: replace(k, maps={}), lambda k: replace(k, territories={})],
    "check_about": [changed("claims", "far-lateral", about=("L44",)), without("reflexes", "knee-jerk")],
    "check_mimics_name_symptoms": [
        changed("mimics", "knee-joint", symptoms=()),
        changed("mimics", "knee-joint", symptoms=(SHIN, SHIN)),
        changed("mimics", "knee-joint", symptoms=("pain-inner-shim",)),
    ],
    "check_contradictions": [
        changed("symptoms", SHIN, contradicts=("pain-inner-shim",)),
        changed("symptoms", SHIN, contradicts=(SHIN,)),
        without("findings", "patellar-reflex"),
    ],
    "check_examination_keys_exist": [
        changed("examination", "calf", findings=("nothing",)),
        changed("examination", "calf", symptoms=("nothing",)),
        changed("examination", "pin-prick-l4", key_point="L9"),
        changed("mimics", "femoral-neuropathy", kept=("nothing",)),
        changed("examination", "anal-tone", raises="nothing"),
        changed("mimics", "femoral-neuropathy", kept=("quadriceps",)),
        changed("mimics", "femoral-neuropathy", either=("quadriceps",)),
    ],
    "check_examination_relates_to_roots": [
        changed("examination", "calf", roots=()),
        lambda k: changed("examination", "calf", roots=k.examination["calf"].roots[::-1])(k),
        lambda k: changed("examination", "calf", roots=k.examination["calf"].roots[:1] * 2)(k),
    ],
    "check_key_points_are_examined": [
        changed("examination", "calf", key_point="S1"),
        changed("examination", "pin-prick-l4", key_point=None),
        changed("examination", "pin-prick-l4", key_point="L3"),
        changed("examination", "light-touch-outer-thigh", nerves=()),
    ],
    "check_examination_says_how": [
        changed("examination", "calf", act=None),
        changed("examination", "calf", how=""),
        changed("examination", "calf", at=()),
        changed("examination", "plantar-response", at=("heel",)),
        changed("examination", "calf", view="nowhere"),
        changed("examination", "pin-prick-l4", at=("heel",)),
    ],
    "check_graded_by_a_scale": [
        changed("examination", "anal-tone", scale=None),
        changed("examination", "anal-tone", raises=None),
    ],
    "check_findings_have_own_keys": [
        lambda k: replace(k, findings={**k.findings, SHIN: replace(k.findings["patellar-reflex"], key=SHIN)}),
    ],
    "check_root_links": [
        lambda k: changed("symptoms", SHIN, roots=k.symptoms[SHIN].roots * 2)(k),
        lambda k: changed("findings", "patellar-reflex", roots=k.findings["patellar-reflex"].roots * 2)(k),
    ],
    "check_symptom_claims": [
        without("claims", WHY),
        changed("symptoms", SHIN, explanation=(WHY,)),
        changed("claims", WHY, audience="physician"),
    ],
    "check_patient_claims_used": [without("symptoms", "numb-inner-ankle")],
    "check_symptoms_light_something": [
        changed("symptoms", SHIN, lights_pain=False, lights_skin=False, muscles=(), nerves=()),
        changed("symptoms", SHIN, roots=()),
        changed("symptoms", "numb-outer-thigh", nerve_fields=(), nerves=()),
    ],
    "check_symptoms_of_no_root": [
        changed("symptoms", "numb-outer-thigh", nerve_fields=("femoral_nerve",)),
        changed("symptoms", "numb-outer-thigh", lights_skin=True),
        changed("symptoms", "pain-behind-knee", lights_pain=True),
    ],
    "check_symptom_nerves_carry_the_root": [changed("symptoms", SHIN, nerves=("sural_nerve",))],
    "check_symptom_muscles_have_the_root": [changed("symptoms", SHIN, muscles=("soleus",))],
    "check_symptom_pain_bands": [without("pain_bands", "L4"), without("pain_bands", "S1")],
    "check_symptom_synonyms": [changed("symptoms", SHIN, synonyms=("a", "b", "c", "d", "d"))],
    "check_symptom_views": [changed("symptoms", SHIN, view="sideways")],
    "check_warnings": [
        changed("symptoms", "saddle-numbness", urgency=None),
        changed("symptoms", "saddle-numbness", urgency="urgent"),
        changed("symptoms", SHIN, urgency="urgent"),
        without("red_flags", "cold-pale-leg"),
    ],
    "check_territories_have_polygons": [drawn()],
    "check_nerve_fields_have_polygons": [changed("nerve_fields", "gray.sural_nerve", polygons=())],
    "check_skin_areas_are_whole": [
        changed("skin_areas", "saddle", rim_mm=0.0),
        changed("skin_areas", "saddle", rim_mm=400.0),
        changed("skin_areas", "saddle", whole=()),
        changed("skin_areas", "saddle", rim=("S3",)),
        changed("skin_areas", "saddle", rim=("S9",)),
    ],
    "check_skin_areas_exist": [
        changed("symptoms", "saddle-numbness", skin_area="seat"),
        changed("scenes", "large-central-herniation", skin_area="seat"),
        changed("skin_areas", "saddle", whole=("T12",)),
    ],
    "check_views_of_areas": [changed("symptoms", "saddle-numbness", skin_area=None)],
    "check_scenes_with_a_warning_keep_to_an_area": [changed("scenes", "large-central-herniation", skin_area=None)],
    "check_map_conflicts_exist": [
        changed("map_conflicts", "isncsci_chart.L1", map="nobody"),
        changed("map_conflicts", "isncsci_chart.L1", root="L9"),
    ],
    "check_no_overlap": [
        shifted("keegan_garrett.L4", 0.0, 2.0),
        drawn(*(3 * (ChartPolygon("leg", SQUARE),))),
        lambda k: replace(k, territories={**k.territories, "twice": replace(_l4(k), key="twice", root="L5")}),
    ],
    "check_no_slivers": [shifted("keegan_garrett.L4", 0.0, 2.0), shifted("isncsci_chart.L5", 0.0, -2.5)],
    "check_segments": [drawn(ChartPolygon("arm", SQUARE))],
    "check_inside_chart": [
        drawn(ChartPolygon("leg", ((-0.3, 0.0), *SQUARE[1:]))),
        drawn(ChartPolygon("leg", ((0.1, -600.0), *SQUARE[1:]))),
    ],
    "check_simple": [
        drawn(ChartPolygon("leg", BOWTIE)),
        drawn(ChartPolygon("leg", SQUARE[:2])),
        changed("nerve_fields", "gray.sural_nerve", polygons=(ChartPolygon("leg", BOWTIE),)),
    ],
    "check_rays": [drawn(ChartPolygon("leg", SQUARE, (1,))), drawn(ChartPolygon("foot", SQUARE, (6,)))],
    "check_pain_bands": [
        changed("pain_bands", "L4", points=()),
        changed("symptoms", "calf-cramps", felt=(BandPoint("leg", 0.1, 180, 20, 1),)),
        changed("pain_bands", "L4", points=(BandPoint("leg", 0.1, 0, 0, 1), BandPoint("leg", 0.2, 0, 20, 1))),
        changed("pain_bands", "L4", points=(BandPoint("leg", 0.1, 0, 20, 1.5), BandPoint("leg", 0.2, 0, 20, 1))),
    ],
    "check_uncertainty": [
        drawn(ChartPolygon("leg", SQUARE), uncertainty_deg=-1.0),
        changed("nerve_fields", "gray.sural_nerve", uncertainty_deg=200.0),
    ],
    "check_patient_texts_are_easy": [
        changed("claims", WHY, text="Radiculopathy necessitates immediate neurological investigation by specialists."),
        changed(
            "skin_areas", "saddle", text="The perineal distribution necessitates immediate neurological evaluation."
        ),
        changed("map_conflicts", "isncsci_chart.L1", text="The delineation contradicts its constituent definitions."),
        lambda k: changed(
            "scenes",
            "l3-4-posterolateral-herniation",
            patient=k.scenes["l3-4-posterolateral-herniation"].physician,
        )(k),
    ],
    "check_patient_texts_do_not_diagnose": [
        changed("claims", WHY, text="You have a slipped disc."),
        changed("care", "will-it-get-better", text="Your chance is good."),
    ],
    "check_texts_are_clean": [changed("claims", WHY, text="Two  spaces."), changed("claims", WHY, text="No stop")],
    "check_dois": [
        changed("sources", "suri2011", doi="https://doi.org/10.1/x"),
        changed("sources", "suri2011", pmid="PMC12"),
        changed("sources", "suri2011", doi="10.1186/1746-1340-17-9"),
    ],
    "check_years": [changed("sources", "suri2011", year=20111)],
    "check_findings_are_whole": [
        changed("findings", "achilles-reflex", likelihood_ratio=""),
        changed("findings", "achilles-reflex", n=0),
        changed("findings", "whole-examination-l4", small_study=True),
    ],
    "check_roots_are_whole": [
        changed("roots", "S3", reflex=" "),
        changed("roots", "L5", told_apart=""),
        changed("roots", "L1", neighbours=()),
    ],
    "check_roots_have_a_key_point": [without("key_points", "T12")],
    "check_roots_say_their_key_muscle": [
        without("key_muscles", "L4"),
        changed("roots", "S2", key_muscle="Toe spreading."),
    ],
    "check_roots_have_skin": [
        lambda k: replace(k, territories={key: t for key, t in k.territories.items() if t.root != "S2"}),
    ],
    "check_muscle_roots_have_supplies": [
        lambda k: replace(k, supplies={}),
        lambda k: changed(
            "muscles", "soleus", roots={**k.muscles["soleus"].roots, "T12": k.muscles["soleus"].roots["S1"]}
        )(k),
        changed("muscles", "soleus", roots={}, note=""),
    ],
    "check_supplies": [
        changed("supplies", "isncsci.calf", muscles=()),
        changed("supplies", "isncsci.calf", main=("L4",)),
    ],
    "check_muscle_actions_have_two_wordings": [
        changed("muscles", "soleus", nerves=()),
        lambda k: changed("muscles", "soleus", plain_action=k.muscles["soleus"].action)(k),
    ],
    "check_topics_have_a_text_for_each_audience": [
        changed("care", "surgery", student=None),
        changed("care", "surgery", physician=None),
        lambda k: changed("care", "surgery", physician=k.care["surgery"].student)(k),
    ],
    "check_topics_are_all_there": [without("care", "heat-and-cold"), without("care", "l4-reflex")],
    "check_figures_lie_in_their_range": [
        changed("findings", "straight-leg-raise", sensitivity="1.92"),
        changed("findings", "straight-leg-raise", specificity="0.82"),
        changed("findings", "slump-knee-bend", specificity="38 %"),
        changed("findings", "whole-examination-l4", likelihood_ratio="62.8"),
        changed("findings", "straight-leg-raise-edx", likelihood_ratio="1.5"),
    ],
    "check_ratios_follow_from_their_figures": [
        changed("findings", "straight-leg-raise", likelihood_ratio="3.2"),
        changed("findings", "straight-leg-raise-edx", likelihood_ratio="1.35"),
        changed("findings", "two-signs-of-one-root", likelihood_ratio="1.2"),
    ],
    "check_marks_fit_their_sources": [
        changed("findings", "achilles-reflex", sources=("brainscape_2188827",)),
        changed("supplies", "open_anatomy_table.pectineus", provenance="read"),
    ],
    "check_weak_sources_do_not_count_as_read": [
        changed("findings", "achilles-reflex", sources=("chirogeek", "clinical_teaching")),
        changed("sources", "berra2021", weak="a blog"),
    ],
    "check_scene_keys": [
        changed("scenes", "l3-4-posterolateral-herniation", other_roots=("L6",)),
        changed("scenes", "l3-4-posterolateral-herniation", disc_level="l9-l10"),
        changed("scenes", "l3-4-posterolateral-herniation", red_flag="nothing"),
        changed("scenes", "l3-4-posterolateral-herniation", root="L5"),
    ],
    "check_scene_texts_do_not_diagnose": [
        lambda k: changed(
            "scenes",
            "l3-4-posterolateral-herniation",
            patient=Passage("You have this.", ("suri2011",), "read"),
        )(k),
    ],
    "check_scene_emergencies": [changed("scenes", "large-central-herniation", red_flag=None)],
    "check_symptoms_have_claims_for_every_audience": [
        without("claims", "cold-leg-for-students"),
        without("claims", "cold-leg-for-physicians"),
    ],
    "check_roots_of_the_leg_have_symptoms": [without("symptoms", "numb-groin")],
    "check_figures_have_interval_and_number": [
        changed("findings", "patellar-reflex", interval=""),
        changed("findings", "patellar-reflex", n=None),
        changed("findings", "patellar-reflex", people="14 studies"),
    ],
    "check_no_ratio_is_infinite": [
        changed("findings", "patellar-reflex", likelihood_ratio="infinite for L2 to L4"),
        changed("findings", "patellar-reflex", likelihood_ratio="no false positives"),
        changed("findings", "patellar-reflex", n=100),
        changed("findings", "patellar-reflex", small_study=False),
    ],
}


def test_validate_runs_all_checks() -> None:
    broken = changed("claims", WHY, sources=(), text="No stop")(
        changed("reflexes", "knee-jerk", main_root="S1")(load())
    )
    assert validate(load()) == []
    assert {problem.record for problem in validate(broken)} == {"reflexes.knee-jerk", f"claims.{WHY}"}


@pytest.mark.parametrize("name", checks())
def test_the_committed_data_pass(name: str) -> None:
    assert [str(problem) for problem in checks()[name](load())] == []


def test_every_check_is_broken_below() -> None:
    assert set(BROKEN) == set(checks())


@pytest.mark.parametrize(
    ("name", "change"),
    [(name, change) for name, broken in BROKEN.items() for change in broken],
    ids=[f"{name}-{number}" for name, broken in BROKEN.items() for number in range(len(broken))],
)
def test_a_broken_fact_is_noticed(name: str, change: Change) -> None:
    found = list(checks()[name](change(load())))
    assert found, f"{name} noticed nothing"
    assert all(isinstance(problem, Problem) and problem.record and problem.sentence.endswith(".") for problem in found)


def test_a_ratio_that_follows_is_accepted() -> None:
    for ratio in ("2.6", "2.63", "2.7"):
        knowledge = changed("findings", "two-signs-of-one-root", likelihood_ratio=ratio)(load())
        assert not list(checks()["check_ratios_follow_from_their_figures"](knowledge))
