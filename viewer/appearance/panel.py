"""What the panel says, as plain values: a title, paragraphs with what they rest on, the sources in full."""

from __future__ import annotations

from dataclasses import dataclass

from .covers import Covers


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One sentence or short paragraph of the panel, with what it rests on."""

    text: str
    sources: tuple[str, ...] = ()
    provenance: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """What the panel says: warnings first, then what is lit and why, then the sources in full."""

    titles: tuple[str, ...]
    """What is shown: of several picked symptoms, each."""
    paragraphs: tuple[Paragraph, ...] = ()
    citations: tuple[tuple[str, str], ...] = ()
    """(source key, full citation), in the order they are first used."""
    drawing: tuple[Paragraph, ...] = ()
    """What the drawing on the skin covers."""
    drawing_covers: Covers | None = None
    """The same in numbers."""

    @property
    def title(self) -> str:
        """All titles in a line."""
        return "; ".join(self.titles)
