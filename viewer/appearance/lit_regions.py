"""What a state lights, each with its root, as plain values; worked out by :mod:`viewer.resolve.regions`."""

from __future__ import annotations

from dataclasses import dataclass, field

from viewer.state.view_state import Side


@dataclass(slots=True)
class LitRegions:
    """What is lit, each with its root."""

    skin: dict[tuple[str, Side], str | None] = field(default_factory=dict)
    """(root, side), in order of picking; with the key of a skin area, or None for all of the root's skin."""
    pain: dict[tuple[str, Side], None] = field(default_factory=dict)
    fields: dict[tuple[str, Side], None] = field(default_factory=dict)
    """(nerve, side): a nerve's skin, without a root's."""
    felt: dict[tuple[str, Side], None] = field(default_factory=dict)
    """(symptom, side): a symptom's own band."""
    muscles: dict[str, str] = field(default_factory=dict)
    """Sided key -> share of the root."""
    nerves: dict[str, str] = field(default_factory=dict)
    """Sided key -> root."""
    muscle_root: str | None = None
    """The root whose shares in the muscles are shown: the one lit first."""

    @property
    def deep(self) -> bool:
        """Whether anything below the skin is lit."""
        return bool(self.muscles or self.nerves)

    @property
    def empty(self) -> bool:
        """Whether nothing is lit at all: what was picked names no muscle and no place."""
        return not (self.skin or self.pain or self.fields or self.felt or self.deep)

    @property
    def roots(self) -> list[tuple[str, Side]]:
        """Roots lit in skin or pain, each once."""
        return list({**self.skin, **self.pain})
