"""The program's own words in German and Spanish, by their English. Both columns await a native reviewer.

``{gaps}`` stand for what differs; they have the same names in every language. A test holds that the window's menus,
buttons and headings are all here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .beside import BESIDE_WORDS
from .drawing import DRAWING_WORDS
from .examination import EXAMINATION_WORDS
from .examination_result import EXAMINED_WORDS
from .finding import FINDING_WORDS
from .flat_skin import FLAT_SKIN_WORDS
from .help import HELP_WORDS
from .labels import LABEL_WORDS
from .skin import SKIN_WORDS
from .steps import STEPS_WORDS
from .study import STUDY_WORDS
from .study_data import STUDY_DATA_WORDS
from .support import SUPPORT_WORDS
from .window import WINDOW_WORDS

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # --- topics
    "When to act at once": ("Wann sofort handeln", "Cuándo actuar de inmediato"),
    "What it is": ("Was es ist", "Qué es"),
    "Does it go away?": ("Geht es weg?", "¿Se pasa?"),
    "What helps?": ("Was hilft?", "¿Qué ayuda?"),
    "Root by root": ("Wurzel für Wurzel", "Raíz por raíz"),
    "Close": ("Schließen", "Cerrar"),
    # --- how we came by it
    "from a teaching list": ("aus einer Lernliste", "de una lista de estudio"),
    "reported second-hand": ("aus zweiter Hand", "de segunda mano"),
    "recalled, not yet checked against the source": (
        "aus dem Gedächtnis, noch nicht an der Quelle geprüft",
        "de memoria, aún sin comprobar en la fuente",
    ),
    "traced from the figure": ("von der Abbildung abgenommen", "calcado de la figura"),
    "drawn from a description": ("nach einer Beschreibung gezeichnet", "dibujado según una descripción"),
    "our own drawing": ("unsere eigene Zeichnung", "dibujo propio"),
    # --- urgency
    "Emergency: get help now": ("Notfall: jetzt Hilfe holen", "Emergencia: pida ayuda ya"),
    "See a doctor today": ("Heute zum Arzt", "Vaya al médico hoy"),
    "See a doctor within days": ("In den nächsten Tagen zum Arzt", "Vaya al médico en unos días"),
    "Emergency: get help now. {sign}": ("Notfall: jetzt Hilfe holen. {sign}", "Emergencia: pida ayuda ya. {sign}"),
    "See a doctor today. {sign}": ("Heute zum Arzt. {sign}", "Vaya al médico hoy. {sign}"),
    "See a doctor within days. {sign}": (
        "In den nächsten Tagen zum Arzt. {sign}",
        "Vaya al médico en unos días. {sign}",
    ),
    "Emergency: get help now: {sign}": ("Notfall: jetzt Hilfe holen: {sign}", "Emergencia: pida ayuda ya: {sign}"),
    "See a doctor today: {sign}": ("Heute zum Arzt: {sign}", "Vaya al médico hoy: {sign}"),
    "See a doctor within days: {sign}": (
        "In den nächsten Tagen zum Arzt: {sign}",
        "Vaya al médico en unos días: {sign}",
    ),
    # --- titles and sentences of the panel
    "patient's left": ("links beim Patienten", "izquierda del paciente"),
    "patient's right": ("rechts beim Patienten", "derecha del paciente"),
    "both sides": ("beide Seiten", "ambos lados"),
    "{what} (patient's left)": ("{what} (links beim Patienten)", "{what} (izquierda del paciente)"),
    "{what} (patient's right)": ("{what} (rechts beim Patienten)", "{what} (derecha del paciente)"),
    "{what} (both sides)": ("{what} (beide Seiten)", "{what} (ambos lados)"),
    "{what}, patient's left": ("{what}, links beim Patienten", "{what}, izquierda del paciente"),
    "{what}, patient's right": ("{what}, rechts beim Patienten", "{what}, derecha del paciente"),
    "This place": ("Diese Stelle", "Este lugar"),
    "The {root} nerve root": ("Die Nervenwurzel {root}", "La raíz nerviosa {root}"),
    "All roots, T12 to S4-5": ("Alle Wurzeln, T12 bis S4-5", "Todas las raíces, de T12 a S4-5"),
    "Pick a symptom, or point at the body": (
        "Wählen Sie eine Beschwerde, oder zeigen Sie auf den Körper",
        "Elija un síntoma o señale el cuerpo",
    ),
    "The coloured skin is our own drawing of where the maps agree on {roots}.": (
        "Die farbige Haut ist unsere eigene Zeichnung: Hier stimmen die Karten über {roots} überein.",
        "La piel coloreada es un dibujo propio: aquí coinciden los mapas sobre {roots}.",
    ),
    "The coloured skin is {roots} after {map}, {how}.": (
        "Die farbige Haut ist {roots} nach {map}, {how}.",
        "La piel coloreada es {roots} según {map}, {how}.",
    ),
    "The chosen map leaves the skin of {roots} blank.": (
        "Die gewählte Karte lässt die Haut von {roots} frei.",
        "El mapa elegido deja en blanco la piel de {roots}.",
    ),
    "None of the drawings gives this place to a root.": (
        "Keine der Zeichnungen gibt diese Stelle einer Wurzel.",
        "Ningún dibujo da este lugar a una raíz.",
    ),
    "{count} of {all} drawings give it to {root}.": (
        "{count} von {all} Zeichnungen geben sie {root}.",
        "{count} de {all} dibujos lo dan a {root}.",
    ),
    "{count} of {all} drawings give it to {root}; {more}": (
        "{count} von {all} Zeichnungen geben sie {root}; {more}",
        "{count} de {all} dibujos lo dan a {root}; {more}",
    ),
    "{map}: left blank here.": ("{map}: hier frei gelassen.", "{map}: aquí en blanco."),
    "Skin nerve here: {nerve}.": ("Hautnerv hier: {nerve}.", "Nervio de la piel aquí: {nerve}."),
    "No nerve root is tied to this structure here. It is shown to find one's way.": (
        "Zu diesem Teil gehört hier keine Nervenwurzel. Er dient der Orientierung.",
        "Aquí no se une ninguna raíz a esta parte. Se muestra para orientarse.",
    ),
    "Nerve: {nerve}. Roots: {roots}.": ("Nerv: {nerve}. Wurzeln: {roots}.", "Nervio: {nerve}. Raíces: {roots}."),
    "Roots: {roots}.": ("Wurzeln: {roots}.", "Raíces: {roots}."),
    "L4: no source read names L4 for this muscle.": (
        "L4: Keine gelesene Quelle nennt L4 für diesen Muskel.",
        "L4: ninguna fuente leída nombra L4 para este músculo.",
    ),
    "L4: a main root.": ("L4: eine Hauptwurzel.", "L4: una raíz principal."),
    "L4: one of several roots.": ("L4: eine von mehreren Wurzeln.", "L4: una de varias raíces."),
    "L4: named by some sources only.": ("L4: nur von manchen Quellen genannt.", "L4: solo la nombran algunas fuentes."),
    "L4: a main root. {note}": ("L4: eine Hauptwurzel. {note}", "L4: una raíz principal. {note}"),
    "L4: one of several roots. {note}": ("L4: eine von mehreren Wurzeln. {note}", "L4: una de varias raíces. {note}"),
    "L4: named by some sources only. {note}": (
        "L4: nur von manchen Quellen genannt. {note}",
        "L4: solo la nombran algunas fuentes. {note}",
    ),
    "Lines: skin of the {nerve} ({who}). It carries {roots}. A root's skin and a nerve's skin are different areas.": (
        "Linien: Haut von: {nerve} ({who}). Er führt {roots}. Haut einer Wurzel und Haut eines Nervs sind zweierlei.",
        "Líneas: piel de: {nerve} ({who}). Lleva {roots}. La piel de una raíz y la de un nervio son zonas distintas.",
    ),
    # --- lesions
    "A teaching model of what can happen, not a picture of one person's spine.": (
        "Ein Lehrmodell dessen, was geschehen kann, kein Bild der Wirbelsäule eines Menschen.",
        "Un modelo didáctico de lo que puede pasar, no la imagen de la columna de una persona.",
    ),
    "The root pressed at {level} is {root}.": (
        "Bei {level} wird die Wurzel {root} gedrückt.",
        "En {level} se comprime la raíz {root}.",
    ),
    "The root pressed at {level} is {root}. {roots} may be met too.": (
        "Bei {level} wird die Wurzel {root} gedrückt. Auch {roots} kann betroffen sein.",
        "En {level} se comprime la raíz {root}. También puede tocar {roots}.",
    ),
    "The roots pressed at {level} are {roots}.": (
        "Bei {level} werden die Wurzeln {roots} gedrückt.",
        "En {level} se comprimen las raíces {roots}.",
    ),
    "{scene}: healthy ({degree} of 1)": ("{scene}: gesund ({degree} von 1)", "{scene}: sano ({degree} de 1)"),
    "{scene}: slight ({degree} of 1)": ("{scene}: leicht ({degree} von 1)", "{scene}: leve ({degree} de 1)"),
    "{scene}: moderate ({degree} of 1)": ("{scene}: mäßig ({degree} von 1)", "{scene}: moderado ({degree} de 1)"),
    "{scene}: severe ({degree} of 1)": ("{scene}: schwer ({degree} von 1)", "{scene}: grave ({degree} de 1)"),
    "{scene}: healthy": ("{scene}: gesund", "{scene}: sano"),
    "{scene}: slight": ("{scene}: leicht", "{scene}: leve"),
    "{scene}: moderate": ("{scene}: mäßig", "{scene}: moderado"),
    "{scene}: severe": ("{scene}: schwer", "{scene}: grave"),
    "bone and disc that narrow the gap": (
        "Knochen und Bandscheibe, die die Lücke verengen",
        "hueso y disco que estrechan el hueco",
    ),
    "disc that bulges": ("vorgewölbte Bandscheibe", "disco abombado"),
    "what narrows the canal": ("was den Kanal verengt", "lo que estrecha el canal"),
    "where a root is pressed: ringed dark red and white": (
        "wo eine Wurzel gedrückt wird: dunkelrot und weiß geringelt",
        "donde se comprime una raíz: anillos rojos y blancos",
    ),
    # --- the body
    "Body": ("Körper", "Cuerpo"),
    "Female": ("Weiblich", "Mujer"),
    "Male": ("Männlich", "Hombre"),
    "Atlas": ("Atlas", "Atlas"),
    "Stature": ("Größe", "Estatura"),
    "Build": ("Statur", "Complexión"),
    "Tone": ("Hautton", "Tono"),
    "lean": ("schlank", "delgada"),
    "average": ("mittel", "media"),
    "heavy": ("kräftig", "robusta"),
    "Tone {number}": ("Ton {number}", "Tono {number}"),
    "Neutral grey": ("Neutrales Grau", "Gris neutro"),
    "A proportioned model from public body surveys, not the patient.": (
        "Ein Modell mit Maßen aus öffentlichen Erhebungen, nicht der Patient.",
        "Un modelo con medidas de estudios públicos, no el paciente.",
    ),
    "A proportioned model from public body surveys, not the patient. Atlas is the body as it was measured.": (
        "Ein Modell mit Maßen aus Erhebungen, nicht der Patient. Atlas ist der Körper, wie er gemessen wurde.",
        "Un modelo con medidas de estudios públicos, no el paciente. Atlas es el cuerpo tal como se midió.",
    ),
    # --- places on the skin
    "knee, front": ("Knie, vorn", "rodilla, delante"),
    "inner knee": ("inneres Knie", "rodilla por dentro"),
    "hollow of the knee": ("Kniekehle", "hueco de la rodilla"),
    "outer knee": ("äußeres Knie", "rodilla por fuera"),
    "front of the ankle": ("Knöchel, vorn", "tobillo, delante"),
    "inner ankle": ("innerer Knöchel", "tobillo por dentro"),
    "back of the ankle": ("Knöchel, hinten", "tobillo, detrás"),
    "outer ankle": ("äußerer Knöchel", "tobillo por fuera"),
    "shin": ("Schienbein", "espinilla"),
    "inner lower leg": ("Unterschenkel, innen", "pierna por dentro"),
    "calf": ("Wade", "pantorrilla"),
    "outer lower leg": ("Unterschenkel, außen", "pierna por fuera"),
    "front of the knee": ("Knie, vorn", "rodilla, delante"),
    "front of the thigh": ("Oberschenkel, vorn", "muslo, delante"),
    "inner thigh": ("Oberschenkel, innen", "muslo por dentro"),
    "back of the thigh": ("Oberschenkel, hinten", "muslo, detrás"),
    "outer thigh": ("Oberschenkel, außen", "muslo por fuera"),
    "belly": ("Bauch", "vientre"),
    "groin": ("Leiste", "ingle"),
    "flank": ("Flanke", "costado"),
    "hip": ("Hüfte", "cadera"),
    "lower back": ("Kreuz", "zona lumbar"),
    "buttock": ("Gesäß", "nalga"),
    "heel": ("Ferse", "talón"),
    "top of the foot": ("Fußrücken", "dorso del pie"),
    "inner edge of the foot": ("innerer Fußrand", "borde interno del pie"),
    "sole": ("Sohle", "planta"),
    "outer edge of the foot": ("äußerer Fußrand", "borde externo del pie"),
    "great toe": ("große Zehe", "dedo gordo"),
    "second toe": ("zweite Zehe", "segundo dedo"),
    "third toe": ("dritte Zehe", "tercer dedo"),
    "fourth toe": ("vierte Zehe", "cuarto dedo"),
    "little toe": ("kleine Zehe", "dedo pequeño"),
    "Skin: {place}, {side} · {root} (core)": (
        "Haut: {place}, {side} · {root} (Kern)",
        "Piel: {place}, {side} · {root} (núcleo)",
    ),
    "Skin: {place}, {side} · {root} (likely)": (
        "Haut: {place}, {side} · {root} (wahrscheinlich)",
        "Piel: {place}, {side} · {root} (probable)",
    ),
    "Skin: {place}, {side} · {root} (disputed)": (
        "Haut: {place}, {side} · {root} (umstritten)",
        "Piel: {place}, {side} · {root} (discutido)",
    ),
    "Skin: {place}, patient's left": ("Haut: {place}, links beim Patienten", "Piel: {place}, izquierda del paciente"),
    "Skin: {place}, patient's right": ("Haut: {place}, rechts beim Patienten", "Piel: {place}, derecha del paciente"),
    # --- legend
    "skin of the {nerve} ({who})": ("Haut von: {nerve} ({who})", "piel de: {nerve} ({who})"),
    "after {author}": ("nach {author}", "según {author}"),
    "drawn from descriptions": ("nach Beschreibungen gezeichnet", "dibujado según descripciones"),
    "{root} skin, core: the maps agree": (
        "Haut von {root}, Kern: die Karten stimmen überein",
        "piel de {root}, núcleo: los mapas coinciden",
    ),
    "{root} skin, core": ("Haut von {root}, Kern", "piel de {root}, núcleo"),
    "{root} skin, likely": ("Haut von {root}, wahrscheinlich", "piel de {root}, probable"),
    "{root} skin, disputed between maps": (
        "Haut von {root}, zwischen den Karten umstritten",
        "piel de {root}, discutida entre mapas",
    ),
    "where {root} pain is often felt": (
        "wo {root}-Schmerz oft gespürt wird",
        "donde se suele sentir el dolor de {root}",
    ),
    "where this is often felt (our own drawing)": (
        "wo das oft gespürt wird (eigene Zeichnung)",
        "donde se suele sentir (dibujo nuestro)",
    ),
    "muscle, {root} is a main root": ("Muskel, {root} ist eine Hauptwurzel", "músculo, {root} es raíz principal"),
    "muscle, {root} shares the supply": ("Muskel, {root} hat Anteil", "músculo, {root} participa"),
    "muscle, named for {root} by some sources only": (
        "Muskel, nur von manchen Quellen zu {root} genannt",
        "músculo, solo algunas fuentes lo dan a {root}",
    ),
    "nerves with {root} fibres (drawn thicker than life)": (
        "Nerven mit Fasern von {root} (dicker gezeichnet, als sie sind)",
        "nervios con fibras de {root} (dibujados más gruesos)",
    ),
    **BESIDE_WORDS,
    **DRAWING_WORDS,
    **HELP_WORDS,
    **LABEL_WORDS,
    **EXAMINATION_WORDS,
    **EXAMINED_WORDS,
    **FINDING_WORDS,
    **SKIN_WORDS,
    **STEPS_WORDS,
    **STUDY_WORDS,
    **STUDY_DATA_WORDS,
    **FLAT_SKIN_WORDS,
    **SUPPORT_WORDS,
    **WINDOW_WORDS,
}
