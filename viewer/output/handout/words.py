"""The hand-out's own words, apart from what the knowledge base says; German and Spanish await a native reviewer."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from viewer.explain.urgent_actions import URGENT_ACTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.model import Urgency
    from viewer.state.view_state import SideChoice


@dataclass(frozen=True, slots=True)
class HandoutWords:
    """All words of the hand-out that do not come from the data, in one language."""

    title: str
    purpose: str
    """That the hand-out explains and does not diagnose."""
    sides: Mapping[SideChoice, str]
    felt: str
    """Over the first picture: where it is felt."""
    muscles: str
    """Over the first picture of weakness: the muscles."""
    starts: str
    """Over the second: where it starts, and that it is seen from behind. ``{root}`` is the root."""
    starts_many: str
    from_side: str
    below: str
    """Over the second, of what starts at no root: the same from the side, or what lies below the place."""
    explained: str
    mismatch: str
    """Heading of the note that pain may not match the picture."""
    warning: str
    urgencies: Mapping[Urgency, str]
    """By urgency: what to do."""
    alarms: Mapping[str, str]
    """By urgency: before a warning sign that was picked and what to do about it."""
    notes: str
    sources: str
    skin: str
    """Before what the colours of the skin are."""
    model: str
    """That the picture is a proportioned model."""
    root: str
    """What to call a root on its own; ``{root}`` is the root."""
    examined: str
    """In place of a root, where an examination decides for none."""
    alike: str
    """After a root: look-alikes, ``{name}``, explain as much."""
    unreviewed: str
    """Said under a translation that no native speaker has reviewed; empty in English."""
    date: str
    """Format of a ``{day}``."""
    pinched: str
    """Over the second picture of a lesion. ``{root}`` is the root."""
    pinched_many: str
    """The same where many roots are."""
    healthy: str
    """Over the first of two pictures side by side: the same without a lesion."""
    parts: tuple[str, str, str]
    """Before what a root's skin, pain and muscles are."""
    drawn: str
    """Before what was drawn by hand."""
    signs: Mapping[str, str]
    """By quality: what its sign in the drawing says."""

    def is_emergency(self, line: str) -> bool:
        """Say whether a line of alarm begins as those of emergencies do."""
        return line.startswith((self.alarms["emergency"], self.urgencies["emergency"]))


WORDS: Final[Mapping[str, HandoutWords]] = MappingProxyType(
    {
        "en": HandoutWords(
            title="What we talked about",
            purpose="This sheet explains. It does not diagnose.",
            sides=MappingProxyType({"left": "your left side", "right": "your right side", "both": "both sides"}),
            felt="Where it is felt",
            muscles="Which muscles",
            starts="Where the {root} nerve starts, from behind",
            starts_many="Where the nerves start, from behind",
            from_side="The same from the side",
            below="What lies below",
            explained="What it means",
            mismatch="Your pain may not match the picture",
            warning="Warning signs: do not wait",
            urgencies=URGENT_ACTIONS["en"],
            alarms=MappingProxyType(
                {
                    "emergency": "Emergency",
                    "same-day": "See a doctor today",
                    "urgent": "See a doctor within days",
                }
            ),
            notes="Notes",
            sources="Sources",
            skin="Coloured skin",
            model="The picture shows a model of a body, not your own.",
            root="The {root} nerve root",
            examined="What was examined",
            alike="Or another cause: {name}",
            unreviewed="",
            date="{day.day} {day:%B %Y}",
            pinched="Where the {root} nerve root is pinched",
            pinched_many="Where the nerve roots are pinched",
            healthy="To compare: healthy",
            parts=("Feeling", "Pain", "Strength"),
            drawn="Your drawing",
            signs=MappingProxyType(
                {
                    "pain": "it hurts where the crosses are",
                    "tingling": "it tingles where the rings are",
                    "numbness": "it is numb where the bars are",
                }
            ),
        ),
        "de": HandoutWords(
            title="Worüber wir gesprochen haben",
            purpose="Dieses Blatt erklärt. Es stellt keine Diagnose.",
            sides=MappingProxyType(
                {"left": "Ihre linke Seite", "right": "Ihre rechte Seite", "both": "auf beiden Seiten"}
            ),
            felt="Wo man es spürt",
            muscles="Welche Muskeln",
            starts="Wo der Nerv {root} beginnt, von hinten",
            starts_many="Wo die Nerven beginnen, von hinten",
            from_side="Dasselbe von der Seite",
            below="Was darunter liegt",
            explained="Was es bedeutet",
            mismatch="Ihr Schmerz muss nicht zum Bild passen",
            warning="Warnzeichen: nicht warten",
            urgencies=URGENT_ACTIONS["de"],
            alarms=MappingProxyType(
                {
                    "emergency": "Notfall",
                    "same-day": "Heute noch zum Arzt",
                    "urgent": "In den nächsten Tagen zum Arzt",
                }
            ),
            notes="Notizen",
            sources="Quellen",
            skin="Farbige Haut",
            model="Das Bild zeigt ein Körpermodell, nicht Ihren eigenen Körper.",
            root="Die Nervenwurzel {root}",
            examined="Was untersucht wurde",
            alike="Oder eine andere Ursache: {name}",
            unreviewed="Übersetzung noch nicht von Fachleuten geprüft.",
            date="{day:%d.%m.%Y}",
            pinched="Wo die Nervenwurzel {root} eingeengt ist",
            pinched_many="Wo die Nervenwurzeln eingeengt sind",
            healthy="Zum Vergleich: gesund",
            parts=("Gefühl", "Schmerz", "Kraft"),
            drawn="Ihre Zeichnung",
            signs=MappingProxyType(
                {
                    "pain": "es schmerzt, wo die Kreuze sind",
                    "tingling": "es kribbelt, wo die Ringe sind",
                    "numbness": "es ist taub, wo die Striche sind",
                }
            ),
        ),
        "es": HandoutWords(
            title="De lo que hablamos",
            purpose="Esta hoja explica. No es un diagnóstico.",
            sides=MappingProxyType({"left": "su lado izquierdo", "right": "su lado derecho", "both": "ambos lados"}),
            felt="Dónde se siente",
            muscles="Qué músculos",
            starts="Dónde empieza el nervio {root}, por detrás",
            starts_many="Dónde empiezan los nervios, por detrás",
            from_side="Lo mismo, de lado",
            below="Lo que hay debajo",
            explained="Qué significa",
            mismatch="Su dolor puede no coincidir con el dibujo",
            warning="Señales de alarma: no espere",
            urgencies=URGENT_ACTIONS["es"],
            alarms=MappingProxyType(
                {
                    "emergency": "Emergencia",
                    "same-day": "Vaya al médico hoy",
                    "urgent": "Vaya al médico en unos días",
                }
            ),
            notes="Notas",
            sources="Fuentes",
            skin="Piel en color",
            model="El dibujo muestra un modelo, no su propio cuerpo.",
            root="La raíz nerviosa {root}",
            examined="Lo que se exploró",
            alike="U otra causa: {name}",
            unreviewed="Traducción aún no revisada por un especialista nativo.",
            date="{day:%d/%m/%Y}",
            pinched="Dónde está comprimida la raíz {root}",
            pinched_many="Dónde están comprimidas las raíces",
            healthy="Para comparar: sano",
            parts=("Sensibilidad", "Dolor", "Fuerza"),
            drawn="Su dibujo",
            signs=MappingProxyType(
                {
                    "pain": "duele donde están las cruces",
                    "tingling": "hormiguea donde están los círculos",
                    "numbness": "está dormido donde están las rayas",
                }
            ),
        ),
    }
)
"""By language."""
