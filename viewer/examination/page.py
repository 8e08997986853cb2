"""The result of an examination as a page of HTML: warnings, one root, what does not fit, discs, look-alikes, sources.

Colours are classes, filled in by the theme (:func:`viewer.qt.widgets.words.coloured`); colour is never the only sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

from annotations.model import Finding, Knowledge, Provenance
from viewer.appearance.citing import PROVENANCE, figure_words, source_name
from viewer.appearance.named import Named, sided_key, term
from viewer.i18n.catalogue import ENGLISH, N_, Catalogue
from viewer.state.view_state import Examined, Side

from .for_and_against import RootReading, SideReading, Statement, Verdict, named_grade
from .items import STRENGTH_WORDS, name_of
from .patterns import Sentence
from .result import NOTE, LookAlike, Result, Warned

SIGNS: Final[dict[Verdict, tuple[str, str, str]]] = {
    "for": ("+", "good", N_("For")),
    "against": ("−", "warning", N_("Against")),
    "little": ("(−)", "caution", N_("A little against: not lost, though a loss would be expected")),
    "neutral": ("○", "quiet", N_("Neither")),
}
URGENCY: Final[Mapping[str, str]] = {
    "emergency": N_("Emergency"),
    "same-day": N_("Same day"),
    "urgent": N_("Within days"),
}
LEADS: Final = {"resembles": ("accent", "≈")}
"""Class and sign before a sentence of the verdict; before patterns of cord and cauda equina a warning sign."""
ROOT: Final[Mapping[Side, str]] = {"left": N_("{root}, Left"), "right": N_("{root}, Right")}
LOOK_ALIKE: Final[Mapping[Side, str]] = {"left": N_("{name} (Left)"), "right": N_("{name} (Right)")}


class _Page:
    """Collects paragraphs and numbers the sources in order of use."""

    def __init__(self, tr: Catalogue) -> None:
        self.tr = tr
        self.parts: list[str] = []
        self.numbers: dict[str, int] = {}

    def heading(self, text: str, kind: str = "ink") -> None:
        self.parts.append(f"<h4 style='margin:10px 0 3px 0'><span class='{kind}'>{escape(text)}</span></h4>")

    def line(self, text: str, sources: Iterable[str] = (), provenance: Provenance = "read", lead: str = "") -> None:
        found = [str(self.numbers.setdefault(key, len(self.numbers) + 1)) for key in sources]
        cited = f" <span class='accent'>[{', '.join(found)}]</span>" if found else ""
        doubt = PROVENANCE[provenance]
        how = f" <span class='quiet'><i>({escape(self.tr(doubt))})</i></span>" if doubt else ""
        self.parts.append(f"<p style='margin:2px 0 5px 0'>{lead}{escape(text)}{how}{cited}</p>")


def page_html(
    entries: Sequence[Examined],
    result: Result,
    knowledge: Knowledge,
    chosen: tuple[str, Side] | None,
    item: str | None,
    tr: Catalogue,
    structures: Mapping[str, Named],
) -> str:
    """Write the page.

    Parameters
    ----------
    entries : sequence of Examined
        What was entered.
    result : Result
        What it says.
    knowledge : Knowledge
    chosen : (root, side), optional
        The root whose reasons are listed; by default the one that most findings fit.
    item : str, optional
        Key of the item under the cursor: what each source says about its roots.
    tr : Catalogue
        The reader's language, which is that of the result and the knowledge.
    structures : mapping of str to Named
        Of the body, by key: they name muscles in Latin.

    Returns
    -------
    str
        HTML with colours as classes; everything from the data is escaped.
    """
    page = _Page(tr)
    for sentence in result.verdict:
        if sentence.kind == "fits":
            page.line(sentence.text, lead="<b>", sources=())
            page.parts[-1] = page.parts[-1].replace("</p>", "</b></p>")
        else:
            kind, sign = LEADS.get(sentence.kind, ("warning", "⚠"))
            lead = f"<span class='{kind}'><b>{sign}</b></span> "
            page.line(sentence.text, sentence.sources, sentence.provenance, lead=lead)
    root = chosen_root(result, chosen)
    if root is not None:
        _root(page, root, knowledge)
    _sentences(page, tr("Does not fit together"), result.discordant)
    _sentences(page, tr("Which disc meets it"), result.discs)
    if result.look_alikes:
        page.heading(tr("What else looks like this"))
        for one in result.look_alikes:
            _look_alike(page, one, entries, knowledge)
    _sentences(page, tr("To mind"), result.remarks)
    together = [key for side in result.sides for key in side.together]
    if together:
        page.heading(tr("Published figures of two findings together"))
        for key in dict.fromkeys(together):
            page.line(figure_words(knowledge.findings[key], tr), knowledge.findings[key].sources)
    if result.warnings:
        page.heading(tr("Warning signs in full"))
        for warned in result.warnings:
            _warn(page, warned, knowledge)
    if item is not None and item in knowledge.examination:
        _item(page, item, knowledge, structures)
    if entries:
        page.line(tr(NOTE))
        page.parts[-1] = page.parts[-1].replace("<p ", "<p class='quiet' ", 1)
    if page.numbers:
        page.heading(tr("Sources"))
        for key, number in page.numbers.items():
            page.parts.append(
                f"<p style='margin:1px 0'><span class='accent'>[{number}]</span> "
                f"<span class='quiet'>{escape(knowledge.sources[key].named)}</span></p>"
            )
    return "".join(page.parts)


def chosen_root(result: Result, chosen: tuple[str, Side] | None) -> RootReading | None:
    """Find the root to explain: the chosen one, else one that most findings fit, else none."""
    for side in result.sides:
        for root in side.roots:
            if chosen == (root.root, root.side):
                return root
    best: list[tuple[SideReading, RootReading]] = [(side, root) for side in result.sides for root in side.fitting]
    best.sort(key=lambda pair: (-pair[1].count("for"), pair[1].count("against"), pair[1].count("little")))
    return best[0][1] if best else None


def _warn(page: _Page, warned: Warned, knowledge: Knowledge) -> None:
    lead = f"<span class='warning'><b>⚠ {escape(page.tr(URGENCY[warned.urgency]))}:</b></span> "
    page.line(f"{warned.text} {warned.because} {warned.action}", warned.sources, lead=lead)
    for key in warned.figures:
        _figure(page, knowledge.findings[key])


def _root(page: _Page, root: RootReading, knowledge: Knowledge) -> None:
    named = page.tr(ROOT[root.side], root=root.root)
    stands = named if root.support is None else f"{named}: {page.tr(STRENGTH_WORDS[root.support])}"
    page.parts.append(f"<h3 style='margin:10px 0 2px 0'>{escape(stands)}</h3>")
    for verdict, (sign, kind, name) in SIGNS.items():
        found = root.of(verdict)
        if not found:
            continue
        heading = f"{sign} {escape(page.tr(name))} ({len(found)})"
        page.parts.append(f"<p style='margin:6px 0 2px 0'><span class='{kind}'><b>{heading}</b></span></p>")
        said = [one for one in found if one.reading != "normal"]
        for statement in said:
            _statement(page, statement, knowledge)
        whole = knowledge.findings.get(f"whole-examination-{root.root.lower()}")
        if verdict == "for" and whole is not None:
            page.line(figure_words(whole, page.tr), whole.sources, lead="<span class='quiet'>▸ </span>")
        rest = [one for one in found if one not in said]
        if verdict == "little" and rest:
            _together(page, rest, knowledge)
        elif rest:
            page.line(
                page.tr.plural(
                    "{count} normal finding says little or nothing of it.",
                    "{count} normal findings say little or nothing of it.",
                    len(rest),
                )
            )


def _together(page: _Page, found: Sequence[Statement], knowledge: Knowledge) -> None:
    """Name normal findings in one paragraph, with the figures of how often such signs are missing."""
    named = "; ".join(named_grade(knowledge, one.item, one.grade, page.tr) for one in found)
    page.line(f"{named}.", dict.fromkeys(source for one in found for source in one.sources))
    for key in dict.fromkeys(key for one in found for key in one.findings):
        _figure(page, knowledge.findings[key])


def _statement(page: _Page, statement: Statement, knowledge: Knowledge) -> None:
    page.line(statement.text, statement.sources, statement.provenance)
    if statement.verdict == "for":
        for key in statement.findings:
            _figure(page, knowledge.findings[key])


def _figure(page: _Page, finding: Finding) -> None:
    lead = "<span class='quiet'>▸ </span>"
    page.line(figure_words(finding, page.tr), finding.sources, finding.provenance, lead=lead)


def _sentences(page: _Page, heading: str, found: Sequence[Sentence]) -> None:
    if found:
        page.heading(heading)
        for sentence in found:
            page.line(sentence.text, sentence.sources, sentence.provenance)


def _look_alike(page: _Page, one: LookAlike, entries: Sequence[Examined], knowledge: Knowledge) -> None:
    lead = f"<b>{escape(page.tr(LOOK_ALIKE[one.side], name=one.mimic.name))}</b>. "
    page.line(one.mimic.telling_feature, one.mimic.sources, one.mimic.provenance, lead=lead)
    for sign, kind, words, keys in (
        ("+", "good", page.tr("as entered"), one.fits),
        ("−", "warning", page.tr("not as entered"), one.differs),
    ):
        if keys:
            named = "; ".join(_graded(page, key, entries, knowledge, one.side) for key in keys)
            lead = f"<span class='{kind}'><b>{sign}</b> {escape(words)}:</span>"
            page.parts.append(f"<p style='margin:0 0 4px 12px'>{lead} {escape(named)}</p>")


def _graded(page: _Page, key: str, entries: Sequence[Examined], knowledge: Knowledge, side: Side) -> str:
    grade = next(entry.grade for entry in entries if (entry.key, entry.side) == (key, side))
    return named_grade(knowledge, key, grade, page.tr)


def _item(page: _Page, key: str, knowledge: Knowledge, structures: Mapping[str, Named]) -> None:
    """Say how the item under the cursor relates to roots, and what each source says about its muscles."""
    item = knowledge.examination[key]
    page.parts.append(f"<h3 style='margin:12px 0 2px 0'>{escape(name_of(knowledge, key, page.tr))}</h3>")
    page.line(f"{item.how} {item.text}", item.sources, item.provenance)
    for link in item.roots:
        lead = f"<b>{escape(link.root)}</b> {escape(page.tr(STRENGTH_WORDS[link.strength]))}: "
        page.line(link.reason, link.sources, link.provenance, lead=lead)
    for figure in item.findings:
        _figure(page, knowledge.findings[figure])
    heard = [supply for supply in knowledge.supplies.values() if set(supply.muscles) & set(item.muscles)]
    if heard:
        page.heading(page.tr("Its roots, source by source"))
        for supply in heard:
            who = source_name(knowledge.sources[supply.sources[0]])
            named = [key for key in supply.muscles if key in knowledge.muscles]
            muscles = ", ".join(_muscle(key, knowledge, structures, page.tr) for key in named)
            page.line(f"{who} ({muscles}): {supply.text}", supply.sources, supply.provenance)


def _muscle(key: str, knowledge: Knowledge, structures: Mapping[str, Named], tr: Catalogue) -> str:
    """Name a muscle as a learned reader does, within a sentence."""
    found = sided_key(key, "right", structures)
    return knowledge.muscles[key].name.lower() if tr.language == ENGLISH or not found else term(structures[found], tr)
