"""The balance of signs for and against a root, by itself."""

from __future__ import annotations

from annotations import Knowledge
from annotations.model import RootLink, Strength
from viewer.examination.balance import IN_PART, OWN, SHARED, UNEXPLAINED, Sign, Standing, standings
from viewer.examination.for_and_against import read_sides
from viewer.examination.items import read_entries, rest_normal


def sign(name: str, *, same: str = "", contradicts: str = "", normal: bool = False, **links: Strength) -> Sign:
    """Make a sign with its relations to roots."""
    made = tuple(RootLink(root, strength, "", (), "read") for root, strength in links.items())
    return Sign(name, made, same or name, name, frozenset(contradicts.split()), normal)


def weighed(knowledge: Knowledge, *signs: Sign) -> dict[str, Standing]:
    """Weigh them."""
    return {one.root: one for one in standings(signs, knowledge)}


def test_a_sign_told_twice_counts_once_against_a_root_and_then_as_it_does_worse(knowledge: Knowledge) -> None:
    own = sign("own", L4="strong")
    weakly = sign("top of the foot", same="feeling", L5="strong", L4="weak")
    never = sign("outer shin", same="feeling", L5="strong")
    assert weighed(knowledge, own, weakly)["L4"].balance == OWN - IN_PART
    assert weighed(knowledge, own, weakly, never)["L4"].balance == OWN - UNEXPLAINED
    assert weighed(knowledge, own, never, weakly)["L4"].balance == OWN - UNEXPLAINED


def test_what_is_normal_contradicts_nothing(knowledge: Knowledge) -> None:
    jerk = sign("jerk", L4="strong", contradicts="stiff")
    assert weighed(knowledge, jerk, sign("stiff"))["L4"].balance == 0
    assert weighed(knowledge, jerk, sign("stiff", normal=True))["L4"].balance == OWN


def test_all_that_is_normal_weighs_no_more_than_one_shared_sign(knowledge: Knowledge) -> None:
    lost = (sign("toe", L5="strong"), sign("foot", L5="strong", L4="strong"))
    normal = [sign(f"normal {number}", normal=True, L5="strong") for number in range(6)]
    assert weighed(knowledge, *lost, *normal)["L5"].balance == OWN + SHARED - SHARED
    entries = rest_normal(read_entries(["extensor-hallucis:left=3", "tibialis-anterior:left=3"], knowledge), knowledge)
    left = next(side for side in read_sides(entries, knowledge) if side.side == "left")
    assert {root.root: root.support for root in left.roots}["L5"] == "moderate"
