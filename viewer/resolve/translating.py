"""Translating what the program itself says in a picture and its panel."""

from __future__ import annotations

from dataclasses import replace

from viewer.appearance.values import Appearance, BesideAppearance, LegendEntry
from viewer.i18n.catalogue import LANGUAGES
from viewer.i18n.language import translate


def translated(appearance: Appearance, language: str) -> Appearance:
    """Translate what the program itself says in a picture and its panel.

    Parameters
    ----------
    appearance : Appearance
    language : str
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
        labels=tuple(
            label if isinstance(label.anchor, str) else replace(label, text=translate(label.text, language))
            for label in appearance.labels
        ),
        floor=(translate(right, language), translate(left, language)),
        beside=None if beside is None else _headings(beside, language),
    )


def _headings(beside: BesideAppearance, language: str) -> BesideAppearance:
    return BesideAppearance(translate(beside.healthy, language), translate(beside.affected, language))
