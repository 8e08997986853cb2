"""What the data must say: the facts the product rests on, one by one."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from annotations import load
from annotations.model import ROOTS, Provenance
from annotations.model.walk import records
from annotations.reports.bibliography import bibliography, main
from places import ROOT
from viewer.i18n.catalogue import ENGLISH, LANGUAGES
from viewer.i18n.language import in_language
from viewer.skin.reading import reading_at
from viewer.state.view_state import ChartPlace

NAMES = ROOT.parent / "shared" / "knowledge" / "names.csv"
DRAWN = ROOT / "meshes" / "data" / "structures_nerves.csv"
NOT_LISTED = {
    *("adductor_part_of_adductor_magnus", "hamstring_part_of_adductor_magnus", "psoas_minor"),
    *("descending_branch_of_anterior_ramus_l4", "spinal_cord", "filum_terminale"),
    # names.csv has the four as one
    *(f"{number}_lumbrical_of_foot" for number in ("first", "second", "third", "fourth")),
}
L4_WAY = (
    *("rootlets_l4", "anterior_root_l4", "posterior_root_l4", "spinal_ganglion_l4", "spinal_nerve_l4"),
    *("posterior_ramus_l4", "anterior_ramus_l4", "posterior_division_of_anterior_ramus_l4"),
    *("anterior_division_of_anterior_ramus_l4", "lumbosacral_trunk", "femoral_nerve", "saphenous_nerve"),
    *("infrapatellar_branch_of_saphenous_nerve", "medial_crural_cutaneous_branches_of_saphenous_nerve"),
    *("obturator_nerve", "anterior_branch_of_obturator_nerve", "posterior_branch_of_obturator_nerve"),
    *("sciatic_nerve", "common_fibular_nerve", "deep_fibular_nerve", "tibial_nerve", "superior_gluteal_nerve"),
)


def test_roots_from_t12_to_s5() -> None:
    assert tuple(load().roots) == ROOTS


def test_l4_symptoms_in_every_group() -> None:
    l4 = [s for s in load().symptoms.values() if any(k.root == "L4" and k.strength != "weak" for k in s.roots)]
    assert len(l4) >= 20
    assert {s.group for s in l4} >= {"pain", "numbness", "weakness", "reflex", "movement"}


@pytest.mark.parametrize(
    "key",
    [
        *("saddle-numbness", "no-feeling-when-wiping", "urine-flow-change", "bladder-bowel-unfelt"),
        *("bladder-bowel-change", "new-sexual-numbness", "both-legs-weak", "sciatica-both-sides"),
        *("cold-pale-leg", "thigh-pain-on-blood-thinners", "cancer-with-nerve-signs", "calf-swollen-short-of-breath"),
    ],
)
def test_emergencies(key: str) -> None:
    symptom = load().symptoms[key]
    assert symptom.urgency == load().red_flags[key].urgency == "emergency"
    assert symptom.explanation[0] in ("emergency-act", "ambulance-act")


def test_no_two_warning_signs_are_found_by_the_same_words() -> None:
    for language in (ENGLISH, *LANGUAGES):
        signs = [symptom for symptom in in_language(load(), language).symptoms.values() if symptom.urgency]
        words = Counter(word.casefold() for sign in signs for word in (sign.text, *sign.synonyms))
        assert [word for word, count in words.items() if count > 1] == []


def test_weakness_always_says_what_to_do_when_it_is_new() -> None:
    for symptom in load().symptoms.values():
        if symptom.group == "weakness":
            assert "new-weakness-same-day" in symptom.explanation


def test_pain_never_lights_skin_alone_and_carries_the_caveat() -> None:
    caveat = load().claims["pain-may-not-match-map"]
    assert "64.1 %" in caveat.text
    assert caveat.sources == ("murphy2009",)
    for symptom in load().symptoms.values():
        if symptom.group == "pain" and symptom.roots and not symptom.felt:
            assert symptom.lights_pain
            assert not symptom.lights_skin


@pytest.mark.parametrize(
    ("muscle", "share"),
    [
        ("vastus_medialis", "major"),
        ("rectus_femoris", "major"),
        ("tibialis_anterior", "shared"),
        ("adductor_longus", "shared"),
        ("gracilis", "source-dependent"),
        ("gluteus_medius", "source-dependent"),
        ("extensor_hallucis_longus", "source-dependent"),
        ("first_lumbrical_of_foot", "source-dependent"),
    ],
)
def test_l4_shares(muscle: str, share: str) -> None:
    assert load().muscles[muscle].roots["L4"].share == share


@pytest.mark.parametrize(
    "muscle",
    ["gluteus_maximus", "soleus", "piriformis", "medial_head_of_gastrocnemius", "second_lumbrical_of_foot"],
)
def test_muscles_without_l4(muscle: str) -> None:
    assert "L4" not in load().muscles[muscle].roots


def test_a_share_that_rests_on_kendall_alone_is_recalled() -> None:
    for muscle in load().muscles.values():
        for share in muscle.roots.values():
            if set(share.sources) == {"kendall"}:
                assert (share.share, share.provenance) == ("source-dependent", "recalled")


@pytest.mark.parametrize(
    ("level", "place", "root"),
    [
        ("L3/4", "posterolateral (paracentral)", "L4"),
        ("L4/5", "posterolateral (paracentral)", "L5"),
        ("L4/5", "foraminal or far-lateral", "L4"),
        ("L5/S1", "posterolateral (paracentral)", "S1"),
    ],
)
def test_which_disc_meets_which_root(level: str, place: str, root: str) -> None:
    assert [d.root for d in load().disc_levels.values() if (d.level, d.place) == (level, place)] == [root]


def test_key_points_and_muscles_of_isncsci() -> None:
    assert load().key_points["L4"].landmark == "medial-malleolus"
    assert load().key_points["L5"].landmark == "dorsum-third-mtp"
    assert load().key_muscles["L4"].muscles == ("tibialis_anterior",)
    assert set(load().key_muscles) == {"L2", "L3", "L4", "L5", "S1"}


def test_l4_has_its_whole_way() -> None:
    for key in L4_WAY:
        assert "L4" in load().nerves[key].roots, key
        assert load().nerves[key].course, key


def test_symptom_nerves_run_from_centre_to_periphery() -> None:
    nerves = load().nerves
    for symptom in load().symptoms.values():
        for number, key in enumerate(symptom.nerves):
            assert nerves[key].parent not in symptom.nerves[number:], f"{symptom.key}: {key} stands before its parent"


def test_suri_gives_no_sensitivity() -> None:
    for finding in load().findings.values():
        if finding.sources[0] == "suri2011":
            assert finding.sensitivity == finding.specificity == ""
            assert finding.n == 54


def test_what_suri_prints_of_single_roots_is_told_with_its_intervals() -> None:
    printed = {  # abstract of Spine 2011;36:63-73
        "crossed-femoral-stretch": ("13", "1.8", "87"),
        "patellar-reflex": ("7.7", "1.7", "35"),
        "anterior-thigh-sensation": ("13", "1.8", "87"),
        "hip-abductor-strength": ("11", "1.3", "84"),
        "femoral-stretch-with-patellar-reflex": ("7.0", "2.3", "21"),
        "achilles-reflex": ("7.1", "0.96", "53"),
    }
    for key, (ratio, low, high) in printed.items():
        finding = load().findings[key]
        assert ratio in finding.likelihood_ratio.split(";")[-1], key
        assert f"{low} to {high}" in finding.interval, key
    wrong = load().findings["femoral-stretch"]
    assert "5.7" in wrong.likelihood_ratio
    assert "cannot be right" in wrong.interval


def test_all_maps_agree_on_l4_in_front_and_not_behind() -> None:
    """What sentences say of all maps holds for the front inner side of the lower leg, and not for the calf."""
    knowledge = load()

    def read(t: float, phi: float) -> set[str | None]:
        place = ChartPlace("leg", "right", t, phi)
        found = [reading.territory for reading in reading_at(knowledge, place).published]
        return {None if territory is None else territory.root for territory in found}

    assert read(0.5, 45.0) == read(0.8, 60.0) == {"L4"}
    assert read(0.5, 130.0) > {"L4"}
    for claim in (knowledge.claims["l4-core-skin"], knowledge.care["l4-skin"], knowledge.roots["L4"]):
        assert "front inner side" in getattr(claim, "skin", "") + getattr(claim, "text", "")


def test_a_weak_source_says_so_to_its_readers() -> None:
    sources = load().sources
    weak = [source for source in sources.values() if source.weak]
    assert weak
    assert all(source.weak.startswith("weak source: ") for source in weak)
    assert all(source.named.endswith(f"({source.weak})") for source in weak)
    assert sources["suri2011"].named == sources["suri2011"].citation


def test_no_record_is_surer_than_what_was_read() -> None:
    allowed: set[Provenance] = {"read", "list", "second-hand", "recalled"}
    marks = {getattr(record, "provenance", "recalled") for _, record in records(load())}
    assert allowed <= marks
    for claim in load().claims.values():
        if all(not load().sources[key].read for key in claim.sources):
            assert claim.provenance == "recalled", claim.key


def test_no_name_of_a_patient_or_machine_in_the_data() -> None:
    for file in (ROOT / "annotations" / "data").rglob("*.toml"):
        assert not re.search(r"/(home|root|work|tmp)/", file.read_text(encoding="utf-8")), file.name


@pytest.mark.skipif(not NAMES.exists(), reason="the names list is not beside the checkout")
@pytest.mark.atlas
def test_keys_and_numbers_are_those_of_the_names_list() -> None:
    with NAMES.open(encoding="utf-8", newline="") as file:
        rows = {row["key"]: row for row in csv.DictReader(file)}
    for muscle in load().muscles.values():
        if muscle.key not in NOT_LISTED:
            assert muscle.ta2 == rows[muscle.key]["ta2_id"], muscle.key
    with DRAWN.open(encoding="utf-8", newline="") as file:
        drawn = {row["key"] for row in csv.DictReader(file)}
    assert set(load().nerves) - NOT_LISTED <= set(rows) | drawn


def test_the_bibliography_is_current() -> None:
    page = ROOT / "docs" / "sources.md"
    said = "run: python -m annotations.reports.bibliography docs/sources.md"
    assert page.read_text(encoding="utf-8") == bibliography(load()), said


def test_the_bibliography_is_written_whole(tmp_path: Path) -> None:
    assert main([str(tmp_path / "sources.md")]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["sources.md"]
    text = (tmp_path / "sources.md").read_text(encoding="utf-8")
    assert text.count("\n- `") == len(load().sources)
    assert "https://doi.org/10.1186/1746-1340-17-9" in text


@pytest.mark.parametrize("table", ["structures.csv", "structures_nerves.csv"])
def test_the_body_has_what_symptoms_light(table: str) -> None:
    with (ROOT / "meshes" / "data" / table).open(encoding="utf-8", newline="") as file:
        drawn = {row["key"].removesuffix(".right").removesuffix(".left") for row in csv.DictReader(file)}
    spoken = {key for s in load().symptoms.values() for key in (s.nerves if "nerves" in table else s.muscles)}
    assert spoken - drawn <= {"longissimus_thoracis", "iliocostalis_lumborum"}


def test_what_relates_to_no_root_is_explained_without_naming_one() -> None:
    knowledge = load()
    for symptom in knowledge.symptoms.values():
        for key in () if symptom.roots else symptom.explanation:
            assert not re.search(r"\b[LST]\d", knowledge.claims[key].text), f"{symptom.key} is explained by {key}"
