"""Checks of published figures: each has its interval and its number of people, and lies in its range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from annotations.model import Knowledge

from .problem import Problem

#: Fewer people than this make a study small, and the record says so.
SMALL_STUDY: Final = 60
#: Instead of an interval, where the source read prints none.
NONE_GIVEN: Final = "none given"


def check_findings_are_whole(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that an interval has its figure, there is no study of nobody, and a small one is marked as small."""
    for finding in knowledge.findings.values():
        name = f"findings.{finding.key}"
        if finding.interval and not (finding.likelihood_ratio or finding.sensitivity or finding.specificity):
            yield Problem(name, "has an interval without the figure it belongs to.")
        if finding.n is not None and finding.n < 1:
            yield Problem(name, f"n is {finding.n}; a number of people above zero, or none, is accepted.")
        elif finding.n is not None and (finding.n < SMALL_STUDY) != finding.small_study:
            yield Problem(name, f"small_study must say whether n = {finding.n} lies below {SMALL_STUDY}.")


def _plain(text: str) -> float | None:
    """Read a figure that stands alone (``0.80``, ``83 %``); None where there are words or several figures."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(%?)", text.strip())
    return None if found is None else float(found[1]) / (100.0 if found[2] else 1.0)


def check_figures_lie_in_their_range(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that sensitivity and specificity lie between 0 and 1, and every figure inside its own interval."""
    for finding in knowledge.findings.values():
        name = f"findings.{finding.key}"
        for part in ("sensitivity", "specificity"):
            figure = _plain(getattr(finding, part))
            if figure is None:
                continue
            if not 0.0 <= figure <= 1.0:
                yield Problem(name, f"{part} {getattr(finding, part)} lies outside 0 to 1.")
            if (limits := _interval(finding.interval, part)) and not limits[0] <= figure <= limits[1]:
                yield Problem(name, f"{part} {getattr(finding, part)} lies outside its interval.")
        ratio = _plain(finding.likelihood_ratio)
        limits = _interval(finding.interval, "ratio") or _interval(finding.interval, "")
        if ratio is not None and limits and not limits[0] <= ratio <= limits[1]:
            yield Problem(name, f"likelihood ratio {finding.likelihood_ratio} lies outside its interval.")


def _interval(text: str, part: str) -> tuple[float, float] | None:
    """Read the limits of one figure out of an interval; the only ones where no figure is named."""
    lead = rf"{part} " if part else r"^(?:95 % )?"
    found = re.search(rf"{lead}(\d+(?:\.\d+)?) to (\d+(?:\.\d+)?)( %)?", text)
    if found is None:
        return None
    scale = 100.0 if found[3] and part else 1.0
    return float(found[1]) / scale, float(found[2]) / scale


def check_ratios_follow_from_their_figures(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a likelihood ratio is sensitivity / (1 - specificity), where all three are plain figures."""
    for finding in knowledge.findings.values():
        figures = [_plain(getattr(finding, part)) for part in ("sensitivity", "specificity", "likelihood_ratio")]
        sensitivity, specificity, ratio = figures
        if sensitivity is None or specificity is None or ratio is None or specificity >= 1.0:
            continue
        expected = sensitivity / (1.0 - specificity)
        # Two rounded figures leave the ratio a twentieth of play, and more where almost nothing is false.
        if abs(ratio - expected) > max(0.05, 0.005 / (1.0 - specificity)) * expected + 0.05:
            yield Problem(
                f"findings.{finding.key}",
                f"likelihood ratio {finding.likelihood_ratio} does not follow from sensitivity {finding.sensitivity} "
                f"and specificity {finding.specificity}, which give {expected:.2f}.",
            )


def check_figures_have_interval_and_number(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a figure has its interval and the people it rests on, or says that the source gives none."""
    for finding in knowledge.findings.values():
        name = f"findings.{finding.key}"
        figures = (finding.sensitivity, finding.specificity, finding.likelihood_ratio)
        if any(re.search(r"\d", figure) for figure in figures):
            if not finding.interval:
                yield Problem(name, f"has a figure without an interval; give it, or {NONE_GIVEN!r}.")
            if finding.n is None and not finding.people:
                yield Problem(name, "does not say of how many people its figures are; give n, or say it in people.")
        if finding.n is not None and finding.people:
            yield Problem(name, "gives its people twice; n or people is accepted.")


def check_no_ratio_is_infinite(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a ratio printed as infinite is written as what was counted, and its study is marked as small."""
    for finding in knowledge.findings.values():
        name = f"findings.{finding.key}"
        if re.search("infinit|\N{INFINITY}", finding.likelihood_ratio):
            yield Problem(name, "has an infinite ratio; say that there were no false positives among so many people.")
        told = re.search(r"no false positives among (\d+)", finding.likelihood_ratio)
        if "no false positives" in finding.likelihood_ratio and (
            told is None or int(told[1]) != finding.n or not finding.small_study
        ):
            yield Problem(name, "tells of no false positives; its number must be n, and the study marked as small.")
