"""The page's own words in three languages; German and Spanish await a native reviewer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "picture": "Three-dimensional picture of the body",
        "keys": "Drag to turn, wheel or two fingers to come nearer. Keys: arrows turn, + and - come nearer, 0 resets.",
        "views": "Look from",
        "reset": "Back to the start",
        "show": "Show",
        "opacity": "Skin",
        "legend": "What the colours mean",
        "right": "patient's right",
        "left": "patient's left",
        "mine": "As saved",
        "none": "This browser cannot draw in three dimensions. The words hold all the same.",
        "licence": "Shapes: CC BY-SA 4.0, adapted from",
        "made": "Made with the Dermatome Viewer. This page fetches nothing and sends nothing.",
    },
    "de": {
        "picture": "Dreidimensionales Bild des Körpers",
        "keys": "Ziehen dreht, Rad oder zwei Finger holen näher. Tasten: Pfeile drehen, + und - holen näher, 0 zurück.",
        "views": "Blick von",
        "reset": "Zurück zum Anfang",
        "show": "Zeigen",
        "opacity": "Haut",
        "legend": "Was die Farben bedeuten",
        "right": "rechts des Patienten",
        "left": "links des Patienten",
        "mine": "Wie gesichert",
        "none": "Dieser Browser kann nicht dreidimensional zeichnen. Der Text gilt trotzdem.",
        "licence": "Formen: CC BY-SA 4.0, bearbeitet nach",
        "made": "Gemacht mit dem Dermatome Viewer. Diese Seite holt nichts und sendet nichts.",
    },
    "es": {
        "picture": "Imagen tridimensional del cuerpo",
        "keys": "Arrastrar gira; rueda o dos dedos acercan. Teclas: flechas giran, + y - acercan, 0 vuelve al inicio.",
        "views": "Mirar desde",
        "reset": "Volver al inicio",
        "show": "Mostrar",
        "opacity": "Piel",
        "legend": "Qué significan los colores",
        "right": "derecha del paciente",
        "left": "izquierda del paciente",
        "mine": "Como se guardó",
        "none": "Este navegador no puede dibujar en tres dimensiones. El texto vale igualmente.",
        "licence": "Formas: CC BY-SA 4.0, adaptadas de",
        "made": "Hecho con Dermatome Viewer. Esta página no descarga ni envía nada.",
    },
}
