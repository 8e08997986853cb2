"""Citing: works and published figures in a line, the sources of paragraphs in full, how a statement was obtained."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from annotations.model import Finding, Knowledge, Source

from .panel import Paragraph

LONGEST: Final = 36
"""Letters of a work's short name, without its year."""

BORDERS: Final[Mapping[str, str]] = {
    "traced": "traced from the figure",
    "described": "drawn from a description",
    "proposed": "our own drawing",
}
"""How the borders of a map were obtained."""
PROVENANCE: Final[Mapping[str, str]] = {
    "read": "",
    "list": "from a teaching list",
    "second-hand": "reported second-hand",
    "recalled": "recalled, not yet checked against the source",
    **BORDERS,
}


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


def figure_words(finding: Finding, translate: Callable[[str], str] = str) -> str:
    """Write a published figure with everything that qualifies it, short.

    Parameters
    ----------
    finding : Finding
    translate : callable
        Translates the program's own words.

    Returns
    -------
    str
        The test, its target, its figures with n and interval, and whether the study was small.
    """
    parts = [
        f"{translate(name)} {translate(value)}"
        for name, value in (
            ("sensitivity", finding.sensitivity),
            ("specificity", finding.specificity),
            ("likelihood ratio", finding.likelihood_ratio),
            ("interval", finding.interval),
            ("n =", finding.people if finding.n is None else str(finding.n)),
            ("reference", finding.reference_standard),
        )
        if value
    ]
    small = f" {translate('Small study.')}" if finding.small_study else ""
    return translate(f"{finding.test}, for {finding.target}: {'; '.join(parts)}.{small}")


def citations(knowledge: Knowledge, paragraphs: Iterable[Paragraph]) -> tuple[tuple[str, str], ...]:
    """Write out the sources that paragraphs cite, each once, in order of first use."""
    keys = dict.fromkeys(key for paragraph in paragraphs for key in paragraph.sources)
    cited = []
    for key in keys:
        source = knowledge.sources[key]
        doi = f" doi:{source.doi}" if source.doi and source.doi not in source.citation else ""
        cited.append((key, f"{source.named}{doi}"))
    return tuple(cited)
