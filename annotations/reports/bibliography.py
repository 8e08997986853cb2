"""The list of all sources: ``python -m annotations.reports.bibliography docs/sources.md`` writes it."""

from __future__ import annotations

import sys
from pathlib import Path

from annotations.load import load
from annotations.model import Knowledge, Source
from annotations.model.walk import records

_TABLES = {
    "roots": "roots",
    "maps": "maps",
    "territories": "maps",
    "pain_bands": "pain bands",
    "key_points": "key points",
    "key_muscles": "key muscles",
    "muscles": "muscles",
    "nerves": "nerves",
    "nerve_fields": "nerve fields",
    "skin_areas": "skin areas",
    "map_conflicts": "maps",
    "reflexes": "reflexes",
    "symptoms": "symptoms",
    "findings": "tests",
    "disc_levels": "disc levels",
    "red_flags": "warning signs",
    "care": "care",
    "mimics": "look-alikes",
    "claims": "sentences",
    "supplies": "muscles",
}


def bibliography(knowledge: Knowledge) -> str:
    """Write all sources as a page: what each is, what of it was read, and what cites it.

    Parameters
    ----------
    knowledge : Knowledge
        The knowledge base, as :func:`annotations.load` gives it.

    Returns
    -------
    str
        Markdown, ending with a line break; the same data give the same text.
    """
    cited: dict[str, dict[str, None]] = {key: {} for key in knowledge.sources}
    for name, record in records(knowledge):
        table = name.partition(".")[0]
        for key in getattr(record, "sources", ()):
            cited.setdefault(key, {})[_TABLES.get(table, table)] = None
    sources = sorted(knowledge.sources.values(), key=lambda source: (source.citation.casefold(), source.key))
    read = [source for source in sources if source.read]
    unread = [source for source in sources if not source.read]
    lines = [
        "# Sources",
        "",
        "Written from `annotations/data` by `python -m annotations.reports.bibliography docs/sources.md`;",
        "do not edit by hand.",
        "",
        f"{len(sources)} works; something was read of {len(read)}. A word in italics says what, such as an abstract.",
        "Sentences that rest only on the others are marked as recalled in the program.",
        "",
        "## Read, at least in part",
        "",
        *(_line(source, cited[source.key]) for source in read),
        "",
        "## Recalled, or known from somebody else's report",
        "",
        *(_line(source, cited[source.key]) for source in unread),
    ]
    return "\n".join(lines) + "\n"


def _line(source: Source, tables: dict[str, None]) -> str:
    parts = [f"- `{source.key}`: {source.named.rstrip('.')}."]
    if source.doi:
        parts.append(f"[doi:{source.doi}](https://doi.org/{source.doi}).")
    if source.pmid:
        parts.append(f"PMID {source.pmid}.")
    if source.read:
        parts.append(f"*{source.read}*.")
    parts.append(f"Cited for {', '.join(tables)}." if tables else "Not cited.")
    return " ".join(parts)


def main(arguments: list[str]) -> int:
    """Write the page to the path given, or to standard output without one."""
    text = bibliography(load())
    if not arguments:
        sys.stdout.write(text)
        return 0
    path = Path(arguments[0])
    beside = path.with_name(path.name + ".part")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
