"""The reading ease of German and Spanish, measured."""

import pytest

from viewer.i18n.readability import Readability, readability


def rules(language: str) -> Readability:
    found = readability(language)
    assert found is not None
    return found


SPOKEN = {
    "de": {"Knie": 1, "Bein": 1, "Wurzel": 2, "Knöchel": 2, "Oberschenkel": 4, "Zehe": 2, "quer": 1, "taub": 1},
    "es": {
        "pie": 1,
        "raíz": 2,
        "pierna": 2,
        "que": 1,
        "siguió": 2,
        "muy": 1,
        "tobillo": 3,
        "área": 3,
        "agüero": 3,
        "leyes": 2,
        "aéreo": 4,
    },
}


@pytest.mark.parametrize(
    ("language", "word", "count"),
    [(language, word, count) for language, spoken in SPOKEN.items() for word, count in spoken.items()],
)
def test_syllables(language: str, word: str, count: int) -> None:
    assert rules(language).syllables(word) == count


def test_ease_of_known_texts() -> None:
    # Five words, one sentence; five and eight syllables.
    assert rules("de").ease("Das Knie tut sehr weh.") == pytest.approx(180 - 5 - 58.5 * 5 / 5)
    assert rules("es").ease("La pierna me duele mucho.") == pytest.approx(206.84 - 60 * 8 / 5 - 1.02 * 5)


def test_a_text_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="holds no word"):
        rules("de").ease("...")


def test_a_language_without_rules_is_not_graded() -> None:
    assert readability("en") is None
    assert readability("fr") is None
