"""The reading ease of German and Spanish, measured."""

import pytest

from annotations.reading import ease, foreign_syllables

SPOKEN = {
    "de": {"Knie": 1, "Bein": 1, "Wurzel": 2, "Knöchel": 2, "Oberschenkel": 4, "Zehe": 2, "quer": 1, "taub": 1},
    "es": {"pie": 1, "raíz": 2, "pierna": 2, "que": 1, "siguió": 2, "muy": 1, "tobillo": 3, "área": 3, "agüero": 3},
}


@pytest.mark.parametrize(
    ("language", "word", "count"),
    [(language, word, count) for language, spoken in SPOKEN.items() for word, count in spoken.items()],
)
def test_syllables(language: str, word: str, count: int) -> None:
    assert foreign_syllables(word, language) == count


def test_ease_of_known_texts() -> None:
    # Five words, one sentence; five and eight syllables.
    assert ease("Das Knie tut sehr weh.", "de") == pytest.approx(180 - 5 - 58.5 * 5 / 5)
    assert ease("La pierna me duele mucho.", "es") == pytest.approx(206.84 - 60 * 8 / 5 - 1.02 * 5)


def test_ease_refuses_other_languages_and_no_words() -> None:
    with pytest.raises(ValueError, match="'fr'; accepted: de, es"):
        ease("Le genou.", "fr")
    with pytest.raises(ValueError, match="holds no word"):
        ease("...", "de")
