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
    # --- the view in words
    "Describe the picture": ("Bild beschreiben", "Describir la imagen"),
    "The picture in words; it can be copied": (
        "Das Bild in Worten; man kann sie kopieren",
        "La imagen en palabras; se pueden copiar",
    ),
    "The picture in words": ("Das Bild in Worten", "La imagen en palabras"),
    "Copy": ("Kopieren", "Copiar"),
    "You look {where}.": ("Sie schauen {where}.", "Usted mira {where}."),
    "from the front": ("von vorn", "desde delante"),
    "from the back": ("von hinten", "desde atrás"),
    "from the patient's left": ("von der linken Seite des Patienten", "desde la izquierda del paciente"),
    "from the patient's right": ("von der rechten Seite des Patienten", "desde la derecha del paciente"),
    "at the inner side of the left leg": (
        "auf die Innenseite des linken Beins",
        "la cara interna de la pierna izquierda",
    ),
    "at the inner side of the right leg": (
        "auf die Innenseite des rechten Beins",
        "la cara interna de la pierna derecha",
    ),
    "at the outer side of the left leg": (
        "auf die Außenseite des linken Beins",
        "la cara externa de la pierna izquierda",
    ),
    "at the outer side of the right leg": (
        "auf die Außenseite des rechten Beins",
        "la cara externa de la pierna derecha",
    ),
    "at the sole of the left foot": ("auf die linke Fußsohle", "la planta del pie izquierdo"),
    "at the sole of the right foot": ("auf die rechte Fußsohle", "la planta del pie derecho"),
    "at the top of the left foot": ("auf den linken Fußrücken", "el dorso del pie izquierdo"),
    "at the top of the right foot": ("auf den rechten Fußrücken", "el dorso del pie derecho"),
    "at the saddle area, from below and behind": (
        "von unten und hinten auf den Sattelbereich",
        "desde abajo y atrás la zona entre las piernas",
    ),
    "at the low back, from close by": ("aus der Nähe auf den unteren Rücken", "de cerca la espalda baja"),
    "at the cut spine, from behind": (
        "von hinten auf die aufgeschnittene Wirbelsäule",
        "desde atrás la columna cortada",
    ),
    "at the cut spine, from the side": (
        "von der Seite auf die aufgeschnittene Wirbelsäule",
        "de lado la columna cortada",
    ),
    "at the cut spine, from above": (
        "von oben auf die aufgeschnittene Wirbelsäule",
        "desde arriba la columna cortada",
    ),
    "from above": ("von oben", "desde arriba"),
    "from the front and a little from the side": (
        "von vorn und ein wenig von der Seite",
        "desde delante y un poco de lado",
    ),
    "The other leg is left out.": ("Das andere Bein ist weggelassen.", "La otra pierna no se muestra."),
    "You look closely at one part: {part}.": (
        "Sie schauen nah auf ein Teil: {part}.",
        "Mira de cerca una parte: {part}.",
    ),
    "You have turned the body by hand.": (
        "Sie haben den Körper von Hand gedreht.",
        "Usted ha girado el cuerpo a mano.",
    ),
    "The skin shows all roots side by side, from T12 to S4-5.": (
        "Die Haut zeigt alle Wurzeln nebeneinander, von T12 bis S4-5.",
        "La piel muestra todas las raíces, de T12 a S4-5.",
    ),
    "Skin that maps give to {root} is coloured by their number, {sides}.": (
        "Haut, die Karten {root} geben, ist nach deren Zahl gefärbt, {sides}.",
        "La piel que los mapas dan a {root} está coloreada según su número, {sides}.",
    ),
    "Lit in colour: the skin of root {root}, {sides}.": (
        "In Farbe leuchtet: die Haut der Wurzel {root}, {sides}.",
        "En color: la piel de la raíz {root}, {sides}.",
    ),
    "The chosen map leaves the skin of {root} blank.": (
        "Die gewählte Karte lässt die Haut von {root} leer.",
        "El mapa elegido deja en blanco la piel de {root}.",
    ),
    "Dots show where {root} pain is often felt, {sides}.": (
        "Punkte zeigen, wo {root}-Schmerz oft gespürt wird, {sides}.",
        "Los puntos muestran dónde se suele sentir el dolor de {root}, {sides}.",
    ),
    "Dots show where this is often felt, {sides}.": (
        "Punkte zeigen, wo das oft gespürt wird, {sides}.",
        "Los puntos muestran dónde se suele sentir, {sides}.",
    ),
    "No skin is lit.": ("Keine Haut leuchtet.", "No hay piel en color."),
    "on both sides": ("auf beiden Seiten", "en los dos lados"),
    "in the middle": ("in der Mitte", "en el medio"),
    "on the patient's left": ("links beim Patienten", "a la izquierda del paciente"),
    "on the patient's right": ("rechts beim Patienten", "a la derecha del paciente"),
    "Map: {map}.": ("Karte: {map}.", "Mapa: {map}."),
    "A beaded line shows the borders of a second map: {map}.": (
        "Eine Perlenlinie zeigt die Grenzen einer zweiten Karte: {map}.",
        "Una línea de cuentas muestra los bordes de un segundo mapa: {map}.",
    ),
    "Thin lines show the skin of one nerve: {nerve}.": (
        "Feine Linien zeigen die Haut eines Nervs: {nerve}.",
        "Las líneas finas muestran la piel de un nervio: {nerve}.",
    ),
    "Lit muscles, {sides}: {names}.": ("Leuchtende Muskeln, {sides}: {names}.", "Músculos en color, {sides}: {names}."),
    "Lit nerves, {sides}: {names}.": ("Leuchtende Nerven, {sides}: {names}.", "Nervios en color, {sides}: {names}."),
    "Among them: {names}.": ("Darunter: {names}.", "Entre ellos: {names}."),
    "The picture shows a pinch: {scene}.": (
        "Das Bild zeigt eine Engstelle: {scene}.",
        "La imagen muestra una compresión: {scene}.",
    ),
    "How far it has gone: {degree}.": ("Wie weit es ist: {degree}.", "Hasta dónde ha llegado: {degree}."),
    "Chosen: {part}.": ("Gewählt: {part}.", "Elegido: {part}."),
    "A place on the skin is marked, {sides}.": (
        "Eine Stelle der Haut ist markiert, {sides}.",
        "Hay un punto de la piel marcado, {sides}.",
    ),
    "The map gives it to {root}.": ("Die Karte gibt sie {root}.", "El mapa lo da a {root}."),
    "The map leaves it blank.": ("Die Karte lässt sie leer.", "El mapa lo deja en blanco."),
    "Skin nerve there: {nerve}.": ("Hautnerv dort: {nerve}.", "Nervio de la piel allí: {nerve}."),
    "Drawn on the skin: pain.": ("Auf der Haut eingezeichnet: Schmerz.", "Dibujado en la piel: dolor."),
    "Drawn on the skin: tingling.": ("Auf der Haut eingezeichnet: Kribbeln.", "Dibujado en la piel: hormigueo."),
    "Drawn on the skin: numbness.": ("Auf der Haut eingezeichnet: Taubheit.", "Dibujado en la piel: zona dormida."),
    "The spine is cut open; skin and muscles are left out.": (
        "Die Wirbelsäule ist aufgeschnitten; Haut und Muskeln sind weggelassen.",
        "La columna está cortada; no se muestran la piel ni los músculos.",
    ),
    "The skin is off.": ("Die Haut ist aus.", "La piel está apagada."),
    "The skin is solid. What lies below is not seen.": (
        "Die Haut ist fest. Was darunter liegt, sieht man nicht.",
        "La piel es opaca. No se ve lo que hay debajo.",
    ),
    "The skin is like glass. One sees what lies below.": (
        "Die Haut ist wie Glas. Man sieht, was darunter liegt.",
        "La piel es como el vidrio. Se ve lo que hay debajo.",
    ),
    "Drawn inside: {layers}.": ("Innen gezeichnet: {layers}.", "Dibujado por dentro: {layers}."),
    "bones": ("Knochen", "huesos"),
    "muscles": ("Muskeln", "músculos"),
    "nerves": ("Nerven", "nervios"),
    "ligaments": ("Bänder", "ligamentos"),
    "trunk muscles": ("Rumpfmuskeln", "músculos del tronco"),
    "fascia": ("Faszien", "fascias"),
    "Muscles that are not lit are left out.": (
        "Muskeln, die nicht leuchten, sind weggelassen.",
        "No se muestran los músculos sin color.",
    ),
    "Only one part is shown: {part}.": ("Nur ein Teil ist zu sehen: {part}.", "Solo se muestra una parte: {part}."),
    "Hidden by you: {parts}.": ("Von Ihnen versteckt: {parts}.", "Ocultado por usted: {parts}."),
    "{count} parts": ("{count} Teile", "{count} partes"),
    "A check-up is shown, {where}: {what}.": (
        "Gezeigt wird eine Prüfung, {where}: {what}.",
        "Se muestra una prueba, {where}: {what}.",
    ),
    "A cotton bud marks the place: {act}, {where}.": (
        "Ein Wattestab zeigt die Stelle: {act}, {where}.",
        "Un bastoncillo de algodón marca el lugar: {act}, {where}.",
    ),
    "A pin marks the place: {act}, {where}.": (
        "Eine Nadel zeigt die Stelle: {act}, {where}.",
        "Un alfiler marca el lugar: {act}, {where}.",
    ),
    "A hammer marks the place: {act}, {where}.": (
        "Ein Hammer zeigt die Stelle: {act}, {where}.",
        "Un martillo marca el lugar: {act}, {where}.",
    ),
    "A line with an arrow marks the way: {act}, {where}.": (
        "Eine Linie mit Pfeil zeigt den Weg: {act}, {where}.",
        "Una línea con flecha marca el camino: {act}, {where}.",
    ),
    "A broad arrow marks where the hand holds: {act}, {where}.": (
        "Ein breiter Pfeil zeigt, wo die Hand hält: {act}, {where}.",
        "Una flecha ancha marca dónde sujeta la mano: {act}, {where}.",
    ),
    "Three arrowheads mark where the hand moves the leg: {act}, {where}.": (
        "Drei Pfeilspitzen zeigen, wo die Hand das Bein bewegt: {act}, {where}.",
        "Tres puntas de flecha marcan dónde la mano mueve la pierna: {act}, {where}.",
    ),
    "A ring marks the place: {act}, {where}.": (
        "Ein Ring zeigt die Stelle: {act}, {where}.",
        "Un anillo marca el lugar: {act}, {where}.",
    ),
    "touch": ("berühren", "tocar"),
    "prick": ("stechen", "pinchar"),
    "tap": ("klopfen", "golpear"),
    "stroke": ("streichen", "rozar"),
    "hold against": ("dagegenhalten", "oponer resistencia"),
    "move": ("bewegen", "mover"),
    "feel": ("fühlen", "palpar"),
    "stand up": ("aufstehen", "levantarse"),
    "Pins mark the points an examiner touches.": (
        "Nadeln zeigen die Punkte, die ein Untersucher berührt.",
        "Los alfileres marcan los puntos que toca el examinador.",
    ),
    # --- the tree of parts
    "Parts": ("Teile", "Partes"),
    "Tree of all parts": ("Baum aller Teile", "Árbol de todas las partes"),
    "Every bone, muscle, nerve and region of skin": (
        "Jeder Knochen, Muskel, Nerv und jedes Hautgebiet",
        "Cada hueso, músculo, nervio y zona de la piel",
    ),
    "Filter: kneecap, L4, femoral …": ("Filter: Kniescheibe, L4, femoralis …", "Filtro: rótula, L4, femoral …"),
    "Filter parts": ("Teile filtern", "Filtrar partes"),
    "Roots": ("Wurzeln", "Raíces"),
    "Term": ("Fachwort", "Término"),
    "shown": ("gezeigt", "se muestra"),
    "not shown": ("nicht gezeigt", "no se muestra"),
    "Boxes and choices are for the patient's right.": (
        "Kästchen und Auswahl gelten für die rechte Seite des Patienten.",
        "Las casillas y la elección son del lado derecho del paciente.",
    ),
    "Boxes and choices are for the patient's left.": (
        "Kästchen und Auswahl gelten für die linke Seite des Patienten.",
        "Las casillas y la elección son del lado izquierdo del paciente.",
    ),
    "Back and belly": ("Rücken und Bauch", "Espalda y vientre"),
    "Pelvis and hip": ("Becken und Hüfte", "Pelvis y cadera"),
    "Thigh": ("Oberschenkel", "Muslo"),
    "Knee": ("Knie", "Rodilla"),
    "Lower leg": ("Unterschenkel", "Pierna"),
    "Bones and discs": ("Knochen und Bandscheiben", "Huesos y discos"),
    "Muscles of the trunk": ("Rumpfmuskeln", "Músculos del tronco"),
    "Skin of roots": ("Haut der Wurzeln", "Piel de las raíces"),
    "Skin of nerves": ("Haut der Nerven", "Piel de los nervios"),
    "Places on the skin": ("Stellen der Haut", "Lugares de la piel"),
}
