"""The reading grade, measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.reading import grade, syllables, words

SPOKEN = {
    "nerve": 1, "root": 1, "pressed": 1, "tested": 2, "muscle": 2, "muscles": 2, "table": 2, "changes": 2, "touches": 2,
    "fibres": 2, "sides": 1, "feeling": 2, "saphenous": 3, "obturator": 4, "numbness": 2, "bladder": 2, "area": 3,
    "people": 2, "doctor": 2, "emergency": 4, "L4": 2, "isn't": 2, "usually": 4, "skin": 1, "ankle": 2, "weakness": 2,
}  # fmt: skip


@pytest.mark.parametrize(("word", "count"), SPOKEN.items())
def test_syllables_of_our_words(word: str, count: int) -> None:
    assert syllables(word) == count


def test_grade_of_a_known_text() -> None:
    # 10 words, 2 sentences, 12 syllables: 0.39 * 5 + 11.8 * 1.2 - 15.59.
    assert grade("The cat sat on the mat. It was very happy.") == pytest.approx(0.39 * 5 + 11.8 * 1.2 - 15.59)


def test_figures_do_not_end_a_sentence() -> None:
    assert grade("It was 64.1 % of them") == grade("It was 64.1 % of them.")


def test_hard_words_and_long_sentences_raise_the_grade() -> None:
    easy = "The nerve is pressed. The leg hurts."
    assert grade("The nerve is pressed and the leg hurts.") > grade(easy)
    assert grade("Radiculopathy necessitates neurological investigation.") > 15 > grade(easy)


def test_no_word_is_refused() -> None:
    with pytest.raises(ValueError, match="holds no word"):
        grade(" ... ")


@given(st.from_regex(r"[a-zA-Z]{1,20}", fullmatch=True))
def test_every_word_has_a_syllable_and_never_more_than_letters(word: str) -> None:
    assert 1 <= syllables(word) <= max(len(word), 1)


@given(st.lists(st.sampled_from(["pain", "ankle", "numbness", "L4"]), min_size=1, max_size=12))
def test_saying_it_twice_changes_no_grade(chosen: list[str]) -> None:
    sentence = " ".join(chosen) + "."
    assert len(words(sentence)) == len(chosen)
    assert grade(f"{sentence} {sentence}") == pytest.approx(grade(sentence))
