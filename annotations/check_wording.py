"""Checks of how sentences and figures are written: easy for patients, no diagnosis, no figure without its size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from .reading import PATIENT_GRADE, grade
from .validate import Problem

if TYPE_CHECKING:
    from .model import Knowledge

#: Fewer people than this make a study small, and the record says so.
SMALL_STUDY: Final = 60
_DOI: Final = re.compile(r"10\.\d{4,9}/\S+[^\s.,;]")
_PMID: Final = re.compile(r"[1-9]\d{0,8}")
#: Wordings that would diagnose a reader or give them a chance of their own.
_DIAGNOSES: Final = re.compile(
    r"diagnos|probab|\byour (chance|risk|odds)|\byou (will|are likely|probably|suffer|must have)\b"
    r"|\byou have (an? )?(l\d|s1|slipped|pinched|pressed|stenosis|radiculopathy)",
    re.IGNORECASE,
)


def _patient_texts(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for claim in knowledge.claims.values():
        if claim.audience == "patient":
            yield f"claims.{claim.key}", claim.text
    for symptom in knowledge.symptoms.values():
        yield f"symptoms.{symptom.key}", symptom.text
    for topic in knowledge.care.values():
        yield f"care.{topic.key}", topic.text


def check_patient_texts_are_easy(knowledge: Knowledge) -> Iterator[Problem]:
    """Require patient claims, care topics and symptoms to read at school grade 6 or below."""
    for name, text in _patient_texts(knowledge):
        if text.strip() and (measured := _grade(name, text)) > PATIENT_GRADE:
            yield Problem(name, f"reads at grade {measured:.1f}; at most {PATIENT_GRADE:g} is accepted for patients.")


def _grade(name: str, text: str) -> float:
    # A symptom is a phrase of a list, without a full stop: its words count, not the length of a sentence.
    return grade(text) if not name.startswith("symptoms.") else grade(text.replace(", ", ". "))


def check_patient_texts_do_not_diagnose(knowledge: Knowledge) -> Iterator[Problem]:
    """Require that patient texts diagnose nobody and give nobody a probability."""
    for name, text in _patient_texts(knowledge):
        if (found := _DIAGNOSES.search(text)) is not None:
            yield Problem(name, f"says {found.group()!r}; patient texts never diagnose or give one person's odds.")


def check_texts_are_clean(knowledge: Knowledge) -> Iterator[Problem]:
    """Require patient texts without doubled spaces, and a full stop after claims and topics."""
    for name, text in _patient_texts(knowledge):
        if text != " ".join(text.split()):
            yield Problem(name, "has doubled spaces or line breaks.")
        if not name.startswith("symptoms.") and not text.endswith((".", "?", "!")):
            yield Problem(name, "does not end with a full stop.")


def check_dois(knowledge: Knowledge) -> Iterator[Problem]:
    """Require well-formed DOIs and PubMed numbers that no two sources share."""
    seen: dict[str, str] = {}
    for source in knowledge.sources.values():
        name = f"sources.{source.key}"
        if source.doi is not None and _DOI.fullmatch(source.doi) is None:
            yield Problem(name, f"doi {source.doi!r} is not of the form 10.1234/abc.")
        if source.pmid is not None and _PMID.fullmatch(source.pmid) is None:
            yield Problem(name, f"pmid {source.pmid!r} is not a PubMed number.")
        for number in filter(None, (source.doi and source.doi.lower(), source.pmid)):
            if number in seen:
                yield Problem(name, f"shares {number} with sources.{seen[number]}; keep one of them.")
            seen[number] = source.key


def check_years(knowledge: Knowledge) -> Iterator[Problem]:
    """Require years of print."""
    for source in knowledge.sources.values():
        if source.year is not None and not 1800 <= source.year <= 2100:
            yield Problem(f"sources.{source.key}", f"year {source.year} lies outside 1800 to 2100.")


def check_findings_are_whole(knowledge: Knowledge) -> Iterator[Problem]:
    """Require an interval to stand beside its figure, a positive size, and the word small below 60 people."""
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
    """Require sensitivity and specificity between 0 and 1, and every figure inside its own interval."""
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
    """Require a likelihood ratio to be sensitivity over (1 - specificity) where all three stand as plain figures."""
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


def check_infinite_ratios_are_small(knowledge: Knowledge) -> Iterator[Problem]:
    """Require an infinite ratio to be marked as what it is: no false positive in a small study."""
    for finding in knowledge.findings.values():
        if "infinite" in finding.likelihood_ratio and not finding.small_study:
            yield Problem(f"findings.{finding.key}", "has an infinite ratio but is not marked as a small study.")
