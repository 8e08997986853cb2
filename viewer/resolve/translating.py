"""Translating what the program itself says in a picture and its panel."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, Protocol

from viewer.appearance.values import Appearance, BesideAppearance, Label, LegendEntry
from viewer.i18n.catalogue import LANGUAGES, catalogue
from viewer.i18n.language import translate

NUMBERED: Final = re.compile(r"(Vertebra|Posterior ramus of) \S+|\S+ root")
"""Names of structures that differ only in their level."""


class Latin(Protocol):
    """A structure with a Latin name."""

    @property
    def latin(self) -> str:
        """Official Latin name; empty if there is none."""


def translated(appearance: Appearance, language: str, structures: Mapping[str, Any] | None = None) -> Appearance:
    """Translate what the program itself says in a picture and its panel.

    Parameters
    ----------
    appearance : Appearance
    language : str
    structures : mapping of str to Latin, optional
        By sided key: a name without a translation is given in Latin, or in English if it has no Latin one.
    """
    if language not in LANGUAGES:
        return appearance

    panel = appearance.panel
    beside = appearance.beside
    right, left = appearance.floor
    return replace(
        appearance,
        legend=tuple(LegendEntry(translate(e.text, language), e.colour, e.pattern) for e in appearance.legend),
        panel=replace(
            panel,
            title="; ".join(translate(part, language) for part in panel.title.split("; ")),
            paragraphs=tuple(paragraph.translated(language) for paragraph in panel.paragraphs),
            drawing=tuple(paragraph.translated(language) for paragraph in panel.drawing),
        ),
        banner=tuple(translate(line, language) for line in appearance.banner),
        signs=tuple(replace(sign, text=translate(sign.text, language)) for sign in appearance.signs),
        labels=tuple(_label(label, language, structures or {}) for label in appearance.labels),
        floor=(translate(right, language), translate(left, language)),
        beside=None if beside is None else _headings(beside, language),
    )


def _label(label: Label, language: str, structures: Mapping[str, Latin]) -> Label:
    named = label.text in catalogue(language).messages or NUMBERED.fullmatch(label.text) is not None
    if named or not isinstance(label.anchor, str) or label.anchor not in structures:
        return replace(label, text=translate(label.text, language))
    # Bodies of other origin need no Latin names.
    return replace(label, text=getattr(structures[label.anchor], "latin", "") or label.text)


def _headings(beside: BesideAppearance, language: str) -> BesideAppearance:
    return BesideAppearance(translate(beside.healthy, language), translate(beside.affected, language))
