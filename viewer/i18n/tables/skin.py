"""German and Spanish of what legend, panel and description say of the coloured skin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SKIN_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # --- the saddle: numb there may be an emergency
    "Numb here, new? Call an ambulance or go to an emergency department now.": (
        "Hier neu taub? Rufen Sie den Rettungsdienst oder gehen Sie sofort in die Notaufnahme.",
        "¿Tiene esto dormido desde hace poco? Llame a una ambulancia o vaya a urgencias ahora.",
    ),
    "If it is newly numb here: call an ambulance or go to an emergency department now.": (
        "Wenn es hier neu taub ist: Rufen Sie den Rettungsdienst oder gehen Sie sofort in die Notaufnahme.",
        "Si esto se le ha dormido hace poco: llame a una ambulancia o vaya a urgencias ahora.",
    ),
    "{root} skin after {map}": ("Haut von {root} nach {map}", "piel de {root} según {map}"),
    "{root} skin after {map} (its edge only)": (
        "Haut von {root} nach {map} (nur ihr Rand)",
        "piel de {root} según {map} (solo su borde)",
    ),
    "{root} skin, our drawing": ("Haut von {root}, unsere Zeichnung", "piel de {root}, dibujo propio"),
    "{root} skin, our drawing (its edge only)": (
        "Haut von {root}, unsere Zeichnung (nur ihr Rand)",
        "piel de {root}, dibujo propio (solo su borde)",
    ),
    "{root} skin: our drawing, as the chosen map has none": (
        "Haut von {root}: unsere Zeichnung, denn die gewählte Karte hat keine",
        "piel de {root}: dibujo propio, pues el mapa elegido no la tiene",
    ),
    "{root} skin: our drawing, as the chosen map has none (its edge only)": (
        "Haut von {root}: unsere Zeichnung, denn die gewählte Karte hat keine (nur ihr Rand)",
        "piel de {root}: dibujo propio, pues el mapa elegido no la tiene (solo su borde)",
    ),
    "{root} skin: our drawing, where the chosen map is blank": (
        "Haut von {root}: unsere Zeichnung, wo die gewählte Karte leer ist",
        "piel de {root}: dibujo propio, donde el mapa elegido está en blanco",
    ),
    "The coloured skin is our own drawing of {roots} where the chosen map is blank.": (
        "Wo die gewählte Karte leer ist, ist die farbige Haut von {roots} unsere eigene Zeichnung.",
        "Donde el mapa elegido está en blanco, la piel coloreada de {roots} es un dibujo propio.",
    ),
    "Of {roots} only the edge next to it is coloured.": (
        "Von {roots} ist nur der Rand daneben farbig.",
        "De {roots} solo se colorea el borde de al lado.",
    ),
    "The coloured skin is our own drawing of {roots}, after descriptions.": (
        "Die farbige Haut von {roots} ist unsere eigene Zeichnung nach Beschreibungen.",
        "La piel coloreada de {roots} es un dibujo propio según descripciones.",
    ),
    "The coloured skin is our own drawing of {roots}: the chosen map leaves it blank.": (
        "Die farbige Haut von {roots} ist unsere eigene Zeichnung: Die gewählte Karte lässt sie frei.",
        "La piel coloreada de {roots} es un dibujo propio: el mapa elegido la deja en blanco.",
    ),
    "{map}: {root} ({how}).": ("{map}: {root} ({how}).", "{map}: {root} ({how})."),
    "Lit in colour: of root {root}, only the edge of its skin, {sides}.": (
        "Farbig: von der Wurzel {root} nur der Rand ihrer Haut, {sides}.",
        "En color: de la raíz {root}, solo el borde de su piel, {sides}.",
    ),
    "It is our own drawing: the chosen map leaves the skin of {root} blank.": (
        "Sie ist unsere eigene Zeichnung: Die gewählte Karte lässt die Haut von {root} frei.",
        "Es un dibujo propio: el mapa elegido deja en blanco la piel de {root}.",
    ),
}
