"""When something is asked again, what is kept of it, and how files that are wrong are met."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.files.errors import InputError
from viewer.study.question import Item
from viewer.study.results import results
from viewer.study.schedule import (
    MOST_ANSWERS,
    Answer,
    Progress,
    drawn,
    practice,
    read_progress,
    study_path,
    write_progress,
)

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ITEMS = tuple(
    Item(f"{kind}:{n}", kind, str(n), "muscles", "thigh", ("L4",)) for kind in ("find", "name") for n in range(12)
)


def noted(answers: list[bool], gap: timedelta = timedelta(days=1)) -> Progress:
    progress = Progress()
    when = NOW
    for right in answers:
        progress.note(ITEMS[0], right=right, view="front", when=when)
        when += gap
    return progress


@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_what_is_due_lies_after_the_answer(answers: list[bool]) -> None:
    progress = noted(answers)
    card = progress.cards[ITEMS[0].key]
    assert card.last_review is not None
    assert card.due > card.last_review
    assert len(progress.answers) == len(answers)


@given(st.lists(st.booleans(), max_size=8))
def test_a_wrong_answer_comes_back_sooner_than_a_right_one(before: list[bool]) -> None:
    right, wrong = noted([*before, True]), noted([*before, False])
    assert wrong.cards[ITEMS[0].key].due <= right.cards[ITEMS[0].key].due
    assert wrong.cards[ITEMS[0].key].due - NOW <= timedelta(days=len(before) + 1)


def test_right_answers_when_due_put_it_off_further_each_time() -> None:
    progress = Progress()
    when, gaps = NOW, []
    for _ in range(7):
        progress.note(ITEMS[0], right=True, view="front", when=when)
        due = progress.cards[ITEMS[0].key].due
        gaps.append(due - when)
        when = due
    assert all(later > sooner for sooner, later in itertools.pairwise(gaps))
    assert gaps[-1] > timedelta(days=60)


def test_what_is_due_comes_first_and_new_things_now_and_then() -> None:
    progress = Progress()
    for item in ITEMS[:6]:
        progress.note(item, right=False, view="front", when=NOW)
    later = NOW + timedelta(hours=2)
    asked = [practice(progress, ITEMS, later, seed) for seed in range(9)]
    known = [item for item in asked if item is not None and item.key in progress.cards]
    assert len(known) == 6
    assert len(progress.due(ITEMS, later)) == 6
    assert len(progress.fresh(ITEMS)) == len(ITEMS) - 6


def test_when_nothing_is_new_or_due_the_soonest_is_asked_rather_than_nothing() -> None:
    progress = Progress()
    for minute, item in enumerate(ITEMS):
        progress.note(item, right=True, view="front", when=NOW + timedelta(minutes=minute))
    assert practice(progress, ITEMS, NOW + timedelta(minutes=30), 1) == ITEMS[0]
    assert practice(progress, (), NOW, 1) is None


@given(st.integers(0, 10_000), st.integers(1, 30))
def test_an_examination_draws_different_items_and_every_way_of_asking(seed: int, count: int) -> None:
    found = drawn(ITEMS, count, seed)
    assert len(found) == len({item.key for item in found}) == min(count, len(ITEMS))
    assert found == drawn(ITEMS, count, seed)
    if count >= 2:
        assert {item.kind for item in found} == {"find", "name"}
    if count <= 12:
        assert len({item.subject for item in found}) == len(found)


# ------------------------------------------------------------------------ file

moments = st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)).map(
    lambda when: when.replace(microsecond=0)
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ITEMS), st.booleans(), st.booleans()), max_size=25), moments)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, given: list[tuple[Item, bool, bool]], when: datetime
) -> None:
    progress = Progress()
    for minute, (item, right, exam) in enumerate(given):
        progress.note(item, right=right, view="front", when=when + timedelta(minutes=minute), exam=exam)
    path = tmp_path_factory.mktemp("study") / "study.json"
    write_progress(path, progress)
    found = read_progress(path)
    assert found.notice is None
    assert found.writable
    assert found.progress.answers == progress.answers
    assert {key: card.to_dict() | {"card_id": 0} for key, card in found.progress.cards.items()} == {
        key: card.to_dict() | {"card_id": 0} for key, card in progress.cards.items()
    }


def test_nothing_is_kept_where_settings_are_switched_off() -> None:
    assert study_path(None) is None
    assert study_path(Path("/somewhere/settings.json")) == Path("/somewhere/study.json")
    assert read_progress(None).progress == Progress()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"schema_version": "1"}',
        '{"schema_version": 1}',
        '{"schema_version": 1, "cards": [], "answers": []}',
        '{"schema_version": 1, "cards": {"a": {}}, "answers": []}',
        '{"schema_version": 1, "cards": {}, "answers": [["now", "a", true, "b", "c", "d", false]]}',
        '{"schema_version": 1, "cards": {}, "answers": [["2026-01-01T00:00:00+00:00", 5, true, "b", "c", "d", false]]}',
        '{"schema_version": 1, "cards": {}, "answers": [["2026-01-01T00:00:00", "a", true, "b", "c", "d", false]]}',
        '{"schema_version": 1, "cards": {"a": {"state": 2, "step": null, "stability": NaN, "difficulty": 5, "due":'
        ' "2026-01-01T00:00:00+00:00", "last_review": null}}, "answers": []}',
        "[" * 100_000,
    ],
)
def test_a_damaged_file_is_kept_aside_and_one_sentence_says_so(content: str, tmp_path: Path) -> None:
    path = tmp_path / "study.json"
    path.write_text(content)
    found = read_progress(path)
    assert found.progress == Progress()
    assert str(found.notice).endswith("you begin anew.")
    assert found.writable
    assert not path.exists()
    assert (tmp_path / "study.damaged-1.json").read_text() == content


def test_a_second_damaged_file_does_not_replace_the_first(tmp_path: Path) -> None:
    for word in ("one", "two"):
        (tmp_path / "study.json").write_text(word)
        read_progress(tmp_path / "study.json")
    assert [path.read_text() for path in sorted(tmp_path.iterdir())] == ["one", "two"]


def test_a_file_of_a_newer_version_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "study.json"
    path.write_text(json.dumps({"schema_version": 2, "decks": 7}))
    found = read_progress(path)
    assert not found.writable
    assert "newer version" in str(found.notice)
    assert json.loads(path.read_text())["decks"] == 7


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        write_progress(tmp_path / "file" / "study.json", Progress())


def test_only_the_last_answers_are_kept() -> None:
    progress = Progress(answers=[Answer(NOW, "a:b", True, "skin", "leg", "front")] * MOST_ANSWERS)
    progress.note(ITEMS[0], right=False, view="front", when=NOW)
    assert len(progress.answers) == MOST_ANSWERS
    assert progress.answers[-1].item == ITEMS[0].key


def test_no_name_and_nothing_of_a_patient_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "study.json"
    write_progress(path, noted([True, False]))
    raw = json.loads(path.read_text())
    assert set(raw) == {"schema_version", "cards", "answers"}
    assert all(len(answer) == 7 for answer in raw["answers"])


# --------------------------------------------------------------------- results


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["skin", "bones"]), st.sampled_from(["front", "sole"]))))
def test_every_answer_is_counted_once_in_each_group(answers: list[tuple[bool, str, str]]) -> None:
    found = results([Answer(NOW, "a:b", right, topic, "leg", view) for right, topic, view in answers])
    assert found.whole.total == len(answers)
    for _, tallies in found.groups:
        assert sum(tally.total for tally in tallies) == len(answers)
        assert sum(tally.right for tally in tallies) == found.whole.right
        assert all(tally.total > 0 and 0.0 <= tally.share <= 1.0 for tally in tallies)
