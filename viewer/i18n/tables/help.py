"""German and Spanish of the pages of help; both columns await a native reviewer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

HELP_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "The names": ("Die Namen", "Los nombres"),
    "Over the picture": ("Über dem Bild", "Sobre la imagen"),
    "Left drag, arrow keys": ("Links ziehen, Pfeiltasten", "Arrastrar con el izquierdo, flechas"),
    "Turn the body; it always stays upright": (
        "Den Körper drehen; er bleibt immer aufrecht",
        "Girar el cuerpo; siempre queda derecho",
    ),
    "Middle drag, Shift + left drag, Shift + arrow keys": (
        "Mit der Mitte ziehen, Umschalt + links ziehen, Umschalt + Pfeiltasten",
        "Arrastrar con el central, Mayús + arrastrar, Mayús + flechas",
    ),
    "Move the picture": ("Das Bild verschieben", "Mover la imagen"),
    "Wheel, right drag, + and -, pinch": (
        "Rad, rechts ziehen, + und -, zwei Finger",
        "Rueda, arrastrar con el derecho, + y -, pellizco",
    ),
    "Nearer and farther": ("Näher und weiter weg", "Más cerca y más lejos"),
    "Rest the pointer": ("Den Zeiger ruhen lassen", "Dejar quieto el puntero"),
    "Name of the part": ("Name des Teils", "Nombre de la parte"),
    "Click without moving": ("Klicken, ohne zu ziehen", "Hacer clic sin mover"),
    "Explain the part or the place on the skin": (
        "Den Teil oder die Stelle der Haut erklären",
        "Explicar la parte o el lugar de la piel",
    ),
    "Right click without moving, menu key": (
        "Rechts klicken, ohne zu ziehen; Menütaste",
        "Clic derecho sin mover; tecla de menú",
    ),
    "What can be done with it": ("Was man damit tun kann", "Qué se puede hacer con ello"),
    "Left drag while drawing": ("Links ziehen beim Zeichnen", "Arrastrar con el izquierdo al dibujar"),
    "Draw or erase; right drag and Shift + left drag turn the body": (
        "Zeichnen oder radieren; rechts ziehen und Umschalt + links ziehen drehen den Körper",
        "Dibujar o borrar; el derecho y Mayús + arrastrar giran el cuerpo",
    ),
    "Space in the symptom list": ("Leertaste in der Liste der Beschwerden", "Espacio en la lista de síntomas"),
    "Pick or unpick": ("Wählen oder abwählen", "Elegir o quitar"),
    "Left and right arrow in the symptom list": (
        "Pfeil links und rechts in der Liste der Beschwerden",
        "Flechas izquierda y derecha en la lista de síntomas",
    ),
    "Patient's left, both, right": ("Links, beide, rechts des Patienten", "Izquierda, ambas, derecha del paciente"),
    # --- about
    "About the Dermatome Viewer": ("Über den Dermatome Viewer", "Acerca de Dermatome Viewer"),
    "Educational, not a diagnosis.": ("Zum Lernen, keine Diagnose.", "Para aprender, no es un diagnóstico."),
    "This is a teaching model. It explains; it does not diagnose.": (
        "Das ist ein Lehrmodell. Es erklärt, es stellt keine Diagnose.",
        "Es un modelo didáctico. Explica; no diagnostica.",
    ),
    "It gives no probability for any one person and takes the place of no examination.": (
        "Es nennt für niemanden eine Wahrscheinlichkeit und ersetzt keine Untersuchung.",
        "No da ninguna probabilidad para nadie y no sustituye ninguna exploración.",
    ),
    "With a warning sign, get help first.": (
        "Bei einem Warnzeichen zuerst Hilfe holen.",
        "Con una señal de alarma, primero busque ayuda.",
    ),
    "Left and right are always the patient's.": (
        "Links und rechts sind immer die des Patienten.",
        "Izquierda y derecha son siempre las del paciente.",
    ),
    "Nerves are drawn thicker than life so that they can be seen.": (
        "Nerven sind dicker gezeichnet, als sie sind, damit man sie sieht.",
        "Los nervios se dibujan más gruesos para que se vean.",
    ),
    "No published map of the skin is the truth: they contradict each other, and the program shows where.": (
        "Keine veröffentlichte Hautkarte ist die Wahrheit: sie widersprechen einander, und das Programm zeigt, wo.",
        "Ningún mapa publicado de la piel es la verdad: se contradicen, y el programa muestra dónde.",
    ),
    "The knowledge": ("Das Wissen", "El conocimiento"),
    "Every sentence names its sources beside it, and says so where it was recalled and not yet checked.": (
        "Jeder Satz nennt seine Quellen und sagt, wo etwas erinnert und noch nicht geprüft ist.",
        "Cada frase cita sus fuentes y dice cuándo es de memoria y aún no se ha comprobado.",
    ),
    "Back to the first page": ("Zurück zur ersten Seite", "Volver a la primera página"),
    "All {count} sources": ("Alle {count} Quellen", "Las {count} fuentes"),
    "The body": ("Der Körper", "El cuerpo"),
    "The body is a proportioned model, not the patient.": (
        "Der Körper ist ein Modell mit üblichen Maßen, nicht der Patient.",
        "El cuerpo es un modelo proporcionado, no el paciente.",
    ),
    "Its heights, girths and muscle volumes are the means of public surveys for the chosen sex, stature and build; "
    "“Atlas” is the body as it was measured.": (
        "Höhen, Umfänge und Muskelvolumen sind Mittelwerte öffentlicher Erhebungen für Geschlecht, Größe und Statur;"
        " „Atlas“ ist der Körper, wie er gemessen wurde.",
        "Sus alturas, contornos y volúmenes musculares son las medias de encuestas públicas para el sexo, la estatura y"
        " la complexión elegidos; «Atlas» es el cuerpo tal como se midió.",
    ),
    "Its shapes are measured from Z-Anatomy and rebuilt from a small table; they were modified.": (
        "Seine Formen sind an Z-Anatomy gemessen und aus einer kleinen Tabelle aufgebaut; sie wurden verändert.",
        "Sus formas se midieron en Z-Anatomy y se reconstruyen de una pequeña tabla; fueron modificadas.",
    ),
    "Table: Creative Commons Attribution-ShareAlike 4.0 (CC BY-SA 4.0).": (
        "Tabelle: Creative Commons Namensnennung, Weitergabe unter gleichen Bedingungen 4.0 (CC BY-SA 4.0).",
        "Tabla: Creative Commons Atribución-CompartirIgual 4.0 (CC BY-SA 4.0).",
    ),
    "The program": ("Das Programm", "El programa"),
    "BSD 3-Clause licence. It stores nothing about patients and uses no network.": (
        "BSD-3-Clause-Lizenz. Es speichert nichts über Patienten und benutzt kein Netz.",
        "Licencia BSD de 3 cláusulas. No guarda nada de los pacientes y no usa la red.",
    ),
    "abstract read": ("Zusammenfassung gelesen", "resumen leído"),
    "table read": ("Tabelle gelesen", "tabla leída"),
    "page read": ("Seite gelesen", "página leída"),
    "figure measured": ("Abbildung gemessen", "figura medida"),
    "recalled, not yet checked": ("erinnert, noch nicht geprüft", "de memoria, aún sin comprobar"),
}
