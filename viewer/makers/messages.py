"""Gathers what is to be translated, and compiles the translations: ``python -m viewer.makers.messages``.

Needs Babel. Messages are the marked sentences of the code (``tr("...")``, ``tr.plural("...", "...", count)``,
``N_("...")``, ``Phrase("...")``, ``InputError("...")``, ``ScanError("...")``), the texts of the data, and the lay names
of the body's parts.
Each ``viewer.po`` is brought up to date, keeping its translations; a message whose English has changed counts as new,
and is shown in English until it is translated. Then each ``viewer.mo`` is written, which the program reads.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from annotations import load
from meshes.body import DATA, read_names
from viewer.explain import steps, tours
from viewer.files.writing import write_whole
from viewer.i18n import data
from viewer.i18n.catalogue import DOMAIN, LANGUAGES
from viewer.i18n.data import POINT, WITHIN_FIGURES
from viewer.i18n.joining import AND, AND_BEFORE_I, WITHIN_LISTS
from viewer.search import findable

ROOT: Final = Path(__file__).parents[2]
LOCALE: Final = ROOT / "viewer" / "i18n" / "locale"
KEYWORDS: Final[dict[str, tuple[int, ...] | None]] = {
    "tr": None,
    "plural": (1, 2),
    "N_": None,
    "Phrase": None,
    "InputError": None,
    "ScanError": None,
    "unknown": None,
    "one_of": None,
}
"""Calls whose first words are messages."""


def template() -> Catalog:
    """Gather all messages: those of the code by file, those of the data by context."""
    gathered = Catalog(project="Dermatome Viewer", charset="utf-8", fuzzy=False)
    gathered.add("English", context="name of this language", auto_comments=["What the language calls itself."])
    nouns = "Write capital, in English, if the language begins nouns with a capital letter, as German does; else small."
    gathered.add("small", context="first letter of nouns within a sentence", auto_comments=[nouns])
    gathered.add(POINT, context=WITHIN_FIGURES, auto_comments=["The decimal point: 0.92."])
    for word in (AND, AND_BEFORE_I):
        gathered.add(word, context=WITHIN_LISTS, auto_comments=["L3 and L4. In Spanish, e before the sound i."])
    for file in sorted([*(ROOT / "viewer").rglob("*.py"), *(ROOT / "meshes" / "scan").glob("*.py")]):
        found = extract_from_file("python", str(file), keywords=KEYWORDS, comment_tags=("Translators:",))
        for _line, message, comments, _context in found:
            gathered.add(message, locations=[(str(file.relative_to(ROOT)), 0)], auto_comments=comments)
    knowledge = load()
    for context, text in (
        *data.messages(knowledge),
        *steps.messages(knowledge),
        *tours.messages(),
        *findable.messages(knowledge),
    ):
        gathered.add(text, context=context)
    for base, row in read_names(DATA).items():
        for field in ("plain", "short"):
            if row[f"{field}_english"]:
                gathered.add(row[f"{field}_english"], context=f"structures.{base}.{field}")
    return gathered


def read(language: str) -> Catalog:
    """Read the translations of a language."""
    with (LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def updated(language: str, gathered: Catalog) -> Catalog:
    """Bring the translations of a language up to date."""
    catalogue = read(language)
    created = catalogue.creation_date
    catalogue.update(gathered, no_fuzzy_matching=True)
    catalogue.creation_date = created  # or every run would change the file
    return catalogue


def edited(catalogue: Catalog) -> bytes:
    """Give the file of a catalogue: what translators edit."""
    file = BytesIO()
    write_po(file, catalogue, width=120)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Compile a catalogue: what the program reads."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def main() -> int:
    """Bring all catalogues up to date and compile them."""
    gathered = template()
    for language in LANGUAGES:
        catalogue = updated(language, gathered)
        folder = LOCALE / language / "LC_MESSAGES"
        _write(folder / f"{DOMAIN}.po", edited(catalogue))
        _write(folder / f"{DOMAIN}.mo", compiled(catalogue))
        missing = [message for message in catalogue if message.id and not message.string]
        sys.stdout.write(f"{language}: {len(catalogue)} messages, {len(missing)} without translation\n")
    return 0


def _write(path: Path, content: bytes) -> None:
    write_whole(path, lambda beside: beside.write_bytes(content))


if __name__ == "__main__":
    raise SystemExit(main())
