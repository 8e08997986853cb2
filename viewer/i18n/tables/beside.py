"""German and Spanish of the split picture, and of what is said while one waits.

See :mod:`viewer.i18n.tables.all_words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BESIDE_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "Working out the pinch …": ("Die Einengung wird berechnet …", "Calculando la compresión …"),
    "Making the body …": ("Der Körper wird geformt …", "Formando el cuerpo …"),
    "Making the hand-out …": ("Das Merkblatt wird gemacht …", "Preparando la hoja …"),
    "The hand-out is ready.": ("Das Merkblatt ist fertig.", "La hoja está lista."),
    "The page is ready.": ("Die Seite ist fertig.", "La página está lista."),
    "The sheet is ready.": ("Das Blatt ist fertig.", "La lámina está lista."),
    "Drawing the sheet …": ("Das Blatt wird gezeichnet …", "Dibujando la lámina …"),
    "Open it, to read or print": ("Öffnen, zum Lesen oder Drucken", "Abrirla, para leer o imprimir"),
    "Saved": ("Gesichert", "Guardado"),
    "Save hand-out": ("Merkblatt sichern", "Guardar la hoja"),
    "Save picture": ("Bild sichern", "Guardar imagen"),
    "Save view": ("Ansicht sichern", "Guardar vista"),
    "Save page": ("Seite sichern", "Guardar página"),
    "Save 3D model": ("3D-Modell sichern", "Guardar modelo 3D"),
    "Save turning picture": ("Drehendes Bild sichern", "Guardar imagen giratoria"),
    "Writing the page …": ("Die Seite wird geschrieben …", "Escribiendo la página …"),
    "Writing the model …": ("Das Modell wird geschrieben …", "Escribiendo el modelo …"),
    "The root that can be pressed at {level} is {root}.": (
        "Bei {level} kann die Wurzel {root} gedrückt werden.",
        "En {level} se puede comprimir la raíz {root}.",
    ),
    "The root that can be pressed at {level} is {root}. {roots} may be met too.": (
        "Bei {level} kann die Wurzel {root} gedrückt werden. Auch {roots} kann betroffen sein.",
        "En {level} se puede comprimir la raíz {root}. También puede tocar {roots}.",
    ),
    "The roots that can be pressed at {level} are {roots}.": (
        "Bei {level} können die Wurzeln {roots} gedrückt werden.",
        "En {level} se pueden comprimir las raíces {roots}.",
    ),
    "Affected": ("Betroffen", "Afectado"),
    "Plain body": ("Ohne Farben", "Sin colores"),
    "All roots": ("Alle Wurzeln", "Todas las raíces"),
    "As shown": ("Wie gewählt", "Como se eligió"),
    "Pinched: not yet": ("Eingeengt: noch nicht", "Comprimido: todavía no"),
    "Pinched: slight": ("Eingeengt: leicht", "Comprimido: leve"),
    "Pinched: moderate": ("Eingeengt: mäßig", "Comprimido: moderado"),
    "Pinched: severe": ("Eingeengt: schwer", "Comprimido: grave"),
    "Healthy body beside it": ("Gesund daneben", "Sano al lado"),
    "Split the picture: healthy at the left, what is pinched or picked at the right": (
        "Das Bild teilen: links gesund, rechts, was eingeengt oder ausgewählt ist",
        "Dividir la imagen: sano a la izquierda, lo comprimido o elegido a la derecha",
    ),
    "Split the picture: healthy at the left, what is pinched or picked at the right (Shift+C)": (
        "Das Bild teilen: links gesund, rechts, was eingeengt oder ausgewählt ist (Umschalt+C)",
        "Dividir la imagen: sano a la izquierda, lo comprimido o elegido a la derecha (Mayús+C)",
    ),
}
