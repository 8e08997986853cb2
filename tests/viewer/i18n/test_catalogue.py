"""The compiled catalogues are those of the files that translators edit, and these have all that is to be translated."""

import struct

import pytest

from viewer.i18n.catalogue import LANGUAGES, N_, UNTRANSLATED, catalogue, name_of
from viewer.i18n.one_entry import entry
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


@pytest.mark.parametrize("order", ["<", ">"])
def test_one_entry_is_found_without_reading_the_others(order: str) -> None:
    """Of a file in the manner of GNU gettext, by hand: numbers of either order of bytes."""
    texts = {"": "header", "a": "A", "name\x04b": "B", "name\x04c": "ß"}
    tables, words = [], b""
    for column in (texts.keys(), texts.values()):
        for text in column:
            tables += [len(text.encode()), 28 + 16 * len(texts) + len(words)]
            words += text.encode() + b"\0"
    head = (0x950412DE, 0, len(texts), 28, 28 + 8 * len(texts), 0, 0)
    compiled = struct.pack(f"{order}{7 + len(tables)}I", *head, *tables) + words
    assert [entry(compiled, "name", key) for key in "bcd"] == ["B", "ß", "d"]


def test_each_language_has_its_own_name() -> None:
    assert [name_of(code) for code in ("en", *LANGUAGES)] == ["English", "Deutsch", "Español"]
