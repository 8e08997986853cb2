"""Translations of the data say what the English says: complete, with its figures and levels, in plain sentences."""

import re
from dataclasses import fields, is_dataclass, replace

import pytest

from annotations import load
from annotations.model import Claim, Knowledge
from viewer.i18n.catalogue import LANGUAGES, UNTRANSLATED, catalogue
from viewer.i18n.data import FIELDS, messages, translated
from viewer.i18n.language import unreviewed
from viewer.i18n.readability import readability, words_per_sentence

#: Long tables in which a translation may be missing; what patients read of them may not.
MAY_BE_MISSING = ("muscles.", "nerves.", "supplies.")
#: Of a hundred paragraphs, how many may be harder than asked: some cannot be said more simply without a loss.
HARD_AT_MOST = 8


def texts(language: str) -> dict[str, tuple[str, str]]:
    """Give English and translation of every text of the data, by context."""
    tr = catalogue(language)
    return {context: (text, tr.of(context, text)) for context, text in messages(load())}


def figures(text: str) -> list[str]:
    """List the figures and levels of a text, written one way."""
    return sorted(found.replace(",", ".") for found in re.findall(r"[LST]?\d+(?:[.,]\d+)?", text))


def for_patients(knowledge: Knowledge) -> set[str]:
    """List the contexts of what patients are told at length."""
    claims = {f"claims.{key}.text" for key, claim in knowledge.claims.items() if claim.audience == "patient"}
    return claims | {f"care.{key}.text" for key in knowledge.care}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated_but_notes_in_the_longest_tables(language: str) -> None:
    for context, (english, told) in texts(language).items():
        if told.startswith(UNTRANSLATED):
            assert context.startswith(MAY_BE_MISSING), context
            assert not context.endswith(".plain_action"), context
        elif len(english.split()) > 3:
            assert told != english, context


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_and_levels_are_those_of_the_english(language: str) -> None:
    for context, (english, told) in texts(language).items():
        if not told.startswith(UNTRANSLATED) and not context.startswith(MAY_BE_MISSING):
            assert figures(told) == figures(english), context


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_question_or_sentence_is_left_open(language: str) -> None:
    for context, (_, told) in texts(language).items():
        assert told == " ".join(told.split()), context
        if not told.startswith(UNTRANSLATED):
            assert told.count("¿") == (told.count("?") if language == "es" else 0), context
        if context in for_patients(load()):
            assert told.endswith((".", "?")), context


@pytest.mark.parametrize("language", LANGUAGES)
def test_patient_texts_are_easy(language: str) -> None:
    rules = readability(language)
    if rules is None:
        pytest.skip("No rules are known for this language.")
    told = {context: texts(language)[context][1] for context in for_patients(load())}
    hard = {context for context, text in told.items() if rules.ease(text) < rules.least_ease}
    long = {context for context, text in told.items() if words_per_sentence(text) > rules.most_words}
    assert len(told) >= 100
    assert len(hard) <= HARD_AT_MOST, hard
    assert len(long) <= HARD_AT_MOST, long


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_changes_texts_alone(language: str) -> None:
    english, other = load(), translated(load(), catalogue(language))
    for table in (field.name for field in fields(english)):
        one, two = getattr(english, table), getattr(other, table)
        if table not in FIELDS:
            assert one == two, table
            continue
        assert list(one) == list(two)
        for key, record in one.items():
            assert is_dataclass(record)
            assert not isinstance(record, type)
            kept = {field.name: getattr(record, field.name) for field in fields(record) if field.name in FIELDS[table]}
            if isinstance(kept.get("roots"), tuple):
                links = zip(kept["roots"], two[key].roots, strict=True)
                assert all(replace(told, reason=link.reason) == link for link, told in links), key
            assert replace(two[key], **kept) == record, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_say_that_nobody_reviewed_them(language: str) -> None:
    assert not catalogue(language).reviewed
    assert unreviewed(language)


def test_a_changed_english_text_is_shown_in_english() -> None:
    knowledge = load()
    claims: dict[str, Claim] = {
        **knowledge.claims,
        "keep-moving": replace(knowledge.claims["keep-moving"], text="This is new."),
    }
    other = translated(replace(knowledge, claims=claims), catalogue("de"))
    assert other.claims["keep-moving"].text == f"{UNTRANSLATED}This is new."
    assert other.claims["scan-shows-more"].text.startswith("Bilder zeigen")


def test_what_is_empty_stays_empty() -> None:
    for language in ("en", *LANGUAGES):
        assert catalogue(language)("") == catalogue(language).of("a.b", "") == ""


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(LookupError, match=r"'\.\./de' is unknown; accepted: en, de, es"):
        catalogue("../de")


def test_english_gives_the_very_data() -> None:
    assert translated(load(), catalogue("en")) is load()


def test_figures_are_written_as_the_language_does() -> None:
    finding = translated(load(), catalogue("de")).findings["hip-abductor-in-foot-drop"]
    assert (finding.sensitivity, finding.interval) == ("85,7 %", "nicht angegeben")
