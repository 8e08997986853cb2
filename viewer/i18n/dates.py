"""Days, written out in each language."""

from __future__ import annotations

from datetime import date
from typing import Final

from .catalogue import N_, Catalogue

DAYS: Final = (
    N_("{day} January {year}"),
    N_("{day} February {year}"),
    N_("{day} March {year}"),
    N_("{day} April {year}"),
    N_("{day} May {year}"),
    N_("{day} June {year}"),
    N_("{day} July {year}"),
    N_("{day} August {year}"),
    N_("{day} September {year}"),
    N_("{day} October {year}"),
    N_("{day} November {year}"),
    N_("{day} December {year}"),
)
"""A day of each month: its name may change beside a number."""


def written_day(day: date, tr: Catalogue) -> str:
    """Write a day out, such as 7 March 2026."""
    return tr(DAYS[day.month - 1], day=day.day, year=day.year)
