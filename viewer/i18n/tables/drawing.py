"""German and Spanish for drawing and for comparing maps; part of :data:`viewer.i18n.tables.all_words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DRAWING_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # --- the bar of brushes and its actions
    "Draw": ("Zeichnen", "Dibujar"),
    "Draw where it hurts": ("Einzeichnen, wo es weh tut", "Dibujar dónde duele"),
    "Draw where it hurts, tingles or is numb (D)": (
        "Einzeichnen, wo es weh tut, kribbelt oder taub ist (D)",
        "Dibujar dónde duele, hormiguea o está dormido (D)",
    ),
    "Clear the drawing": ("Zeichnung löschen", "Borrar el dibujo"),
    "Here it": ("Hier", "Aquí"),
    "hurts": ("tut es weh", "duele"),
    "tingles": ("kribbelt es", "hormiguea"),
    "is numb": ("ist es taub", "está dormido"),
    "surface": ("an der Oberfläche", "en la superficie"),
    "deep": ("in der Tiefe", "en lo profundo"),
    "Brush": ("Pinsel", "Pincel"),
    "Eraser": ("Radierer", "Goma"),
    "Width": ("Breite", "Ancho"),
    "Width of the brush": ("Breite des Pinsels", "Ancho del pincel"),
    "Half the width of the brush on the skin, in millimetres": (
        "Halbe Breite des Pinsels auf der Haut, in Millimetern",
        "La mitad del ancho del pincel sobre la piel, en milímetros",
    ),
    "Clear": ("Löschen", "Borrar"),
    "Take the whole drawing away (Ctrl+Z brings it back)": (
        "Die ganze Zeichnung wegnehmen (Strg+Z holt sie zurück)",
        "Quitar todo el dibujo (Ctrl+Z lo recupera)",
    ),
    "Done": ("Fertig", "Listo"),
    "Stop drawing (D)": ("Zeichnen beenden (D)", "Dejar de dibujar (D)"),
    "Drag over the skin to draw. Right drag or Shift + drag turns the body, wheel comes nearer, D ends drawing.": (
        "Über die Haut ziehen zeichnet. Rechts oder mit Umschalt ziehen dreht, das Rad kommt näher, D beendet.",
        "Arrastre sobre la piel para dibujar. Con el botón derecho o Mayús se gira, la rueda acerca, D termina.",
    ),
    "What is felt: {quality}": ("Was man spürt: {quality}", "Qué se siente: {quality}"),
    "What is felt": ("Was man spürt", "Qué se siente"),
    "How deep": ("Wie tief", "A qué profundidad"),
    "Tool": ("Werkzeug", "Herramienta"),
    # --- what the drawing covers
    "Your drawing": ("Ihre Zeichnung", "Su dibujo"),
    "What each map gives the drawn skin to": (
        "Wem jede Karte die gezeichnete Haut gibt",
        "A qué raíz da cada mapa la piel dibujada",
    ),
    "blank": ("leer", "en blanco"),
    "Drawn: {kind}, {area} cm².": ("Gezeichnet: {kind}, {area} cm².", "Dibujado: {kind}, {area} cm²."),
    "under 1": ("unter 1", "menos de 1"),
    "drawn: {kind}": ("gezeichnet: {kind}", "dibujado: {kind}"),
    "pain at the surface": ("Schmerz an der Oberfläche", "dolor en la superficie"),
    "pain deep inside": ("Schmerz in der Tiefe", "dolor profundo"),
    "tingling at the surface": ("Kribbeln an der Oberfläche", "hormigueo en la superficie"),
    "tingling deep inside": ("Kribbeln in der Tiefe", "hormigueo profundo"),
    "numbness of the skin": ("Taubheit der Haut", "piel dormida"),
    "numbness deep inside": ("Taubheit in der Tiefe", "entumecimiento profundo"),
    "Most of the drawing lies in the skin of {parts} of {count} published maps.": (
        "Der größte Teil der Zeichnung liegt auf der Haut von {parts} von {count} veröffentlichten Karten.",
        "La mayor parte del dibujo está en la piel de {parts} de {count} mapas publicados.",
    ),
    "In none of {count} published maps does most of the drawing lie in the skin of one root.": (
        "In keiner von {count} veröffentlichten Karten liegt der größte Teil der Zeichnung auf der Haut einer Wurzel.",
        "En ninguno de {count} mapas publicados está la mayor parte del dibujo en la piel de una sola raíz.",
    ),
    "{shares} of the drawing.": ("{shares} der Zeichnung.", "{shares} del dibujo."),
    "Skin nerves there: {nerves}.": ("Hautnerven dort: {nerves}.", "Nervios de la piel allí: {nerves}."),
    "Pain of these roots is often felt along bands that pass there: {shares}.": (
        "Schmerz dieser Wurzeln wird oft entlang von Bändern gespürt, die dort verlaufen: {shares}.",
        "El dolor de estas raíces se siente a menudo en franjas que pasan por allí: {shares}.",
    ),
    "These are shares of the drawn skin. They are not the probability that a root is the cause:"
    " pain often does not keep to a root's skin.": (
        "Das sind Anteile der gezeichneten Haut. Es ist nicht die Wahrscheinlichkeit, dass eine Wurzel die Ursache ist:"
        " Schmerz hält sich oft nicht an die Haut einer Wurzel.",
        "Son partes de la piel dibujada. No son la probabilidad de que una raíz sea la causa:"
        " el dolor a menudo no respeta la piel de una raíz.",
    ),
    # --- comparing maps
    "Compare": ("Vergleich", "Comparar"),
    "Second map, whose borders are drawn over the first": (
        "Zweite Karte, deren Grenzen über der ersten liegen",
        "Segundo mapa, cuyos bordes se dibujan sobre el primero",
    ),
    "Draw the borders of a second map over the first, as a beaded line": (
        "Die Grenzen einer zweiten Karte als Perlenlinie über die erste zeichnen",
        "Dibujar los bordes de un segundo mapa sobre el primero, como línea de cuentas",
    ),
    "our drawing": ("unsere Zeichnung", "nuestro dibujo"),
    "{map} leaves {roots} blank.": ("{map} lässt {roots} leer.", "{map} deja {roots} en blanco."),
    "How many maps agree": ("Wie viele einig sind", "Cuántos coinciden"),
    "Colour the skin by how many published maps give it to the root": (
        "Die Haut danach färben, wie viele veröffentlichte Karten sie der Wurzel geben",
        "Colorear la piel según cuántos mapas publicados la dan a la raíz",
    ),
    "{root} in {count} of {total} published maps": (
        "{root} in {count} von {total} veröffentlichten Karten",
        "{root} en {count} de {total} mapas publicados",
    ),
    "border of {roots} after {map}": ("Grenze von {roots} nach {map}", "borde de {roots} según {map}"),
    "borders of all roots after {map}": ("Grenzen aller Wurzeln nach {map}", "bordes de todas las raíces según {map}"),
    "The darker the skin, the more of {count} published maps give it to {root}; lines are the maps' own borders."
    " Maps copy one another, so that this counts drawings and not studies.": (
        "Je dunkler die Haut, desto mehr von {count} veröffentlichten Karten geben sie {root}; Linien sind die Grenzen"
        " der Karten. Karten schreiben voneinander ab: gezählt sind Zeichnungen und nicht Studien.",
        "Cuanto más oscura la piel, más de {count} mapas publicados la dan a {root}; las líneas son los bordes de los"
        " mapas. Los mapas se copian unos a otros: se cuentan dibujos y no estudios.",
    ),
    "Beaded line: the borders in {map}.": (
        "Perlenlinie: die Grenzen in {map}.",
        "Línea de cuentas: los bordes en {map}.",
    ),
    "Beaded line: the borders in {map}. Of the skin that {one} or {other} gives to {root}, both give it {share} %.": (
        "Perlenlinie: die Grenzen in {map}. Von der Haut, die {one} oder {other} der Wurzel {root} gibt,"
        " geben beide ihr {share} %.",
        "Línea de cuentas: los bordes en {map}. De la piel que {one} o {other} da a {root}, ambos le dan el {share} %.",
    ),
}
