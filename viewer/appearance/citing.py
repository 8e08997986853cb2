"""Citing: works and published figures in a line, the sources of paragraphs in full, how a statement was obtained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from annotations.model import Finding, Knowledge, Source
from viewer.i18n.catalogue import N_, Catalogue

from .panel import Paragraph

LONGEST: Final = 36
"""Letters of a work's short name, without its year."""

BORDERS: Final[Mapping[str, str]] = {
    "traced": N_("traced from the figure"),
    "described": N_("drawn from a description"),
    "proposed": N_("our own drawing"),
}
"""How the borders of a map were obtained, in English."""
PROVENANCE: Final[Mapping[str, str]] = {
    "read": "",
    "list": N_("from a teaching list"),
    "second-hand": N_("reported second-hand"),
    "recalled": N_("recalled, not yet checked against the source"),
    **BORDERS,
}
"""How a statement was obtained, in English; empty where it was read in its source."""


def source_name(source: Source) -> str:
    """Name a work by author and year.

    Parameters
    ----------
    source : Source

    Returns
    -------
    str
        Such as ``Suri 2011``; a long name ends in dots.
    """
    first = re.split(r"[,.;:(]| and others", source.citation, maxsplit=1)[0].strip()
    first = re.sub(r"^([A-Z][\w'-]+) [A-Z]{1,3}$", r"\1", first)
    short = first if len(first) <= LONGEST else first[:LONGEST].rsplit(" ", 1)[0] + " …"
    return f"{short} {source.year}" if source.year and str(source.year) not in short else short


def figure_words(finding: Finding, tr: Catalogue) -> str:
    """Write a published figure with everything that qualifies it, short.

    Parameters
    ----------
    finding : Finding
        In the reader's language.
    tr : Catalogue
        That language.

    Returns
    -------
    str
        The test, its target, its figures with n and interval, and whether the study was small.
    """
    parts = (
        finding.sensitivity and tr("sensitivity {value}", value=finding.sensitivity),
        finding.specificity and tr("specificity {value}", value=finding.specificity),
        finding.likelihood_ratio and tr("likelihood ratio {value}", value=finding.likelihood_ratio),
        finding.interval and tr("interval {value}", value=finding.interval),
        _people(finding, tr),
        finding.reference_standard and tr("reference {value}", value=finding.reference_standard),
    )
    figures = "; ".join(filter(None, parts))
    told = tr("{test}, for {target}: {figures}.", test=finding.test, target=finding.target, figures=figures)
    return " ".join((told, tr("Small study."))) if finding.small_study else told


def _people(finding: Finding, tr: Catalogue) -> str:
    people = finding.people if finding.n is None else str(finding.n)
    return tr("n = {number}", number=people) if people else ""


def citations(knowledge: Knowledge, paragraphs: Iterable[Paragraph]) -> tuple[tuple[str, str], ...]:
    """Write out the sources that paragraphs cite, each once, in order of first use."""
    keys = dict.fromkeys(key for paragraph in paragraphs for key in paragraph.sources)
    cited = []
    for key in keys:
        source = knowledge.sources[key]
        doi = f" doi:{source.doi}" if source.doi and source.doi not in source.citation else ""
        cited.append((key, f"{source.named}{doi}"))
    return tuple(cited)
