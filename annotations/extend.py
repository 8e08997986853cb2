"""The shipped knowledge base with a user's folder of further records, validated as the shipped one is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .load import DataError, load, read_tables
from .model import SCHEMA_VERSION, Knowledge
from .validate import checks

if TYPE_CHECKING:
    from .validate import Problem


def load_with(folder: Path) -> Knowledge:
    """Read the shipped knowledge base and the further maps, symptoms or other records of a folder.

    Parameters
    ----------
    folder : Path
        A folder with ``*.toml`` data files. Their records may refer to shipped ones, and may replace none.

    Returns
    -------
    Knowledge
        The shipped records, each table followed by the folder's.

    Raises
    ------
    DataError
        When the folder cannot be read as a knowledge base can, when a record has the name of a shipped one, or when a
        check finds something wrong with it: the file, line and record, what is wrong and what is accepted.
    """
    shipped = load()
    tables, origin = read_tables(folder)
    for table, key in origin:
        if key in getattr(shipped, table):
            raise DataError(
                f"{_place(folder, origin, table, key)}: {table}.{key} is a record of the shipped data; "
                "a further record needs a key of its own."
            )
    merged = {table: {**getattr(shipped, table), **records} for table, records in tables.items()}
    knowledge = Knowledge(schema_version=SCHEMA_VERSION, **cast("Any", merged))
    problems = _problems(knowledge, shipped)
    if problems:
        first = problems[0]
        table, _, rest = first.record.partition(".")
        # A part of a record is named after it (muscles.soleus.roots.S1), and a record's name may have dots of its own.
        owner = max((key for at, key in origin if at == table and f"{rest}.".startswith(key)), key=len, default=None)
        where = folder if owner is None else _place(folder, origin, table, owner)
        more = f" And {len(problems) - 1} more." if len(problems) > 1 else ""
        raise DataError(f"{where}: {first}{more}")
    return knowledge


def _problems(knowledge: Knowledge, shipped: Knowledge) -> list[Problem]:
    """Run every check but those of translations, which a user's records need not have; list what the folder brings."""
    found: list[Problem] = []
    for _, check in sorted(checks().items()):
        if check.__module__.endswith("check_languages"):
            continue
        problems = list(check(knowledge))
        if problems:
            ours = set(check(shipped))
            found += [problem for problem in problems if problem not in ours]
    return found


def _place(folder: Path, origin: dict[tuple[str, str], str], table: str, key: str) -> str:
    """Name the file and the line that a record begins at (TOML gives no lines once it is read)."""
    name = origin[table, key]
    head = re.compile(rf"\s*\[\s*{re.escape(table)}\s*\.\s*[\"']?{re.escape(key)}[\"']?\s*[.\]]")
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    line = next((number for number, text in enumerate(lines, 1) if head.match(text)), None)
    return name if line is None else f"{name}, line {line}"
