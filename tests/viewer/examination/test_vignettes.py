"""Vignettes: what `roots` and `examine` must find in people as they come, and must not (`vignettes.toml`).

``stands`` gives for a root the words that are accepted, ``none`` where it may go unnamed; ``first`` the roots that
stand best; ``against`` what must speak against one. ``discs`` are words of which each must stand in a line about discs
(empty: there is none), ``no_discs`` words that must not. ``left_over`` of a look-alike is what it does not explain;
``fits`` and ``differs`` hold at least these items, and none where empty. ``urgencies`` are those of all warnings.
``rest`` among the findings enters the rest as normal. ``lit_roots`` are those whose nerves the picture lights.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from annotations import Knowledge, load
from meshes.body import Structure
from places import DATA
from viewer.cli.asking import read_symptom
from viewer.examination.answer import examination_answer, examination_lines
from viewer.examination.fitting_roots import roots_answer, roots_lines
from viewer.examination.items import read_entries, rest_normal
from viewer.examination.result import Result, result_of
from viewer.resolve.regions import lit_regions_of
from viewer.state.view_state import ViewState

FILE = DATA / "vignettes.toml"
VIGNETTES: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["vignette"]
WORDS = ("strong", "moderate", "weak")


@dataclass
class Told:
    """What was answered, in one form for both commands."""

    lines: list[str]
    stands: dict[str, str]
    against: dict[str, list[str]]
    discs: list[str]
    urgencies: list[str]
    contradictions: list[str]
    look_alikes: list[str]
    explained: dict[str, dict[str, list[str]]]
    settle: dict[str, list[str]]
    figures: list[str]
    examination: bool

    @property
    def first(self) -> list[str]:
        """The roots with the best word."""
        best = min(self.stands.values(), key=WORDS.index, default="")
        return [root for root, word in self.stands.items() if word == best]


def of_roots(case: dict[str, Any], knowledge: Knowledge) -> Told:
    """Answer ``roots``."""
    answer: Any = roots_answer(knowledge, [read_symptom(word, knowledge) for word in case["symptoms"]])
    names = ("symptom", "finding")
    return Told(
        roots_lines(answer),
        {item["root"]: item["support"] for item in answer["roots"]},
        {item["root"]: [one[name] for one in item["against"] for name in names] for item in answer["roots"]},
        [f"{disc['level']}, {disc['place']}: {disc['root']}. {disc['text']}" for disc in answer["disc_levels"]],
        [flag["urgency"] for flag in answer["red_flags"]],
        [item["kind"] for item in answer["contradictions"]],
        [mimic["mimic"] for mimic in answer["mimics"]],
        {m["mimic"]: {"left_over": [one["symptom"] for one in m["unexplained"]]} for m in answer["mimics"]},
        {item["root"]: [one["item"] for one in item["settle"]] for item in answer["roots"]},
        [],
        examination=False,
    )


def of_examine(case: dict[str, Any], knowledge: Knowledge) -> Told:
    """Answer ``examine``, of the side that was found most on."""
    words = [word for word in case["findings"] if word != "rest"]
    entries = read_entries(words, knowledge)
    if len(words) < len(case["findings"]):
        entries = rest_normal(entries, knowledge)
    result: Result = result_of(entries, knowledge)
    answer = examination_answer(entries, result, knowledge)
    side = max(result.sides, key=lambda one: (len(one.lost), len(one.entered))).side
    roots = [item for item in answer["roots"] if item["side"] == side]
    alike = [one for one in answer["look_alikes"] if one["side"] == side]
    return Told(
        examination_lines(entries, result, knowledge),
        {item["root"]: item["support"] for item in roots if item["support"] is not None},
        {item["root"]: [one["item"] for one in (*item["against"], *item["little"])] for item in roots},
        [disc["text"] for disc in answer["disc_levels"]],
        [warned["urgency"] for warned in answer["warnings"]],
        [item["kind"] for item in (*answer["patterns"], *answer["discordant"])],
        [one["mimic"] for one in alike],
        {one["mimic"]: {"fits": one["fits"], "differs": one["differs"]} for one in alike},
        {},
        list(answer["figures"]),
        examination=True,
    )


@pytest.fixture(params=VIGNETTES, ids=lambda case: case["name"])
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    """One person."""
    found: dict[str, Any] = request.param
    return found


def answers(case: dict[str, Any]) -> Iterator[tuple[Told, dict[str, Any]]]:
    """Give the answers to one vignette, each with what is wanted of it."""
    if "roots" in case:
        yield of_roots(case, load()), case["roots"]
    if "examine" in case:
        yield of_examine(case, load()), case["examine"]


def test_the_roots_stand_as_they_must(case: dict[str, Any]) -> None:
    for told, wanted in answers(case):
        for root, accepted in wanted.get("stands", {}).items():
            assert told.stands.get(root, "none") in accepted.split(), (root, told.stands)
        if "first" in wanted:
            assert set(told.first) == set(wanted["first"]), told.stands
        for root, keys in wanted.get("against", {}).items():
            assert set(keys) <= set(told.against[root]), root
        for root, keys in wanted.get("settle", {}).items():
            assert set(keys) <= set(told.settle[root]), root
        for root, key in wanted.get("settle_first", {}).items():
            assert told.settle[root][0] == key, root


def test_discs_are_those_that_the_roots_allow(case: dict[str, Any]) -> None:
    for told, wanted in answers(case):
        if wanted.get("discs") == []:
            assert told.discs == []
        for words in wanted.get("discs", ()):
            assert any(words in disc for disc in told.discs), (words, told.discs)
        for words in wanted.get("no_discs", ()):
            assert not any(words in disc.partition(". ")[0] for disc in told.discs), (words, told.discs)
        if "first_disc" in wanted:
            assert wanted["first_disc"] in told.discs[0]


def test_warnings_come_and_come_first(case: dict[str, Any]) -> None:
    for told, wanted in answers(case):
        if "urgencies" in wanted:
            assert sorted(set(told.urgencies)) == sorted(wanted["urgencies"])
        assert not set(wanted.get("not_urgencies", ())) & set(told.urgencies)
        if "says_first" in wanted:
            assert told.lines[0].startswith(wanted["says_first"])


def test_what_does_not_fit_together_is_said(case: dict[str, Any]) -> None:
    for told, wanted in answers(case):
        assert set(wanted.get("contradictions", ())) <= set(told.contradictions), told.contradictions


def test_look_alikes_are_told_from_the_root(case: dict[str, Any]) -> None:
    for told, wanted in answers(case):
        assert set(wanted.get("look_alikes", ())) <= set(told.look_alikes), told.look_alikes
        assert not set(wanted.get("not_look_alikes", ())) & set(told.look_alikes)
        if "first_look_alike" in wanted:
            assert told.look_alikes[0] == wanted["first_look_alike"], told.look_alikes
        for how in ("left_over", "fits", "differs"):
            for mimic, keys in wanted.get(how, {}).items():
                found = told.explained[mimic][how]
                assert set(keys) <= set(found) if keys else not found, (mimic, how, found)
        assert set(wanted.get("figures", ())) <= set(told.figures)


def test_the_words_say_it_and_say_nothing_worse(case: dict[str, Any]) -> None:
    for told, wanted in answers(case):
        whole = "\n".join(told.lines)
        for words in (*wanted.get("says", ()), *wanted.get("says_in_order", ())):
            assert words in whole, words
        for words in wanted.get("never_says", ()):
            assert words not in whole, words
        places = [whole.index(words) for words in wanted.get("says_in_order", ())]
        assert places == sorted(places)
        if wanted.get("look_alikes_before_roots"):
            root = next(i for i, line in enumerate(told.lines) if line.endswith(("(weak)", "(moderate)", "(strong)")))
            alike = next(i for i, line in enumerate(told.lines) if line.startswith("Keep in mind"))
            assert alike < root


def test_the_picture_lights_what_is_supported(case: dict[str, Any], structures: dict[str, Structure]) -> None:
    for _, wanted in answers(case):
        if "symptoms" not in case:
            continue
        picks = tuple(read_symptom(word, load()) for word in case["symptoms"])
        regions = lit_regions_of(ViewState(symptoms=picks), load(), structures)
        lit = {key.split(".")[0] for key in regions.muscles}
        assert not set(wanted.get("unlit", ())) & lit
        if "lit_roots" in wanted:
            assert set(regions.nerves.values()) <= set(wanted["lit_roots"])
