"""Checks that every record has its sources, and is marked no surer than what was read of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from annotations.model import Knowledge
from annotations.model.walk import records

from .problem import Problem, missing

_DOI: Final = re.compile(r"10\.\d{4,9}/\S+[^\s.,;]")
_PMID: Final = re.compile(r"[1-9]\d{0,8}")


def check_sources_exist(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that every source that is cited has a record."""
    for name, record in records(knowledge):
        yield from missing(name, "source", getattr(record, "sources", ()), knowledge.sources)


def check_sources_used(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that every source is cited."""
    cited = {key for _, record in records(knowledge) for key in getattr(record, "sources", ())}
    for key in knowledge.sources:
        if key not in cited:
            yield Problem(f"sources.{key}", "is cited by no record; cite it or remove it.")


def check_records_have_sources(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that every record that states something has at least one source."""
    for name, record in records(knowledge):
        if getattr(record, "sources", ("none needed",)) == ():
            yield Problem(name, "has no source; every sentence needs at least one.")


def check_provenance(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a record none of whose sources was read is marked as recalled."""
    for name, record in records(knowledge):
        if getattr(record, "provenance", None) in ("read", "list", "second-hand"):
            known = [knowledge.sources[key] for key in getattr(record, "sources", ()) if key in knowledge.sources]
            if known and not any(source.read for source in known):
                yield Problem(name, "is not marked as recalled, but none of its sources was read.")


def check_marks_fit_their_sources(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a record of whose sources only a teaching list was read is marked as list."""
    for name, record in records(knowledge):
        if getattr(record, "provenance", None) == "read":
            known = [knowledge.sources[key] for key in getattr(record, "sources", ()) if key in knowledge.sources]
            if known and all(source.read in ("", "list") for source in known):
                yield Problem(name, "is marked as read, but of its sources only a teaching list was; mark it as list.")


def check_weak_sources_do_not_count_as_read(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a record that rests on weak sources only is not marked as read."""
    for name, record in records(knowledge):
        if getattr(record, "provenance", None) == "read":
            known = [knowledge.sources[key] for key in getattr(record, "sources", ()) if key in knowledge.sources]
            if known and all(source.weak or not source.read for source in known):
                yield Problem(name, "is marked as read, but rests on weak sources; find a better one, or mark it down.")


def check_dois(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that DOIs and PubMed numbers are well formed, and no two sources share one."""
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
    """Check that years are years of print."""
    for source in knowledge.sources.values():
        if source.year is not None and not 1800 <= source.year <= 2100:
            yield Problem(f"sources.{source.key}", f"year {source.year} lies outside 1800 to 2100.")
