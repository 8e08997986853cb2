"""The compiled catalogues are those of the files that translators edit, and these have all that is to be translated."""

import pytest

from viewer.i18n.catalogue import LANGUAGES, N_, UNTRANSLATED, catalogue
from viewer.makers import messages


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_reads_is_compiled_from_what_translators_edit(language: str) -> None:
    file = messages.LOCALE / language / "LC_MESSAGES" / "viewer.mo"
    assert file.read_bytes() == messages.compiled(messages.read(language)), "run python -m viewer.makers.messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_in_the_catalogue(language: str) -> None:
    known = {(message.context, message.id) for message in messages.read(language)}
    wanted = {(message.context, message.id) for message in messages.template() if message.id}
    assert wanted - known == set(), "run python -m viewer.makers.messages"


def test_gaps_are_filled() -> None:
    tr = catalogue("de")
    assert tr("The {root} nerve root", root="L4") == "Die Nervenwurzel L4"
    assert catalogue("en")("The {root} nerve root", root="L4") == "The L4 nerve root"


def test_what_nobody_translated_is_english_behind_a_mark() -> None:
    assert catalogue("es")("Nobody wrote {what}.", what="this") == f"{UNTRANSLATED}Nobody wrote this."
    assert catalogue("en")("Nobody wrote {what}.", what="this") == "Nobody wrote this."
    assert catalogue("es").plural("{count} new thing", "{count} new things", 2) == f"{UNTRANSLATED}2 new things"


def test_a_constant_is_marked_and_stays_english() -> None:
    assert N_("What it is") == "What it is"


def test_each_language_has_its_own_name() -> None:
    assert [catalogue(code).name for code in ("en", *LANGUAGES)] == ["English", "Deutsch", "Español"]
