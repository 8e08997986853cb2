"""Wrong input: one sentence that names what was wrong and what is accepted."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable
from typing import Final

OUR_PACKAGES: Final = frozenset({"viewer", "annotations", "meshes"})
MOST_LISTED: Final = 90
"""Names listed in full; only the list of the body's structures is longer."""


class Phrase:
    """English words with named gaps, which whoever shows them says in the reader's language; else they are English.

    Parameters
    ----------
    message : str
        The messages of translation are gathered from here: write it in the call.
    **gaps : object
        What fills them; a phrase in a phrase is said in the language, too.
    """

    def __init__(self, message: str, **gaps: object) -> None:
        self.message, self.gaps = message, gaps

    def __str__(self) -> str:
        return self.in_words(lambda message, **gaps: message.format(**gaps) if gaps else message)

    def in_words(self, tr: Callable[..., str]) -> str:
        """Say them by a :class:`~viewer.i18n.catalogue.Catalogue`, or whatever translates as that does."""
        gaps = {
            name: gap.in_words(tr) if isinstance(gap, Phrase | InputError) else gap for name, gap in self.gaps.items()
        }
        return tr(self.message, **gaps)


class InputError(ValueError):
    """The user asked for something that does not exist or cannot be done: one sentence, as a :class:`Phrase`."""

    def __init__(self, message: str, **gaps: object) -> None:
        self.sentence = Phrase(message, **gaps)
        super().__init__(str(self.sentence))

    def in_words(self, tr: Callable[..., str]) -> str:
        """Say it in the reader's language."""
        return self.sentence.in_words(tr)


def unknown(kind: str | Phrase, word: str, accepted: Iterable[str]) -> InputError:
    """Make the error for a wrong word: what it is, the nearest accepted one, and all accepted ones.

    Parameters
    ----------
    kind : str or Phrase
        What the word stands for, for example ``symptom``: an English message.
    word : str
        The wrong word.
    accepted : iterable of str
        Accepted words, in the order they are to be listed.
    """
    words = list(accepted)
    listed: object = ", ".join(words[:MOST_LISTED])
    if len(words) > MOST_LISTED:
        listed = Phrase("{listed} and {count} more", listed=listed, count=len(words) - MOST_LISTED)
    gaps = {"kind": Phrase(kind) if isinstance(kind, str) else kind, "word": repr(word), "listed": listed}
    for close in difflib.get_close_matches(word.lower(), words, n=1, cutoff=0.5):
        return InputError("unknown {kind} {word} (did you mean {close}?); accepted are {listed}", close=close, **gaps)
    return InputError("unknown {kind} {word}; accepted are {listed}", **gaps)


def one_of(kind: str | Phrase, word: str, accepted: Collection[str]) -> str:
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
