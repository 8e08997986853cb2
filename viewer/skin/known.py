"""A knowledge base as the key of what is worked out of it once and kept."""

from __future__ import annotations

from annotations.model import Knowledge


class Known:
    """A knowledge base as the key of a cache: equal only to itself."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __hash__(self) -> int:
        return id(self.knowledge)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Known) and other.knowledge is self.knowledge
