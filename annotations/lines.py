"""Finding the line of a record or field in a data file, which TOML no longer knows once it is read."""

from __future__ import annotations

import re


def line_of(text: str, table: str, key: str, field: str | None = None) -> int | None:
    """Find the line that a record, or one of its fields, begins at.

    Parameters
    ----------
    text : str
        A data file as TOML.
    table, key : str
        The record's table and key.
    field : str, optional
        A field of the record.

    Returns
    -------
    int or None
        Counted from 1; the record's own line where the field is not found; None where neither is (a record may be
        written inline).
    """
    lines = text.splitlines()
    head = re.compile(rf"\s*\[\s*{re.escape(table)}\s*\.\s*[\"']?{re.escape(key)}[\"']?\s*(?:\]|\.\s*([^\]]*)\])")
    inline = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[.=]")
    wanted = re.compile(rf"\s*[\"']?{re.escape(field)}[\"']?\s*[.=]") if field else None
    start: int | None = None
    inside, in_table = False, False
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("["):
            found = head.match(line)
            inside = found is not None
            in_table = re.match(rf"\s*\[\s*{re.escape(table)}\s*\]", line) is not None
            if found and start is None:
                start = number
            if found and field and (found.group(1) or "").strip().startswith(field):
                return number
        elif inside and wanted is not None and wanted.match(line):
            return number
        elif in_table and start is None and inline.match(line):
            start = number
    return start


def line_at(content: bytes, byte: int) -> int:
    """Give the line that a byte of a file stands in, counted from 1."""
    return content.count(b"\n", 0, byte) + 1
