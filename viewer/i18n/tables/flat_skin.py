"""German and Spanish of the sheet; part of :data:`viewer.i18n.tables.all_words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FLAT_SKIN_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "back": ("hinten", "detrás"),
    "front": ("vorn", "delante"),
    "outer side": ("außen", "lado externo"),
    "inner side": ("innen", "lado interno"),
    "flank": ("Flanke", "costado"),
    "belly": ("Bauch", "vientre"),
    "navel": ("Nabel", "ombligo"),
    "kneecap": ("Kniescheibe", "rótula"),
    "inner ankle bone": ("Innenknöchel", "tobillo interno"),
    "from above": ("von oben", "desde arriba"),
    "sole": ("Fußsohle", "planta"),
    "Sheet": ("Blatt", "Lámina"),
    "Skin laid flat, beside the body": ("Haut flach ausgelegt, neben dem Körper", "Piel desplegada, junto al cuerpo"),
    "Save sheet …": ("Blatt speichern …", "Guardar lámina …"),
    "Write the skin laid flat as a page to print (PDF, SVG, PNG)": (
        "Die flach ausgelegte Haut als Seite zum Drucken schreiben (PDF, SVG, PNG)",
        "Escribir la piel desplegada como página para imprimir (PDF, SVG, PNG)",
    ),
    "Skin laid flat, beside the body (G)": (
        "Haut flach ausgelegt, neben dem Körper (G)",
        "Piel desplegada, junto al cuerpo (G)",
    ),
    "Close the sheet": ("Blatt schließen", "Cerrar la lámina"),
    "Place on the sheet": ("Stelle auf dem Blatt", "Lugar en la lámina"),
    "Whole sheet": ("Ganzes Blatt", "Lámina entera"),
    "Skin laid flat": ("Haut, flach ausgelegt", "Piel desplegada"),
    "Arrows move the cross, Enter asks about the place.": (
        "Pfeile bewegen das Kreuz, Eingabe fragt nach der Stelle.",
        "Las flechas mueven la cruz; Intro pregunta por el lugar.",
    ),
    "Arrows pull the brush while it is down. Space sets it down or lifts it.": (
        "Pfeile ziehen den aufgesetzten Pinsel. Leertaste setzt ihn auf oder hebt ihn ab.",
        "Las flechas arrastran el pincel apoyado. Espacio lo apoya o lo levanta.",
    ),
    "Of the skin of {root} ({map}), {one} lies in the skin of the {nerve}; of that nerve's skin, {other} is the root's."
    " These are shares of drawn skin.": (
        "Von der Haut von {root} ({map}) liegen {one} in der Haut des Nervs ({nerve}); von dessen Haut gehören {other}"
        " der Wurzel. Das sind Anteile gezeichneter Haut.",
        "De la piel de {root} ({map}), el {one} está en la piel del nervio ({nerve}); de la piel de ese nervio, el"
        " {other} es de la raíz. Son partes de piel dibujada.",
    ),
    "Key points of the examination": ("Schlüsselpunkte der Untersuchung", "Puntos clave de la exploración"),
    "No skin here": ("Hier ist keine Haut", "Aquí no hay piel"),
    "the place asked about": ("die gefragte Stelle", "el lugar preguntado"),
    "The skin of the patient's right side, laid flat": (
        "Die Haut der rechten Seite des Patienten, flach ausgelegt",
        "La piel del lado derecho del paciente, desplegada",
    ),
    "The skin of the patient's left side, laid flat": (
        "Die Haut der linken Seite des Patienten, flach ausgelegt",
        "La piel del lado izquierdo del paciente, desplegada",
    ),
    "Borders are drawn sharp; on the body neighbouring areas overlap.": (
        "Die Grenzen sind scharf gezeichnet; am Körper überlappen benachbarte Gebiete.",
        "Los bordes se dibujan nítidos; en el cuerpo las áreas vecinas se superponen.",
    ),
    "Cut open along the inner side of the back of the leg, and along the borders of the foot.": (
        "Aufgeschnitten hinten an der Innenseite des Beins und an den Rändern des Fußes.",
        "Abierta por la cara interna de la parte posterior de la pierna y por los bordes del pie.",
    ),
}
