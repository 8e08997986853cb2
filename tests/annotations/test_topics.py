"""Claims and figures by topic."""

from dataclasses import replace

import pytest

from annotations import load
from annotations.model import Audience, Symptom
from annotations.topics import claims_about, findings_about, topics_of

L4_SYMPTOMS = [
    symptom
    for symptom in load().symptoms.values()
    if any(link.root == "L4" and link.strength != "weak" for link in symptom.roots)
]


@pytest.mark.parametrize("symptom", L4_SYMPTOMS, ids=lambda symptom: symptom.key)
def test_students_and_physicians_find_more_about_every_l4_symptom(symptom: Symptom) -> None:
    audiences: tuple[Audience, ...] = ("student", "physician")
    for audience in audiences:
        found = claims_about(load(), topics_of(symptom), audience)
        assert found
        assert len(found) == len(set(found))
        assert {claim.audience for claim in found} == {audience}


def test_the_nearest_topic_comes_first() -> None:
    found = claims_about(load(), ("tibialis_anterior", "weakness"), "physician")
    assert found[0].key == "tibialis-anterior-disputed"
    assert "motor-deficit-timing" in [claim.key for claim in found]


def test_figures_of_a_sign() -> None:
    keys = [finding.key for finding in findings_about(load(), topics_of(load().symptoms["knee-jerk-weak"]))]
    assert keys[0] == "patellar-reflex"
    assert "pooled-sensory-motor-reflex" in keys


def test_nothing_about_nothing() -> None:
    assert claims_about(load(), (), "student") == ()
    assert findings_about(replace(load(), findings={}), ("L4",)) == ()
