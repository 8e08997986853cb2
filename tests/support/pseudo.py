"""A language that nobody speaks, made from the catalogue: every letter accented, every word 40 % longer.

Whatever is shown in it with plain letters was not translated where it is written; whatever does not fit will not fit in
some language either. It is a folder with a catalogue and nothing else: so any new language works without code.

To read the command line in it, or open the window::

    python tests/support/pseudo.py find knee
    python tests/support/pseudo.py
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import viewer.i18n.catalogue as catalogues

CODE: Final = "xx"
LONGER: Final = 0.4
"""Part by which words grow: what German needs for short English ones."""
ACCENTED: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçđéƒĝĥíĵķļɱñóþʠŕšŧúʋŵχýžÁƁÇĐÉƑĜĤÍĴĶĻṀÑÓÞɊŔŠŦÚƲŴΧÝŽ",
)
KEPT: Final = re.compile(r"(\{\w*\}|<[^<>]*>|&\w+;)")
"""Gaps and marks of HTML."""
RULES: Final = {("first letter of nouns within a sentence", "small"): "small"}
"""Messages that are no words to be read."""


def pseudo(text: str) -> str:
    """Write a message in the language, its gaps as they are."""
    parts = KEPT.split(text)
    parts[::2] = _lengthened(parts[::2])
    return "".join(part if number % 2 else part.translate(ACCENTED) for number, part in enumerate(parts))


def _lengthened(parts: list[str]) -> Iterator[str]:
    """Repeat letters of words, mostly vowels, until all together are as much longer as they should be."""
    due = 0.0

    def longer(word: re.Match[str]) -> str:
        nonlocal due
        found = word[0]
        due += LONGER * len(found)
        more = int(due)
        due -= more
        at = max((place for place, letter in enumerate(found) if letter in "aeiou"), default=len(found) - 1)
        return found[:at] + found[at].lower() * more + found[at:]

    for part in parts:
        yield re.sub(r"[^\W\d_]+", longer, part)


def install(folder: Path) -> None:
    """Add the language to those of this process; before anything else of the program is imported.

    Parameters
    ----------
    folder : Path
        An empty one, for the catalogues of all languages: the others as links.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    from viewer.makers.messages import template

    made = Catalog(charset="utf-8", fuzzy=False)
    for message in template():
        if message.id:
            words = RULES.get((message.context or "", str(message.id)))
            said = [pseudo(one) for one in ([message.id] if isinstance(message.id, str) else message.id)]
            made.add(message.id, words or (said[0] if len(said) == 1 else tuple(said)), context=message.context)
    own = folder / CODE / "LC_MESSAGES"
    own.mkdir(parents=True)
    with (own / f"{catalogues.DOMAIN}.mo").open("wb") as file:
        write_mo(file, made)
    for language in catalogues.LANGUAGES:
        (folder / language).symlink_to(str(catalogues._LOCALE / language))
    own_words = vars(catalogues)
    own_words["_LOCALE"] = folder
    own_words["LANGUAGES"] = catalogues._found()
    catalogues.catalogue.cache_clear()
    # What was read to gather the messages knows the languages of before.
    for name in [name for name in sys.modules if name.startswith("viewer.") and name != catalogues.__name__]:
        if name != "viewer.i18n":
            del sys.modules[name]


def remnants(texts: Iterable[str], names: re.Pattern[str]) -> Iterator[str]:
    """Find texts that hold a word of plain letters.

    Parameters
    ----------
    texts : iterable of str
    names : pattern
        What has no translation: sources, Latin names, keys.
    """
    for text in texts:
        left = re.sub(r"<[^<>]*>", " ", names.sub(" ", text))
        if re.search(r"[A-Za-z]{2,}", left):
            yield f"{' '.join(re.findall(r'[A-Za-z]{2,}', left)[:8])} << {text[:160]}"


def main() -> int:
    """Run the command line in the language."""
    with tempfile.TemporaryDirectory() as folder:
        install(Path(folder))
        from viewer.cli.main import main as command_line

        return command_line([*sys.argv[1:], "--language", CODE])


if __name__ == "__main__":
    raise SystemExit(main())
