"""How works and published figures are named in a line."""

from __future__ import annotations

from collections.abc import Callable

from annotations.model import Finding, Source


def source_name(source: Source) -> str:
    """Name a work in a word or two: its first author, or what it calls itself, and its year.

    Parameters
    ----------
    source : Source

    Returns
    -------
    str
        Such as ``Suri P 2011``.
    """
    who = source.citation.split(".")[0].split(",")[0].split("(")[0].split(" and others")[0].strip()
    return f"{who} {source.year}" if source.year and str(source.year) not in who else who


def figure_words(finding: Finding, say: Callable[[str], str] = str) -> str:
    """Write a published figure with everything that qualifies it, short.

    Parameters
    ----------
    finding : Finding
    say : callable
        Puts the program's own words into the reader's language.

    Returns
    -------
    str
        The test, what for, its figures with n and interval; and whether the study was small.
    """
    parts = [
        f"{say(name)} {say(value)}"
        for name, value in (
            ("sensitivity", finding.sensitivity),
            ("specificity", finding.specificity),
            ("likelihood ratio", finding.likelihood_ratio),
            ("interval", finding.interval),
            ("n =", "" if finding.n is None else str(finding.n)),
            ("reference", finding.reference_standard),
        )
        if value
    ]
    small = f" {say('Small study.')}" if finding.small_study else ""
    return say(f"{finding.test}, for {finding.target}: {'; '.join(parts)}.{small}")
