"""Questions people ask (will it go away, what helps, what does a root do), answered for one audience; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from annotations.model import URGENCIES, Audience, Care, Knowledge, Passage, TopicGroup, Urgency
from viewer.appearance.citing import PROVENANCE
from viewer.appearance.panel import Paragraph
from viewer.files.errors import unknown
from viewer.i18n.catalogue import ENGLISH, N_, Catalogue, catalogue

from .urgent_actions import URGENT_ACTIONS

GROUPS: Final[Mapping[TopicGroup, str]] = {
    "urgent": N_("When to act at once"),
    "about": N_("What it is"),
    "course": N_("Does it go away?"),
    "treatment": N_("What helps?"),
    "roots": N_("Root by root"),
}
"""Headings in the order they are shown, the most urgent first."""
FIRST: Final = "when-to-act-at-once"
"""Key of the topic that stands above every other."""


def topics_by_group(knowledge: Knowledge) -> dict[TopicGroup, list[Care]]:
    """List the topics under their headings, without empty ones; records of a user's folder come last in each."""
    found = {group: [topic for topic in knowledge.care.values() if topic.group == group] for group in GROUPS}
    return {group: topics for group, topics in found.items() if topics}


def passage(topic: Care, audience: Audience) -> Passage:
    """Give a topic's text for an audience; the patient's if there is no other."""
    own: Passage | None = {"student": topic.student, "physician": topic.physician}.get(audience)
    return own or Passage(topic.text, topic.sources, topic.provenance)


def warning_lines(topic: Care) -> list[str]:
    """Split an urgent topic into lines, one for each thing to do; a question stays with its answer."""
    return re.split(r"(?<=\.)\s+", topic.text)


def grouped_signs(knowledge: Knowledge, language: str = ENGLISH) -> dict[Urgency, tuple[str, tuple[str, ...]]]:
    """Group the warning signs by what to do, its heading and the signs, most urgent first."""
    tr = catalogue(language)
    found: dict[Urgency, tuple[str, tuple[str, ...]]] = {}
    for urgency in URGENCIES:
        signs = tuple(symptom.text for symptom in knowledge.symptoms.values() if symptom.urgency == urgency)
        if signs:
            found[urgency] = (tr(URGENT_ACTIONS[urgency]), signs)
    return found


def is_grouped(topic: Care, audience: Audience) -> bool:
    """Say whether a topic is shown as grouped lists: the urgent one, to patients."""
    return topic.key == FIRST and audience == "patient"


def topic_paragraph(topic: Care, audience: Audience, tr: Catalogue) -> Paragraph:
    """Write a topic, which is in the reader's language, for an audience as a paragraph of the panel."""
    said = passage(topic, audience)
    return Paragraph(said.text, said.sources, tr(PROVENANCE[said.provenance]), urgent=topic.group == "urgent")


def topic_answer(knowledge: Knowledge, key: str, audience: Audience, language: str = ENGLISH) -> dict[str, object]:
    """Answer ``topic`` as a JSON-able object (its form is in docs/data-format.md).

    Parameters
    ----------
    knowledge : Knowledge
        The knowledge base, in the reader's language.
    key : str
        A key of ``knowledge.care``.
    audience : {"patient", "student", "physician"}
        Whom it is for.
    language : str
        Of the words on how the text was obtained.

    Raises
    ------
    InputError
        When there is no such topic; the sentence lists them.
    """
    if key not in knowledge.care:
        raise unknown("topic", key, knowledge.care)
    topic = knowledge.care[key]
    said = passage(topic, audience)
    first = knowledge.care.get(FIRST)
    return {
        "warning": None
        if first is None or first is topic
        else {"topic": FIRST, "title": first.topic, "text": first.text, "lines": warning_lines(first)},
        "key": key,
        "topic": topic.topic,
        "group": topic.group,
        "audience": audience,
        "text": said.text,
        "lead": warning_lines(topic)[0] if is_grouped(topic, audience) else "",
        "groups": {
            urgency: {"title": title, "signs": list(signs)}
            for urgency, (title, signs) in (
                grouped_signs(knowledge, language).items() if is_grouped(topic, audience) else ()
            )
        },
        "provenance": said.provenance,
        "mark": catalogue(language)(PROVENANCE[said.provenance]),
        "sources": {source: knowledge.sources[source].named for source in said.sources},
    }


def topic_lines(answer: Mapping[str, object]) -> list[str]:
    """Write the answer of :func:`topic_answer` as lines of text: the urgent topic, then this one, then its sources."""
    warning, sources = answer["warning"], answer["sources"]
    assert isinstance(sources, dict)
    assert warning is None or isinstance(warning, dict)
    lines = [f"! {warning['title']}", *(f"  - {line}" for line in warning["lines"]), ""] if warning else []
    marked = answer["mark"]
    groups = answer["groups"]
    assert isinstance(groups, dict)
    text = answer["lead"] if groups else answer["text"]
    lines += [str(answer["topic"]), f"{text}{f' ({marked})' if marked else ''}"]
    for group in groups.values():
        lines += [f"{group['title']}:", *(f"  - {sign}" for sign in group["signs"])]
    lines.append("")
    return [*lines, *(f"[{key}] {citation}" for key, citation in sources.items())]


def topics_answer(knowledge: Knowledge, language: str = ENGLISH) -> dict[str, object]:
    """List all topics as a JSON-able object: per group its title and its topics, key to question."""
    tr = catalogue(language)
    return {
        group: {"title": tr(GROUPS[group]), "topics": {topic.key: topic.topic for topic in topics}}
        for group, topics in topics_by_group(knowledge).items()
    }


def topics_lines(answer: Mapping[str, object]) -> list[str]:
    """Write the answer of :func:`topics_answer` as lines of text."""
    lines: list[str] = []
    for entry in answer.values():
        assert isinstance(entry, dict)
        lines += [str(entry["title"]), *(f"  {key}: {question}" for key, question in entry["topics"].items())]
    return lines
