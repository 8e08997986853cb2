"""What can be found: every symptom, structure, nerve, root, scene, map, topic, place and view, with all its names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from annotations.model import Knowledge, Symptom
from annotations.parsed import parse
from meshes.skin.landmarks import LANDMARKS
from viewer.appearance.named import Called, nerve_name, plain_name, terms
from viewer.appearance.views import VIEWS
from viewer.explain.topics import GROUPS as TOPIC_GROUPS
from viewer.files.errors import InputError
from viewer.i18n.capitals import capitalised, within_sentence
from viewer.i18n.catalogue import ENGLISH, LANGUAGES, Catalogue, catalogue
from viewer.i18n.language import in_language
from viewer.skin.nerve_fields import nerves_with_skin
from viewer.skin.reading import reading_at
from viewer.state.view_state import ChartPlace

from .entries import KIND_WORDS, Entry, Hit, Kind
from .finding import Answer, Index
from .names import Words, read_words
from .place_reading import place_of_entry, place_told, roots_by_map
from .place_words import messages as place_messages
from .understanding import Complaint, meanings

SYNONYMS: Final = Path(__file__).with_name("synonyms.toml")
NERVOUS: Final = frozenset({"nerve", "root", "cord", "dura"})
"""Tissues that are listed as nerves."""


def index_of(knowledge: Knowledge, structures: Mapping[str, Called], language: str = "en") -> Index:
    """Make the index of everything, in a language and in English.

    Parameters
    ----------
    knowledge : Knowledge
        In English.
    structures : mapping of str to Structure
        The body's structures by sided key.
    language : str
    """
    return Index(entries_of(knowledge, structures, language), words_of(language), language)


def words_of(language: str) -> Words:
    """Give the synonyms, side words and ignored words of a language."""
    return read_words(_tables(), language)


def symptom_index(symptoms: Iterable[Symptom], language: str) -> Index:
    """Make an index of symptoms alone, with their everyday names.

    Parameters
    ----------
    symptoms : iterable of Symptom
        In the language of the reader.
    language : str
    """
    further = _further(language)
    entries = (
        Entry(
            "symptom",
            symptom.key,
            symptom.text,
            (),
            (*symptom.synonyms, *further.get(("symptom", symptom.key), ())),
            symptom.urgency is not None,
        )
        for symptom in symptoms
    )
    return Index(entries, words_of(language), language)


def everyday_names(symptom: Symptom, language: str) -> tuple[str, ...]:
    """Say how else a symptom is called in a language; words that lead to several symptoms are no name of one."""
    if language == ENGLISH:
        return symptom.synonyms
    rows = (row for row in _tables()["also"] if row["kind"] == "symptom" and row["keys"] == [symptom.key])
    return tuple(dict.fromkeys(name for row in rows for name in row.get(language, ())))


def _further(language: str) -> dict[tuple[str, str], list[str]]:
    """Give everyday names, by kind and key."""
    further: dict[tuple[str, str], list[str]] = {}
    for row in _tables()["also"]:
        for key in row["keys"]:
            names = further.setdefault((row["kind"], key), [])
            names += [name for code in dict.fromkeys(("en", language)) for name in row.get(code, ())]
    return further


def entries_of(knowledge: Knowledge, structures: Mapping[str, Called], language: str = "en") -> list[Entry]:
    """List everything that can be found; see :func:`index_of`."""
    further = _further(language)
    return [
        replace(
            entry,
            words=capitalised(entry.words),
            also=(*entry.also, entry.words, *further.get((entry.kind, entry.key), ())),
        )
        for entry in _entries(knowledge, in_language(knowledge, language), structures, catalogue(language))
    ]


def _entries(
    english: Knowledge, knowledge: Knowledge, structures: Mapping[str, Called], tr: Catalogue
) -> Iterator[Entry]:
    for symptom in knowledge.symptoms.values():
        same = english.symptoms[symptom.key]
        also = (*symptom.synonyms, *(() if same is symptom else (same.text, *same.synonyms)))
        yield Entry("symptom", symptom.key, symptom.text, (), also, symptom.urgency is not None)
    seen: set[str] = set()
    for part in structures.values():
        if part.base not in seen:
            seen.add(part.base)
            kind: Kind = "nerve" if part.tissue in NERVOUS else "structure"
            known_as = (part.plain, part.ta2, part.latin, part.group, part.tissue)
            yield Entry(kind, part.base, plain_name(part, tr) or part.ta2, terms(part, tr), known_as)
    for root in knowledge.roots.values():
        plain = english.roots[root.key].plain_name
        names = (f"{root.key} root", f"{root.key} nerve root", f"{root.key} dermatome", f"nerve root {root.key}")
        title = root.name or root.key
        yield Entry("root", root.key, title, (), (root.key, plain, root.plain_name, *names))
    for scene in knowledge.scenes.values():
        same_scene = english.scenes[scene.key]
        also = (scene.level, same_scene.plain_name, *((scene.root,) if scene.root else ()))
        yield Entry("scene", scene.key, scene.plain_name, (scene.name,), also)
    for item in knowledge.maps.values():
        year = f" ({item.year})" if item.year and str(item.year) not in item.name else ""
        yield Entry("map", item.key, f"{item.name}{year}", (item.short_name,), ("map of the skin dermatome",))
    for key, name in nerves_with_skin(knowledge).items():
        plain = knowledge.nerves[key].plain_name if key in knowledge.nerves else ""
        title = tr("Skin of one nerve: {nerve}", nerve=within_sentence(name, tr))
        lay = next((plain_name(part, tr) for part in structures.values() if part.base == key), "")
        told = tr("Skin of one nerve: {nerve}", nerve=lay) if lay else ""
        also = (plain, told, nerve_name(english, key), "skin area sensory nerve territory")
        yield Entry("field", key, title, (), also, plain=told)
    for topic in knowledge.care.values():
        group = TOPIC_GROUPS[topic.group]
        yield Entry(
            "topic", topic.key, topic.topic, (), (english.care[topic.key].topic, group), topic.group == "urgent"
        )
    for root_key, point in knowledge.key_points.items():
        title = tr("Key point {root}: {place}", root=root_key, place=point.text.split(". ")[0].rstrip("."))
        yield Entry("place", point.landmark, title, (), (f"{root_key} key point examination pinprick",))
    for key, text in _places(knowledge).items():
        yield Entry("place", key, tr.of(f"landmarks.{key}.text", text), (), (text, key.replace("-", " ")))
    for view in VIEWS.values():
        yield Entry("view", view.name, tr(view.text), (), (view.text, "view look from"))
    for key, row in meanings().tables["absent"].items():
        yield Entry("absent", key, tr.of(f"absent.{key}", row["text"]))


def messages(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """List what is to be translated of places that are no key points: context and English text."""
    for key, text in _places(knowledge).items():
        yield f"landmarks.{key}.text", text
    yield from place_messages()


def _places(knowledge: Knowledge) -> dict[str, str]:
    """Say where each named place lies that is no key point, in English."""
    key_points = {point.landmark for point in knowledge.key_points.values()}
    return {key: place.text for key, place in LANDMARKS.items() if key not in key_points}


def checked_synonyms(knowledge: Knowledge, structures: Mapping[str, Called]) -> list[str]:
    """Say what is wrong with rows of ``synonyms.toml``, a sentence each; empty if nothing is."""
    known = {(entry.kind, entry.key) for entry in entries_of(knowledge, structures)}
    meant = [(row["kind"], key) for row in _tables()["also"] for key in row["keys"]]
    wrong = [f"There is no {kind} {key}." for kind, key in meant if (kind, key) not in known]
    wrong += [
        f"A row of the {row['kind']} {', '.join(row['keys'])} has no words in any language."
        for row in _tables()["also"]
        if not any(row.get(language) for language in (ENGLISH, *LANGUAGES))
    ]
    return wrong


def found_answer(answer: Answer, knowledge: Knowledge) -> dict[str, object]:
    """Give what was found, best first, and what was understood as JSON-able objects; see docs/data-format.md."""
    return {
        "understood": [_understood_answer(one) for one in answer.understood.complaints],
        "found": [_hit_answer(hit, knowledge) for hit in answer.hits],
    }


def _understood_answer(complaint: Complaint) -> dict[str, object]:
    return {
        "feelings": list(complaint.feelings),
        "places": [_chart_answer(place.chart("right")) | {"name": str(place)} for place in complaint.places],
        "brings_on": [trigger.key for trigger in complaint.triggers if not trigger.eases],
        "eases": [trigger.key for trigger in complaint.triggers if trigger.eases],
        "side": complaint.side,
        "not": list(complaint.denied),
    }


def _hit_answer(hit: Hit, knowledge: Knowledge) -> dict[str, object]:
    fit = hit.fit
    answer: dict[str, object] = {
        "kind": hit.entry.kind,
        "key": hit.entry.key,
        "words": hit.entry.words,
        "terms": list(hit.entry.terms),
        "side": hit.side,
        "warning": hit.entry.urgent,
        "because": [*fit.feelings, *(str(place) for place in fit.places), *fit.triggers] if fit else [],
        "cost": hit.cost,
    }
    if hit.entry.kind == "place":
        place = place_of_entry(hit.entry, hit.side or "right")
        reading = reading_at(knowledge, place)
        nerve = reading.nerves[0].nerve if reading.nerves else None
        answer |= {"chart": _chart_answer(place), "roots": roots_by_map(reading), "nerve": nerve}
    return answer


def _chart_answer(place: ChartPlace) -> dict[str, object]:
    return {"segment": place.segment, "t": place.t, "phi": place.phi, "ray": place.ray}


def found_lines(hits: Iterable[Hit], knowledge: Knowledge, language: str = ENGLISH) -> list[str]:
    """Write hits as lines of text: kind, words, technical name or roots and nerve of a place, key."""
    tr, own = catalogue(language), in_language(knowledge, language)
    room = 1 + max(len(tr(kind)) for kind in KIND_WORDS.values())
    lines = []
    for hit in hits:
        kind = tr(KIND_WORDS[hit.entry.kind])
        told = hit.entry.terms[0] if hit.entry.terms else ""
        if hit.entry.kind == "place":
            told = place_told(own, hit.entry, "physician", tr)
        more = f" ({told})" if told else ""
        sign = "! " if hit.entry.urgent else ""
        lines.append(f"{kind:<{room}} {sign}{hit.entry.words}{more}  [{hit.entry.key}]")
    return lines


def asked_words(words: list[str]) -> str:
    """Join the words of a command line.

    Raises
    ------
    InputError
        When they contain no letter and no digit.
    """
    text = " ".join(words)
    if not any(letter.isalnum() for letter in text):
        raise InputError(f"nothing to find in {text!r}; give one or more words, for example: numb inner shin")
    return text


@cache
def _tables() -> dict[str, Any]:
    raw = SYNONYMS.read_bytes()
    return parse(raw, raw.decode())
