"""The short neurological examination: what can be entered, and how entries are kept, read and checked.

Entries are a frozen tuple in :class:`~viewer.state.view_state.ViewState`, in the order of the examination, not
of entering. No name and no free text is kept. What they say about roots is in
:mod:`viewer.examination.for_and_against`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, get_args

from annotations.model import URGENCIES, ExaminationGroup, ExaminationItem, Knowledge, Strength
from viewer.files.errors import InputError, Phrase, unknown
from viewer.i18n.catalogue import N_, Catalogue
from viewer.state.view_state import SIDE_CHOICES, SIDES, Examined, PickedSymptom, Side, SideChoice, ViewState

from .warning_signs import BOTH_LEGS, BOTH_LEGS_PAIN

WARNING: Final = "warning"
"""Group of the warning signs: the red-flag symptoms of the data, answered yes or no."""
SACRAL: Final = "sacral"
"""Group that is examined item by item: like warning signs, it is not filled in as normal with the rest."""
NOT_TESTABLE: Final = "NT"
GRADES: Final[Mapping[str, tuple[str, ...]]] = {
    "strength": ("0", "1", "2", "3", "4", "5", NOT_TESTABLE),
    "pin-prick": ("0", "1", "2", NOT_TESTABLE),
    "light-touch": ("0", "1", "2", NOT_TESTABLE),
    "reflex": ("0", "1", "2", "3", "4"),
    "test": ("positive", "negative"),
    "plantar": ("down", "up", "mute", NOT_TESTABLE),
    "tone": ("normal", "reduced", "absent", NOT_TESTABLE),
    "presence": ("present", "absent", NOT_TESTABLE),
    WARNING: ("yes", "no"),
}
"""By scale: muscles and feeling as on the ISNCSCI worksheet (``isncsci_worksheet2023``), reflexes as on the NINDS scale
without its plus signs (``ninds_reflex_scale``), the plantar response as in ``neuroexam_plantar``."""
NORMAL: Final[Mapping[str, str]] = {
    "strength": "5",
    "pin-prick": "2",
    "light-touch": "2",
    "reflex": "2",
    "test": "negative",
    "plantar": "down",
    "tone": "normal",
    "presence": "present",
    WARNING: "no",
}
"""By scale."""
GROUP_NAMES: Final[Mapping[str, str]] = {
    "strength": N_("Strength, 0 to 5"),
    "pin-prick": N_("Pin prick, 0 to 2"),
    "light-touch": N_("Light touch, 0 to 2"),
    "reflex": N_("Reflexes, 0 to 4"),
    "test": N_("Stretch and function tests"),
    SACRAL: N_("Saddle and groin"),
    WARNING: N_("Warning signs"),
}
GRADE_WORDS: Final[Mapping[str, str]] = {
    "positive": N_("positive"),
    "negative": N_("negative"),
    "down": N_("down"),
    "up": N_("up (Babinski)"),
    "mute": N_("mute"),
    "normal": N_("normal"),
    "reduced": N_("reduced"),
    "absent": N_("absent"),
    "present": N_("present"),
    "yes": N_("yes"),
    "no": N_("no"),
}
"""Grades that are words."""
STRENGTH_WORDS: Final[Mapping[Strength, str]] = {"strong": N_("strong"), "moderate": N_("moderate"), "weak": N_("weak")}
"""How an item relates to a root, and how well a root is supported."""
FELT: Final[Mapping[str, str]] = {
    "pin-prick": N_("{place}, pin prick"),
    "light-touch": N_("{place}, light touch"),
}
"""By scale, how a place on the skin is named together with how it is felt."""
SIDE_NAMES: Final[Mapping[Side, str]] = {"left": N_("Left"), "right": N_("Right")}
"""Above a column, or before what is said of a side."""
ON_SIDE: Final[Mapping[Side, str]] = {"left": N_("{what}, left"), "right": N_("{what}, right")}
TYPED: Final[Mapping[str, Mapping[str, str]]] = {
    "test": {"+": "positive", "1": "positive", "p": "positive", "-": "negative", "0": "negative"},
    "plantar": {"-": "down", "d": "down", "+": "up", "u": "up", "0": "mute", "m": "mute", "t": NOT_TESTABLE},
    "tone": {"2": "normal", "+": "normal", "1": "reduced", "0": "absent", "-": "absent", "t": NOT_TESTABLE},
    "presence": {"+": "present", "1": "present", "-": "absent", "0": "absent", "t": NOT_TESTABLE},
    WARNING: {"+": "yes", "1": "yes", "y": "yes", "-": "no", "0": "no"},
}
"""By scale, what is typed for answers that are no grades from 0 up, in the window and on the command line."""
SHORT: Final[Mapping[str, str]] = {"+": "positive", "-": "negative", "nt": NOT_TESTABLE, "y": "yes", "n": "no"}
"""Shorter ways to write a grade."""
EXAMPLE: Final = "patellar-reflex:right=1"
"""As it is entered on the command line."""
CLONUS: Final = "4"
MUTE: Final = "mute"
LONG_TRACTS: Final = "stiff-jumpy-legs"
"""Key of the warning sign that brisk reflexes stand for."""


def groups() -> tuple[str, ...]:
    """Name the groups in the order in which they are examined."""
    return (*get_args(ExaminationGroup), WARNING)


def keys_of(knowledge: Knowledge, group: str) -> tuple[str, ...]:
    """List what belongs to a group: keys of ``knowledge.examination``, or of symptoms for the warning signs."""
    if group == WARNING:
        flags = [symptom for symptom in knowledge.symptoms.values() if symptom.urgency is not None]
        return tuple(symptom.key for symptom in sorted(flags, key=lambda flag: URGENCIES.index(flag.urgency)))
    return tuple(key for key, item in knowledge.examination.items() if item.group == group)


def group_of(knowledge: Knowledge, key: str) -> str:
    """Name the section of an item or warning sign."""
    item = knowledge.examination.get(key)
    return WARNING if item is None else item.group


def scale_of(knowledge: Knowledge, key: str) -> str:
    """Name the scale that an item or warning sign is graded by: a key of :data:`GRADES`."""
    item = knowledge.examination.get(key)
    return WARNING if item is None else item.graded_by


def sides_of(knowledge: Knowledge, key: str) -> tuple[SideChoice, ...]:
    """List the sides that something is entered for: left and right, or only both where it has none, such as fever."""
    found = knowledge.examination.get(key) or knowledge.symptoms.get(key)
    return ("both",) if found is not None and not found.sided else SIDES


def name_of(knowledge: Knowledge, key: str, tr: Catalogue) -> str:
    """Name an item or a warning sign, as an examiner reads it; the knowledge base must be in the same language."""
    item = knowledge.examination.get(key)
    if item is None:
        flag = knowledge.red_flags.get(key)
        return knowledge.symptoms[key].text if flag is None else flag.text.rstrip(".")
    return tr(FELT[item.graded_by], place=item.name) if item.felt else item.name


def on_side(what: str, side: SideChoice, tr: Catalogue) -> str:
    """Name something with its side; alone if it has none."""
    return what if side == "both" else tr(ON_SIDE[side], what=what)


def grade_words(scale: str, grade: str, tr: Catalogue) -> str:
    """Write a grade: ``3/5``, ``1/2``, ``1`` of a reflex, ``positive``, ``up (Babinski)``."""
    if scale in ("strength", "pin-prick", "light-touch") and grade != NOT_TESTABLE:
        return f"{grade}/{NORMAL[scale]}"
    return tr(GRADE_WORDS[grade]) if grade in GRADE_WORDS else grade


def graded(entries: Iterable[Examined], key: str, side: SideChoice) -> str | None:
    """Give what was entered for one item and side; None where nothing was."""
    return next((entry.grade for entry in entries if (entry.key, entry.side) == (key, side)), None)


def with_grade(
    entries: Sequence[Examined], knowledge: Knowledge, key: str, side: SideChoice, grade: str | None
) -> tuple[Examined, ...]:
    """Enter a grade, or take it away.

    Parameters
    ----------
    entries : sequence of Examined
        What was entered so far.
    knowledge : Knowledge
        Gives the order.
    key : str
        Of an item or warning sign.
    side : {"left", "right", "both"}
        One of :func:`sides_of`.
    grade : str or None
        One of :data:`GRADES`; None: not examined.

    Returns
    -------
    tuple of Examined
        In the order of the examination.

    Raises
    ------
    InputError
        When the item, the side or the grade is unknown.
    """
    kept = [entry for entry in entries if (entry.key, entry.side) != (key, side)]
    if grade is not None:
        kept.append(_checked(Examined(key, side, grade), knowledge))
    return in_order(kept, knowledge)


def rest_normal(
    entries: Sequence[Examined], knowledge: Knowledge, among: Collection[str] | None = None
) -> tuple[Examined, ...]:
    """Enter the normal grade wherever nothing was entered.

    Warning signs are asked for one by one and left alone; so is the saddle, unless it is named.

    Parameters
    ----------
    entries : sequence of Examined
    knowledge : Knowledge
    among : collection of str, optional
        Groups; by default all but the saddle.
    """
    there = {(entry.key, entry.side) for entry in entries}
    added = [
        Examined(key, side, NORMAL[item.graded_by])
        for key, item in knowledge.examination.items()
        if (item.group != SACRAL if among is None else item.group in among)
        for side in sides_of(knowledge, key)
        if (key, side) not in there
    ]
    return in_order([*entries, *added], knowledge)


def in_order(entries: Iterable[Examined], knowledge: Knowledge) -> tuple[Examined, ...]:
    """Put entries in the order of the examination, right before left."""
    order = {key: number for number, key in enumerate((*knowledge.examination, *keys_of(knowledge, WARNING)))}
    sides: tuple[SideChoice, ...] = ("right", "left", "both")
    return tuple(sorted(entries, key=lambda entry: (order.get(entry.key, len(order)), sides.index(entry.side))))


def check_examination(entries: Sequence[Examined], knowledge: Knowledge) -> None:
    """Check entries that came from a file or the command line.

    Raises
    ------
    InputError
        When an item, side or grade is unknown, or one is graded twice.
    """
    seen: dict[tuple[str, str], str] = {}
    for entry in entries:
        _checked(entry, knowledge)
        first = seen.setdefault((entry.key, entry.side), entry.grade)
        if first != entry.grade:
            raise InputError(
                "{key} ({side}) is graded twice, {one} and {other}; one grade is accepted",
                key=entry.key,
                side=entry.side,
                one=first,
                other=entry.grade,
            )


def _checked(entry: Examined, knowledge: Knowledge) -> Examined:
    known = (*knowledge.examination, *keys_of(knowledge, WARNING))
    if entry.key not in known:
        raise unknown("examination item", entry.key, known)
    sides = sides_of(knowledge, entry.key)
    if entry.side not in sides:
        raise unknown(Phrase("side of {key}", key=entry.key), entry.side, sides)
    grades = GRADES[scale_of(knowledge, entry.key)]
    if entry.grade not in grades:
        raise unknown(Phrase("grade of {key}", key=entry.key), entry.grade, grades)
    return entry


def read_entries(words: Iterable[str], knowledge: Knowledge) -> tuple[Examined, ...]:
    """Read what was entered on the command line: ``quadriceps:right=3``, ``straight-leg-raise:left=positive``.

    Parameters
    ----------
    words : iterable of str
        Each ``KEY:SIDE=GRADE``; ``both`` stands for either side; what has no side, such as fever, is ``KEY=yes``.
    knowledge : Knowledge

    Raises
    ------
    InputError
        When a word is not of that form, or names what is unknown; one sentence names what is accepted.
    """
    found: list[Examined] = []
    for word in words:
        place, equals, grade = word.partition("=")
        key, _, side = place.partition(":")
        known = (*knowledge.examination, *keys_of(knowledge, WARNING))
        if key not in known:
            raise unknown("examination item", key, known)
        sides = sides_of(knowledge, key)
        example = (
            f"{key}={NORMAL[scale_of(knowledge, key)]}"
            if sides == ("both",)
            else f"{key}:right={NORMAL[scale_of(knowledge, key)]}"
        )
        if not equals:
            raise InputError(f"{word!r} has no grade; accepted is for example {example}")
        if sides == ("both",):
            sides_meant: tuple[SideChoice, ...] = sides
        elif side in SIDE_CHOICES:
            sides_meant = SIDES if side == "both" else tuple(choice for choice in SIDES if choice == side)
        elif side:
            raise unknown(Phrase("side of {key}", key=key), side, SIDE_CHOICES)
        else:
            raise InputError(f"{word!r} names no side; accepted is for example {example}, with right, left or both")
        grade = TYPED.get(scale_of(knowledge, key), SHORT).get(grade.lower()) or SHORT.get(grade.lower(), grade)
        found += [_checked(Examined(key, choice, grade), knowledge) for choice in sides_meant]
    check_examination(found, knowledge)
    return in_order(dict.fromkeys(found), knowledge)


def joined_entries(entries: Iterable[Examined], words: Iterable[str], knowledge: Knowledge) -> tuple[Examined, ...]:
    """Join the findings of a saved view with those of the command line.

    Raises
    ------
    InputError
        As :func:`read_entries`, and where one item is graded twice.
    """
    found = in_order(dict.fromkeys((*entries, *read_entries(words, knowledge))), knowledge)
    check_examination(found, knowledge)
    return found


def read_examining(word: str, knowledge: Knowledge) -> tuple[ExaminationItem, tuple[Side, ...]] | None:
    """Read ``KEY:side`` of the item under the cursor: it and its sides, both where it has none.

    None for a warning sign, which has no place on the body.

    Raises
    ------
    InputError
        When the item or the side is unknown.
    """
    key, _, side = word.partition(":")
    known = (*knowledge.examination, *keys_of(knowledge, WARNING))
    if key not in known:
        raise unknown("examination item", key, known)
    if side not in SIDE_CHOICES:
        raise unknown(Phrase("side of {key}", key=key), side, SIDES)
    item = knowledge.examination.get(key)
    if item is None:
        return None
    return item, tuple(choice for choice in SIDES if not item.sided or choice == side)


def examined_item(state: ViewState, knowledge: Knowledge) -> tuple[ExaminationItem, tuple[Side, ...]] | None:
    """Return the item of a state that is under the cursor, and its sides; None without one, and for a warning sign."""
    return None if state.examining is None else read_examining(state.examining, knowledge)


def lost_entries(entries: Iterable[Examined], knowledge: Knowledge) -> list[Examined]:
    """List weakness and loss of feeling: what counts towards a warning of both legs.

    A mild loss where healthy people feel less, too (``caution`` of an item), does not count; the saddle, which raises a
    warning of its own, is no part of a leg.
    """
    found = []
    for entry in entries:
        item = knowledge.examination.get(entry.key)
        if item is None or item.raises is not None or item.graded_by not in ("strength", "pin-prick", "light-touch"):
            continue
        mild = item.caution is not None and entry.grade == "1"
        if entry.grade not in (NOT_TESTABLE, NORMAL[item.graded_by]) and not mild:
            found.append(entry)
    return found


def lost_sides(entries: Iterable[Examined], knowledge: Knowledge) -> set[SideChoice]:
    """List the sides with weakness or loss of feeling, as :func:`lost_entries` counts them."""
    return {entry.side for entry in lost_entries(entries, knowledge)}


def stretched_entries(entries: Iterable[Examined], knowledge: Knowledge) -> list[Examined]:
    """List stretch tests that brought pain; where both legs have one, pain of both legs is what they warn of."""
    items = ((entry, knowledge.examination.get(entry.key)) for entry in entries)
    return [
        entry
        for entry, item in items
        if item is not None and item.graded_by == "test" and not item.muscles and entry.grade == "positive"
    ]


def raising(entries: Iterable[Examined], knowledge: Knowledge) -> dict[str, list[Examined]]:
    """List the findings that raise a warning sign by themselves, under its key: a numb saddle, a toe that goes up."""
    found: dict[str, list[Examined]] = {}
    for entry in entries:
        item = knowledge.examination.get(entry.key)
        if item is not None and item.raises is not None and alarms(item, entry.grade):
            found.setdefault(item.raises, []).append(entry)
    return found


def alarms(item: ExaminationItem, grade: str) -> bool:
    """Say whether a grade of an item raises its warning sign; a mute sole does not."""
    return item.raises is not None and grade not in (NORMAL[item.graded_by], NOT_TESTABLE, MUTE)


def warned_picks(entries: Iterable[Examined], knowledge: Knowledge) -> list[PickedSymptom]:
    """List the warning signs that an examination holds, as symptoms.

    Those answered yes, those that a finding raises by itself, and loss, or else pain on stretching, in both legs.
    """
    entries = tuple(entries)
    found = [
        PickedSymptom(entry.key, entry.side)
        for entry in entries
        if entry.grade == "yes" and entry.key in knowledge.symptoms
    ]
    found += [PickedSymptom(key, "both") for key in raising(entries, knowledge) if key in knowledge.symptoms]
    if lost_sides(entries, knowledge) >= set(SIDES) and BOTH_LEGS in knowledge.symptoms:
        found.append(PickedSymptom(BOTH_LEGS, "both"))
    elif {entry.side for entry in stretched_entries(entries, knowledge)} >= set(SIDES):
        found.append(PickedSymptom(BOTH_LEGS_PAIN, "both"))
    return [pick for pick in found if pick.key in knowledge.symptoms]
