"""Wrong input: one sentence that names what was wrong and what is accepted."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from typing import Final

OUR_PACKAGES: Final = frozenset({"viewer", "annotations", "meshes"})
MOST_LISTED: Final = 90
"""Names listed in full; only the list of the body's structures is longer."""


class InputError(ValueError):
    """The user asked for something that does not exist or cannot be done. The message is one sentence."""


def unknown(kind: str, word: str, accepted: Iterable[str]) -> InputError:
    """Make the error for a wrong word: what it is, the nearest accepted one, and all accepted ones.

    Parameters
    ----------
    kind : str
        What the word stands for, for example ``symptom``.
    word : str
        The wrong word.
    accepted : iterable of str
        Accepted words, in the order they are to be listed.
    """
    words = list(accepted)
    close = difflib.get_close_matches(word.lower(), words, n=1, cutoff=0.5)
    hint = f" (did you mean {close[0]}?)" if close else ""
    more = f" and {len(words) - MOST_LISTED} more" if len(words) > MOST_LISTED else ""
    listed = ", ".join(words[:MOST_LISTED]) + more
    return InputError(f"unknown {kind} {word!r}{hint}; accepted are {listed}")


def one_of(kind: str, word: str, accepted: Collection[str]) -> str:
    """Return a word that is accepted.

    Raises
    ------
    InputError
        When it is not; the sentence lists what is.
    """
    if word not in accepted:
        raise unknown(kind, word, accepted)
    return word


def is_ours(error: BaseException) -> bool:
    """Whether an error is one of our own sentences, and not a bug that happens to be a ``ValueError``."""
    return isinstance(error, ValueError) and type(error).__module__.partition(".")[0] in OUR_PACKAGES
