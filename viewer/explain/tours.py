"""Guided tours: views with their texts, as data in ``annotations/tours``.

A step quotes records of the knowledge base (``claims.keep-moving``, ``care.l4-skin``, or others of :data:`TABLES`)
with their sources and translations, or has a text of its own with sources. Files are English; the words of a tour are
in the catalogues, with a context such as ``tours.l4-in-five-minutes.title``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, Final, cast, get_args

from annotations.model import Audience, Knowledge, Passage, Provenance, Scene
from annotations.parsed import parse
from annotations.reading import grade
from viewer.appearance.passages import after_colon, joined
from viewer.files.errors import InputError, is_ours, unknown
from viewer.i18n.catalogue import LANGUAGES, Catalogue, catalogue
from viewer.i18n.language import in_language
from viewer.state.audience import AUDIENCES
from viewer.state.saved_view import read_fields
from viewer.state.view_state import READER, PickedSymptom, ViewState, fields_of

from .checking_views import check_state
from .steps import NAMES, Step
from .topics import FIRST, warning_lines

SCHEMA: Final = 1
TABLES: Final = ("claims", "care", "scenes", "nerves", "disc_levels", "mimics", "findings")
"""Tables of the knowledge base that a step may quote."""
KEPT: Final = (*fields_of(READER), "side", "map")
"""Fields of the reader's view that a tour does not change."""
SIMPLE: Final = 6.0
"""Highest reading grade of texts for patients."""
SAYS: Final[Mapping[Audience, str]] = {"patient": "says", "student": "student", "physician": "physician"}
"""Field of a step that lists the records for each audience."""
FIELDS: Final = ("name", *SAYS.values(), "text", "sources", "provenance", "urgent", "state")
"""Fields of a step in its file."""
FEWEST: Final = 3


@dataclass(frozen=True, slots=True)
class TourStep:
    """One step of a tour, as in its file."""

    name: str
    says: Mapping[Audience, tuple[str, ...]]
    """Records quoted for each audience."""
    text: str
    """Its own; empty if it only quotes records."""
    sources: tuple[str, ...]
    provenance: Provenance
    symptoms: tuple[str, ...]
    fields: Mapping[str, object]
    """Fields of the state, without the symptoms."""
    urgent: bool


@dataclass(frozen=True, slots=True)
class Tour:
    """A tour, in English."""

    key: str
    title: str
    steps: tuple[TourStep, ...]

    def of(self, field: str, text: str, tr: Catalogue) -> str:
        """Translate its title, or the name or text of a step: the same words are the same wherever steps are moved."""
        return tr.of(f"tours.{self.key}.{field}", text)


@cache
def tours() -> Mapping[str, Tour]:
    """Read the shipped tours, once per process, in the order of their files.

    Raises
    ------
    InputError
        When a file is damaged; the sentence names file and step.
    """
    folder = resources.files("annotations") / "tours"
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    found = {}
    for item in files:
        key = item.name.removesuffix(".toml").lstrip("0123456789-")
        found[key] = read_tour(key, item.read_text(encoding="utf-8"), f"tours/{item.name}")
    return found


def messages() -> Iterator[tuple[str, str]]:
    """List what is to be translated of the shipped tours: context and English text."""
    for tour in tours().values():
        yield f"tours.{tour.key}.title", tour.title
        for step in tour.steps:
            yield f"tours.{tour.key}.name", step.name
            if step.text:
                yield f"tours.{tour.key}.text", step.text


def read_tour(key: str, text: str, where: str) -> Tour:
    """Read a tour from the text of its file.

    Parameters
    ----------
    key : str
    text : str
        TOML.
    where : str
        The file's name, for sentences about what is wrong.

    Raises
    ------
    InputError
        When it is not a tour; the sentence names the step and what is accepted.
    """
    try:
        content = parse(text.encode(), text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{where} is not valid TOML: {error}") from error
    if content.get("schema_version") != SCHEMA or set(content) != {"schema_version", "tour", "steps"}:
        raise InputError(f"{where} needs schema_version = {SCHEMA}, a table tour and steps")
    if not isinstance(content["tour"], dict) or not isinstance(content["steps"], list):
        raise InputError(f"{where} needs a table tour and a list of steps")
    _check_fields(content["tour"], ("title",), where)
    title = _text(content["tour"], "title", where)
    steps = tuple(_step(raw, f"{where}, step {number}") for number, raw in enumerate(content["steps"], start=1))
    return Tour(key, title, steps)


def _check_fields(raw: Mapping[str, Any], known: Collection[str], where: str) -> None:
    for field in raw:
        if field in LANGUAGES or field.removesuffix("_text") in LANGUAGES:
            raise InputError(f"{where}: {field} is no longer read; translations of tours are in viewer/i18n/locale")
        if field not in known:
            raise InputError(f"{where}: {unknown('field', field, known)}")


def _text(raw: Mapping[str, Any], field: str, where: str) -> str:
    text = raw.get(field)
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"{where}: {field} is missing; a text is accepted")
    return text


def _step(raw: Any, where: str) -> TourStep:
    if not isinstance(raw, dict):
        raise InputError(f"{where} is not a table")
    _check_fields(raw, FIELDS, where)
    state = dict(raw.get("state", {}))
    symptoms = _texts(state.pop("symptoms", []), f"{where}: symptoms")
    if "text" not in raw and not raw.get("says"):
        raise InputError(f"{where} says nothing; it needs says (keys of records) or text")
    provenance = raw.get("provenance", "read")
    if provenance not in get_args(Provenance):
        raise InputError(f"{where}: {unknown('provenance', str(provenance), get_args(Provenance))}")
    says = {audience: _texts(raw.get(name, []), f"{where}: {name}") for audience, name in SAYS.items()}
    return TourStep(
        name=_text(raw, "name", where),
        says=says,
        text=_text(raw, "text", where) if "text" in raw else "",
        sources=_texts(raw.get("sources", []), f"{where}: sources"),
        provenance=provenance,
        symptoms=symptoms,
        fields=read_fields(state, where),
        urgent=raw.get("urgent") is True,
    )


def _texts(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InputError(f"{where} is not a list of texts")
    return tuple(value)


def tour_steps(tour: Tour, state: ViewState, knowledge: Knowledge) -> tuple[Step, ...]:
    """Make the steps of a tour; language, reader, body and side of the state stay.

    Raises
    ------
    InputError
        When a step names a record that does not exist.
    """
    known, tr = in_language(knowledge, state.language), catalogue(state.language)
    kept = {name: getattr(state, name) for name in KEPT}
    steps = [_warning(tour, kept, known, tr)] if FIRST in known.care else []
    for number, step in enumerate(tour.steps, start=1):
        picks = tuple(
            PickedSymptom(key, state.side if key not in knowledge.symptoms or knowledge.symptoms[key].sided else "both")
            for key in step.symptoms
        )
        shown = replace(ViewState(), **{**kept, **cast("Any", step.fields)}, symptoms=picks)
        own = Passage(tour.of("text", step.text, tr), step.sources, step.provenance)
        texts = {audience: _told(step, own, audience, known, tr) for audience in AUDIENCES}
        steps.append(Step(f"{tour.key}-{number}", tour.of("name", step.name, tr), texts, shown, step.urgent))
    return tuple(steps)


def _warning(tour: Tour, kept: Mapping[str, object], knowledge: Knowledge, tr: Catalogue) -> Step:
    """Begin with the warning signs, as every tour does."""
    first = knowledge.care[FIRST]
    passage = Passage("\n".join(warning_lines(first)), first.sources, first.provenance)
    texts = dict.fromkeys(AUDIENCES, passage)
    numb = replace(
        ViewState(), **cast("Any", kept), symptoms=(PickedSymptom("saddle-numbness", "both"),), view="saddle"
    )
    return Step(f"{tour.key}-warning", tr(NAMES["warning"]), texts, numb, urgent=True)


def _told(step: TourStep, own: Passage, audience: Audience, knowledge: Knowledge, tr: Catalogue) -> Passage:
    keys = step.says[audience] or step.says["patient"]
    parts = [record_passage(key, audience, knowledge, tr) for key in keys]
    if own.text and (audience == "patient" or not step.says[audience]):
        parts.insert(0, own)
    return joined(parts)


def record_passage(reference: str, audience: Audience, knowledge: Knowledge, tr: Catalogue) -> Passage:
    """Give what a record says to an audience.

    Parameters
    ----------
    reference : str
        Table and key: ``claims.keep-moving``.
    audience : {"patient", "student", "physician"}
    knowledge : Knowledge
        In the reader's language.
    tr : Catalogue
        Of that language.

    Raises
    ------
    InputError
        When there is no such record.
    """
    table, _, key = reference.partition(".")
    if table not in TABLES:
        raise unknown("table", table, TABLES)
    records: Mapping[str, Any] = getattr(knowledge, table)
    if key not in records:
        raise unknown(f"record of {table}", key, records)
    record = records[key]
    own = getattr(record, audience, None) if audience != "patient" or isinstance(record, Scene) else None
    if isinstance(own, Passage):
        return own
    text = {"nerves": "course", "mimics": "telling_feature"}.get(table, "text")
    said = getattr(record, text)
    told = f"{record.name}: {after_colon(said, tr)}" if table in ("nerves", "mimics") else said
    return Passage(told, record.sources, record.provenance)


def tour_problems(knowledge: Knowledge) -> list[str]:
    """Check the shipped tours: their states, records, sources and words.

    Returns
    -------
    list of str
        One sentence per problem; empty if there is none.
    """
    found: list[str] = []
    try:
        shipped = tours()
    except InputError as error:
        return [str(error)]
    if not shipped:
        return ["annotations/tours holds no tour; at least one is needed"]
    for tour in shipped.values():
        if len(tour.steps) < FEWEST:
            found.append(f"tours.{tour.key} has {len(tour.steps)} steps; at least {FEWEST} are needed")
        try:
            steps = tour_steps(tour, ViewState(), knowledge)
        except ValueError as error:
            if not is_ours(error):
                raise
            found.append(f"tours.{tour.key}: {error}")
            continue
        for number, step in enumerate(steps, start=1):
            found += [f"tours.{tour.key}, step {number}: {line}" for line in _wrong(step, knowledge)]
    return found


def _wrong(step: Step, knowledge: Knowledge) -> list[str]:
    found = []
    try:
        check_state(step.state, knowledge)
    except ValueError as error:
        if not is_ours(error):
            raise
        found.append(str(error))
    parts = {*knowledge.muscles, *knowledge.nerves}
    for base in step.state.named or ():
        if base not in parts and not base.startswith(("vertebra_", "intervertebral_disc_", "sacrum")):
            found.append(f"it names {base}, of which the data know nothing")
    for audience in AUDIENCES:
        passage = step.passage(audience)
        found += [f"the source {key} is unknown" for key in passage.sources if key not in knowledge.sources]
        if not passage.sources:
            found.append(f"what is told to the {audience} has no source")
    level = grade(step.passage("patient").text)
    if level > SIMPLE:
        found.append(f"what is told to the patient reads at grade {level:.1f}; {SIMPLE:.0f} at most is accepted")
    return found
