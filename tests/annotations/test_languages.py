"""German and Spanish say what the English says: complete, with its figures and levels, in plain sentences."""

import re
from dataclasses import replace

import pytest

from annotations import DataError, load
from annotations.languages import (
    LANGUAGES,
    MAY_BE_MISSING,
    UNTRANSLATED,
    Entry,
    catalogue,
    english,
    mark,
    parsed,
    translated,
)
from annotations.reading import PATIENT_EASE, ease, foreign_syllables, words_per_sentence

HEAD = 'schema_version = 1\n[catalogue.de]\nname = "Deutsch"\nreviewed = false\nnote = "n"\n'
SOLEUS = '[muscles.soleus]\nof = "01234567"\nplain_action = "Beugt."\n'
#: The part of a catalogue that students and physicians read.
LEARNT = "-learned"
#: Of a hundred paragraphs, how many may be harder than asked: some cannot be said more simply without a loss.
HARD_AT_MOST = 8

SPOKEN = {
    "de": {"Knie": 1, "Bein": 1, "Wurzel": 2, "Knöchel": 2, "Oberschenkel": 4, "Zehe": 2, "quer": 1, "taub": 1},
    "es": {"pie": 1, "raíz": 2, "pierna": 2, "que": 1, "siguió": 2, "muy": 1, "tobillo": 3, "área": 3, "agüero": 3},
}


def figures(text: str) -> list[str]:
    """List the figures and levels of a text, written one way."""
    return sorted(found.replace(",", ".") for found in re.findall(r"[LST]?\d+(?:[.,]\d+)?", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_a_patient_reads_is_translated(language: str) -> None:
    knowledge = load()
    other = translated(knowledge, language)
    there = dict(english(other))
    same = [name for name, texts in english(knowledge) if any(text in there[name] for text in texts)]
    assert same == []
    for key, symptom in knowledge.symptoms.items():
        assert not set(symptom.synonyms) & set(other.symptoms[key].synonyms)
        again = replace(other.symptoms[key], text=symptom.text, synonyms=symptom.synonyms, roots=symptom.roots)
        assert again == symptom


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_others_read_is_translated_and_nothing_else_changes(language: str) -> None:
    knowledge = load()
    other = translated(knowledge, language)
    there = dict(english(other, LEARNT))
    for (table, key), texts in english(knowledge, LEARNT):
        if table not in MAY_BE_MISSING:
            assert not any(text.startswith(UNTRANSLATED) for text in there[table, key]), key
            long = [text for text in texts if len(text.split()) > 3]
            assert not set(long) & set(there[table, key]), key
    for key, symptom in knowledge.symptoms.items():
        links = zip(symptom.roots, other.symptoms[key].roots, strict=True)
        assert all(replace(told, reason=link.reason) == link for link, told in links), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_their_figures_and_levels_are_those_of_the_english(language: str) -> None:
    entries = catalogue(language, LEARNT).entries
    for name, texts in english(load(), LEARNT):
        if name in entries and name[0] not in MAY_BE_MISSING:
            told = [text for value in entries[name].texts.values() for text in _listed(value)]
            assert figures(" ".join(told)) == figures(" ".join(texts)), name


def _listed(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)


def test_what_nobody_translated_is_marked() -> None:
    knowledge = load()
    care = {**knowledge.care, "surgery": replace(knowledge.care["surgery"], text="Something new.")}
    nerves = {**knowledge.nerves, "sural_nerve": replace(knowledge.nerves["sural_nerve"], course="Elsewhere now.")}
    other = translated(replace(knowledge, care=care, nerves=nerves), "es")
    assert other.care["surgery"].text == f"{UNTRANSLATED}Something new."
    assert other.care["surgery"].student is not None
    assert not other.care["surgery"].student.text.startswith(UNTRANSLATED)
    assert other.nerves["sural_nerve"].course == f"{UNTRANSLATED}Elsewhere now."


def sentences(entry: Entry) -> dict[str, str]:
    """Give the texts of an entry that are one text each: reasons of relations to roots are lists."""
    return {field: text for field, text in entry.texts.items() if isinstance(text, str)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_and_levels_are_those_of_the_english(language: str) -> None:
    entries = catalogue(language).entries
    for name, texts in english(load()):
        assert figures(" ".join(sentences(entries[name]).values())) == figures(" ".join(texts)), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_question_or_sentence_is_left_open(language: str) -> None:
    for (table, key), entry in catalogue(language).entries.items():
        for text in sentences(entry).values():
            assert text == " ".join(text.split()), key
            assert text.count("¿") == (text.count("?") if language == "es" else 0), key
        if table in ("claims", "care"):
            assert sentences(entry)["text"].endswith((".", "?")), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_patient_texts_are_easy(language: str) -> None:
    texts = {
        key: sentences(entry)["text"]
        for (table, key), entry in catalogue(language).entries.items()
        if table in ("claims", "care")
    }
    hard = {key for key, text in texts.items() if ease(text, language) < PATIENT_EASE[language]}
    long = {key for key, text in texts.items() if words_per_sentence(text) > 16}
    assert len(texts) >= 100
    assert len(hard) <= HARD_AT_MOST, hard
    assert len(long) <= HARD_AT_MOST, long


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_say_that_nobody_reviewed_them(language: str) -> None:
    assert not catalogue(language).reviewed
    assert catalogue(language).note == "awaiting a native reviewer"


def test_a_changed_english_text_is_shown_in_english() -> None:
    knowledge = load()
    claims = {**knowledge.claims, "keep-moving": replace(knowledge.claims["keep-moving"], text="This is new.")}
    other = translated(replace(knowledge, claims=claims), "de")
    assert other.claims["keep-moving"].text == f"{UNTRANSLATED}This is new."
    assert other.claims["scan-shows-more"].text.startswith("Bilder zeigen")


def test_english_stays_as_it_is() -> None:
    assert translated(load(), "en") is load()


def test_unknown_languages_are_named() -> None:
    with pytest.raises(DataError, match=r"Language 'fr' is unknown; accepted: en, de, es\."):
        translated(load(), "fr")
    with pytest.raises(DataError, match=r"Language '\.\./de' has no catalogue; accepted: de, es\."):
        catalogue("../de")


def test_a_mark_follows_the_text() -> None:
    assert re.fullmatch("[0-9a-f]{8}", mark(("a", "b")))
    assert len({mark(("a", "b")), mark(("a", "c")), mark(("ab",))}) == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("= 1", "is not valid TOML"),
        (HEAD.replace("= 1", "= 2"), "schema_version 2; this program reads 1"),
        (SOLEUS, "schema_version None"),
        (HEAD.replace("false", '"no"'), "catalogue.de needs name"),
        (HEAD.replace("catalogue.de", "catalogue.es"), "catalogue.de needs name"),
        (HEAD + "[rots.L4]\n", "unknown table 'rots'"),
        (HEAD + "[catalogues.de]\n", "unknown table 'catalogues'"),
        (HEAD + SOLEUS.replace("plain_action", "action"), "muscles.soleus needs exactly the fields of, plain_action"),
        (HEAD + SOLEUS.replace('"Beugt."', '" "'), "a text that is not empty is accepted"),
        (HEAD + SOLEUS.replace('"Beugt."', "4"), "muscles.soleus.plain_action is 4"),
        (HEAD + '[symptoms.a]\nof = "0"\ntext = "t"\nsynonyms = "s"\n', "a list of texts is accepted"),
        (HEAD + '[symptoms.a]\nof = "0"\ntext = "t"\nsynonyms = ["s", "s"]\n', "at least 5 different synonyms"),
    ],
)
def test_a_broken_catalogue_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(DataError, match=re.escape(sentence)) as caught:
        parsed("de", text)
    assert str(caught.value).startswith("languages/de.toml")


def test_a_sound_catalogue_is_read() -> None:
    assert parsed("de", HEAD + SOLEUS).entries["muscles", "soleus"].texts == {"plain_action": "Beugt."}


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_scene_is_told_to_patients_in_the_language(language: str) -> None:
    for key, scene in load().scenes.items():
        other = translated(load(), language).scenes[key]
        assert other.patient.text != scene.patient.text
        assert other.patient.sources == scene.patient.sources
