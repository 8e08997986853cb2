"""What the reader's language changes: the sentences of the data, and the program's own words.

The data's sentences come from the catalogues of :mod:`annotations.languages`. The program writes its own in English;
:func:`say` finds their translation in :mod:`.language_words`, where a sentence with ``{gaps}`` fits all that differ in
them only. What has no translation stays English: nothing is ever refused for its language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, Final, Protocol

from annotations.languages import ENGLISH, LANGUAGES, catalogue, translated
from annotations.model import Knowledge

from .appearance import Appearance, Label, LegendEntry, Paragraph
from .language_words import WORDS

LANGUAGE_NAMES: Final = {"en": "English", "de": "Deutsch", "es": "Español"}
"""What each language calls itself."""
JOINS: Final = {
    "roots": (" and ", {"de": " und ", "es": " y "}),
    "parts": (" in ", {"de": " in ", "es": " en "}),
    "shares": ("blank ", {"de": "leer ", "es": "en blanco "}),
}
"""What stands within a list that fills a gap: the English, and what it becomes."""
UNREVIEWED: Final = {
    "de": "Die Übersetzung wartet auf die Durchsicht durch einen Muttersprachler.",
    "es": "La traducción espera la revisión de un hablante nativo.",
}
NUMBERED: Final = re.compile(r"(Vertebra|Posterior ramus of) \S+|\S+ root")
"""Names of structures that are translated with a gap for their level."""
_GAP: Final = re.compile(r"\\{(\w+)\\}")
_KNOWN: dict[tuple[int, str], tuple[Knowledge, Knowledge]] = {}


def in_language(knowledge: Knowledge, language: str) -> Knowledge:
    """Give the knowledge base with what patients read in a language; the last few are kept."""
    if language == ENGLISH:
        return knowledge
    found = _KNOWN.get((id(knowledge), language))
    if found is None or found[0] is not knowledge:
        if len(_KNOWN) > 8:
            _KNOWN.clear()
        found = _KNOWN[id(knowledge), language] = (knowledge, translated(knowledge, language))
    return found[1]


def unreviewed(language: str) -> str:
    """Say that a language awaits a native reviewer; empty in English and where one has read it."""
    return "" if language == ENGLISH or catalogue(language).reviewed else UNREVIEWED.get(language, "")


@lru_cache(maxsize=4096)
def say(text: str, language: str) -> str:
    """Translate a sentence of the program.

    Parameters
    ----------
    text : str
        English.
    language : str
        ``"en"`` gives the text back.

    Returns
    -------
    str
        Its translation, with what fills its gaps translated too where that is known; English where there is none.
    """
    if language not in LANGUAGES or not text:
        return text
    column = LANGUAGES.index(language)
    if text in WORDS:
        return WORDS[text][column]
    for pattern, english in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            gaps = {name: say(value, language) for name, value in found.groupdict().items()}
            for name in gaps.keys() & JOINS.keys():
                english_join, joins = JOINS[name]
                gaps[name] = gaps[name].replace(english_join, joins[language])
            return WORDS[english][column].format(**gaps)
    return text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Make a pattern of every sentence with gaps: those with most fixed letters first, as they fit least by chance."""
    gapped = [english for english in WORDS if "{" in english]
    gapped.sort(key=lambda english: -len(re.sub(r"\{\w+\}", "", english)))
    return tuple((re.compile(_GAP.sub(_gap, re.escape(english)), re.DOTALL), english) for english in gapped)


def told(paragraph: Paragraph, language: str) -> Paragraph:
    """Translate what the program itself says in a paragraph."""
    return replace(paragraph, text=say(paragraph.text, language), provenance=say(paragraph.provenance, language))


def _gap(gap: re.Match[str]) -> str:
    """Make a pattern of a gap: of counts only figures, or "Sole of the foot" would read like "3 of 5"."""
    shape = r"[\d.,]+" if gap[1] in ("total", "count") else ".+?"
    return f"(?P<{gap[1]}>{shape})"


class Latin(Protocol):
    """What a name in the picture may fall back to."""

    @property
    def latin(self) -> str:
        """Official Latin name; empty where there is none."""


def spoken(appearance: Appearance, language: str, structures: Mapping[str, Any] | None = None) -> Appearance:
    """Translate what a picture and its panel say in the program's own words.

    Parameters
    ----------
    appearance : Appearance
    language : str
    structures : mapping of str to Latin, optional
        By sided key: a name that has no translation stands in Latin, and in English where there is no Latin one.
    """
    if language not in LANGUAGES:
        return appearance

    panel = appearance.panel
    pinch, beside = appearance.pinch, appearance.beside
    right, left = appearance.floor
    return replace(
        appearance,
        legend=tuple(LegendEntry(say(e.text, language), e.colour, e.pattern) for e in appearance.legend),
        panel=replace(
            panel,
            title="; ".join(say(part, language) for part in panel.title.split("; ")),
            paragraphs=tuple(told(paragraph, language) for paragraph in panel.paragraphs),
            drawing=tuple(told(paragraph, language) for paragraph in panel.drawing),
        ),
        banner=tuple(say(line, language) for line in appearance.banner),
        signs=tuple(replace(sign, text=say(sign.text, language)) for sign in appearance.signs),
        labels=tuple(_label(label, language, structures or {}) for label in appearance.labels),
        floor=(say(right, language), say(left, language)),
        pinch=None if pinch is None else replace(pinch, text=say(pinch.text, language), near=say(pinch.near, language)),
        beside=None
        if beside is None
        else replace(beside, healthy=say(beside.healthy, language), affected=say(beside.affected, language)),
    )


def _label(label: Label, language: str, structures: Mapping[str, Latin]) -> Label:
    named = label.text in WORDS or NUMBERED.fullmatch(label.text) is not None
    if named or not isinstance(label.anchor, str) or label.anchor not in structures:
        return replace(label, text=say(label.text, language))
    # Bodies of other origin need no Latin names.
    return replace(label, text=getattr(structures[label.anchor], "latin", "") or label.text)
