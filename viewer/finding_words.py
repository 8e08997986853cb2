"""German and Spanish for finding, the three readers, parts and the description of the view; both await a reviewer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FINDING_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # --- readers
    "Shown for": ("Gezeigt für", "Se muestra para"),
    "Plain words and a calm picture, or terms, figures, sources and more panels": (
        "Einfache Worte und ein ruhiges Bild, oder Fachwörter, Zahlen, Quellen und mehr Tafeln",
        "Palabras sencillas y una imagen tranquila, o términos, cifras, fuentes y más paneles",
    ),
    "More": ("Mehr", "Más"),
    "From where one looks": ("Von wo man schaut", "Desde dónde se mira"),
    # --- finding
    "Find": ("Suchen", "Buscar"),
    "Find anything": ("Alles suchen", "Buscar todo"),
    "Find anything …": ("Alles suchen …", "Buscar todo …"),
    "Found": ("Gefunden", "Encontrado"),
    "Symptoms, parts, nerves, roots, views": (
        "Beschwerden, Teile, Nerven, Wurzeln, Ansichten",
        "Síntomas, partes, nervios, raíces, vistas",
    ),
    "Symptoms, parts, nerves, roots, questions, views": (
        "Beschwerden, Teile, Nerven, Wurzeln, Fragen, Ansichten",
        "Síntomas, partes, nervios, raíces, preguntas, vistas",
    ),
    "Symptom, muscle, bone, nerve, root, question, view …": (
        "Beschwerde, Muskel, Knochen, Nerv, Wurzel, Frage, Ansicht …",
        "Síntoma, músculo, hueso, nervio, raíz, pregunta, vista …",
    ),
    "Nothing found. Try another word.": (
        "Nichts gefunden. Versuchen Sie ein anderes Wort.",
        "No se encontró nada. Pruebe otra palabra.",
    ),
    "Enter shows it, up and down choose, Esc closes. Say left or right for the patient's side.": (
        "Eingabe zeigt es, auf und ab wählt, Esc schließt. Links oder rechts nennt die Seite des Patienten.",
        "Intro lo muestra, arriba y abajo eligen, Esc cierra. Diga izquierda o derecha para el lado del paciente.",
    ),
    "For example: numb inner shin, kneecap, sciatica, slipped disc, L4, will it go away": (
        "Zum Beispiel: taub innen am Schienbein, Kniescheibe, Ischias, Bandscheibenvorfall, L4",
        "Por ejemplo: espinilla dormida, rótula, ciática, hernia de disco, L4",
    ),
    "View": ("Ansicht", "Vista"),
    "left": ("links", "izquierda"),
    "right": ("rechts", "derecha"),
    "Symptom": ("Beschwerde", "Síntoma"),
    "Part": ("Teil", "Parte"),
    "Nerve skin": ("Nervenhaut", "Piel de un nervio"),
    "Question": ("Frage", "Pregunta"),
    "Place": ("Stelle", "Lugar"),
    "Command": ("Befehl", "Orden"),
    "Key point": ("Prüfpunkt", "Punto clave"),
    "Skin of one nerve": ("Haut eines Nervs", "Piel de un nervio"),
    "Warning sign": ("Warnzeichen", "Señal de alarma"),
    "left side": ("linke Seite", "lado izquierdo"),
    "right side": ("rechte Seite", "lado derecho"),
}
