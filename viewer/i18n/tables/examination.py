"""German and Spanish for the examination; part of :data:`viewer.i18n.tables.all_words.WORDS`.

Reasons come from the data.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

EXAMINATION_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # --- the panel
    "Examination": ("Untersuchung", "Exploración"),
    "Short neurological examination": ("Kurze neurologische Untersuchung", "Exploración neurológica breve"),
    "Enter strength, feeling, reflexes and tests, L2 to S1; see what speaks for and against each root": (
        "Kraft, Gefühl, Reflexe und Tests von L2 bis S1 eintragen; sehen, was für und gegen jede Wurzel spricht",
        "Anotar fuerza, sensibilidad, reflejos y pruebas de L2 a S1; ver qué habla a favor y en contra de cada raíz",
    ),
    "Examination: grades by item and side": (
        "Untersuchung: Grade nach Punkt und Seite",
        "Exploración: grados por punto y lado",
    ),
    "Roots: findings for and against, counted": (
        "Wurzeln: Befunde dafür und dagegen, gezählt",
        "Raíces: hallazgos a favor y en contra, contados",
    ),
    "What speaks for and against each root": (
        "Was für und gegen jede Wurzel spricht",
        "Qué habla a favor y en contra de cada raíz",
    ),
    "Rest normal": ("Rest normal", "Resto normal"),
    "Enter the normal grade wherever nothing was entered; saddle and warnings are left to be asked (N)": (
        "Überall, wo nichts steht, den normalen Grad eintragen; Sattel und Warnzeichen bleiben zu prüfen (N)",
        "Anotar el grado normal donde no haya nada; la silla y las señales de alarma quedan por explorar (N)",
    ),
    "Copy": ("Kopieren", "Copiar"),
    "Put findings, reasons and sources on the clipboard as text": (
        "Befunde, Gründe und Quellen als Text in die Zwischenablage legen",
        "Poner hallazgos, motivos y fuentes como texto en el portapapeles",
    ),
    "0 to 5, +, −, T, N, Del in the examination": (
        "0 bis 5, +, −, T, N, Entf in der Untersuchung",
        "0 a 5, +, −, T, N, Supr en la exploración",
    ),
    "Grade, positive, negative, not testable, rest normal, clear": (
        "Grad, positiv, negativ, nicht prüfbar, Rest normal, löschen",
        "Grado, positivo, negativo, no valorable, resto normal, borrar",
    ),
    "Take the whole examination away (Ctrl+Z brings it back)": (
        "Die ganze Untersuchung wegnehmen (Strg+Z holt sie zurück)",
        "Quitar toda la exploración (Ctrl+Z la recupera)",
    ),
    "Type grades: 0 to 5, + or − for tests, T not testable. Tab: other side. Del: not examined. "
    "N: the rest is normal. Enter: turn the body there.": (
        "Grade tippen: 0 bis 5, + oder − bei Tests, T nicht prüfbar. Tab: andere Seite. Entf: nicht untersucht. "
        "N: der Rest ist normal. Eingabe: den Körper dorthin drehen.",
        "Teclee los grados: 0 a 5, + o − en las pruebas, T no valorable. Tab: otro lado. Supr: no explorado. "
        "N: el resto es normal. Intro: girar el cuerpo hacia allí.",
    ),
    "+ for, − against, (\N{NO-BREAK SPACE}) a little against by being normal, ● stands best": (
        "+ dafür, − dagegen, (\N{NO-BREAK SPACE}) wenig dagegen, weil normal, ● am besten gestützt",
        "+ a favor, − en contra, (\N{NO-BREAK SPACE}) poco en contra por ser normal, ● la mejor respaldada",
    ),
    "Findings on the hand-out": ("Befunde ins Merkblatt", "Hallazgos en la hoja"),
    "Put what was found, in plain words, on the sheet to take home; warnings stand there in any case": (
        "Was gefunden wurde, in einfachen Worten ins Merkblatt setzen; Warnungen stehen dort immer",
        "Poner lo hallado, en palabras sencillas, en la hoja para llevar; las alarmas figuran siempre",
    ),
    "The findings of the examination stand on it; the panel Examination says whether.": (
        "Die Befunde der Untersuchung stehen darauf; das Feld Untersuchung bestimmt das.",
        "Los hallazgos de la exploración figuran en ella; el panel Exploración lo decide.",
    ),
    "Of the examination, only warnings stand on it; the panel Examination says whether findings do.": (
        "Von der Untersuchung stehen nur Warnungen darauf; das Feld Untersuchung bestimmt, ob auch Befunde.",
        "De la exploración solo figuran las alarmas; el panel Exploración decide si también los hallazgos.",
    ),
    "Y or + yes, 0 or − no.": ("Y oder + ja, 0 oder − nein.", "Y o + sí, 0 o − no."),
    "− or D down, + or U up, 0 mute.": (
        "− oder D nach unten, + oder U nach oben, 0 stumm.",
        "− o D abajo, + o U arriba, 0 mudo.",
    ),
    "2 normal, 1 reduced, 0 absent.": ("2 normal, 1 vermindert, 0 fehlt.", "2 normal, 1 reducido, 0 ausente."),
    "+ present, − absent.": ("+ vorhanden, − fehlt.", "+ presente, − ausente."),
    "{count} more below.": ("{count} weitere unten.", "{count} más abajo."),
    "Examined": ("Untersucht", "Explorado"),
    "Root": ("Wurzel", "Raíz"),
    "Right": ("Rechts", "Derecha"),
    "Left": ("Links", "Izquierda"),
    "right": ("rechts", "derecha"),
    "left": ("links", "izquierda"),
    "not examined": ("nicht untersucht", "no explorado"),
    "positive": ("positiv", "positivo"),
    "negative": ("negativ", "negativo"),
    "down": ("nach unten", "hacia abajo"),
    "up (Babinski)": ("nach oben (Babinski)", "hacia arriba (Babinski)"),
    "up": ("nach oben", "hacia arriba"),
    "mute": ("stumm", "mudo"),
    "reduced": ("vermindert", "reducido"),
    "absent": ("fehlt", "ausente"),
    "present": ("vorhanden", "presente"),
    "yes": ("ja", "sí"),
    "no": ("nein", "no"),
    "normal": ("normal", "normal"),
    "strong": ("stark", "fuerte"),
    "moderate": ("mäßig", "moderado"),
    "weak": ("schwach", "débil"),
    # --- sections
    "Strength, 0 to 5": ("Kraft, 0 bis 5", "Fuerza, 0 a 5"),
    "Pin prick, 0 to 2": ("Nadelreiz, 0 bis 2", "Pinchazo, 0 a 2"),
    "Light touch, 0 to 2": ("Leichte Berührung, 0 bis 2", "Tacto ligero, 0 a 2"),
    "Reflexes, 0 to 4": ("Reflexe, 0 bis 4", "Reflejos, 0 a 4"),
    "Stretch and function tests": ("Dehn- und Funktionstests", "Pruebas de estiramiento y función"),
    "Saddle and groin": ("Sattel und Leiste", "Silla de montar e ingle"),
    "Warning signs": ("Warnzeichen", "Señales de alarma"),
    # --- items
    "Hip flexion (iliopsoas)": ("Hüftbeugung (Iliopsoas)", "Flexión de cadera (iliopsoas)"),
    "Hip adduction (adductors)": ("Hüftadduktion (Adduktoren)", "Aducción de cadera (aductores)"),
    "Knee extension (quadriceps)": ("Kniestreckung (Quadrizeps)", "Extensión de rodilla (cuádriceps)"),
    "Knee flexion (hamstrings)": ("Kniebeugung (Kniebeuger)", "Flexión de rodilla (isquiotibiales)"),
    "Ankle dorsiflexion (tibialis anterior)": (
        "Fußhebung (Tibialis anterior)",
        "Dorsiflexión del tobillo (tibial anterior)",
    ),
    "Foot inversion (tibialis posterior)": (
        "Supination des Fußes (Tibialis posterior)",
        "Inversión del pie (tibial posterior)",
    ),
    "Foot eversion (fibularis muscles)": ("Pronation des Fußes (Fibularismuskeln)", "Eversión del pie (peroneos)"),
    "Great toe extension (extensor hallucis longus)": (
        "Großzehenhebung (Extensor hallucis longus)",
        "Extensión del dedo gordo (extensor largo)",
    ),
    "Hip abduction (gluteus medius)": ("Hüftabduktion (Gluteus medius)", "Abducción de cadera (glúteo medio)"),
    "Hip extension (gluteus maximus)": ("Hüftstreckung (Gluteus maximus)", "Extensión de cadera (glúteo mayor)"),
    "Ankle plantar flexion (calf)": ("Fußsenkung (Wade)", "Flexión plantar (pantorrilla)"),
    "pin prick": ("Nadelreiz", "pinchazo"),
    "light touch": ("leichte Berührung", "tacto ligero"),
    "{place}, pin prick": ("{place}, Nadelreiz", "{place}, pinchazo"),
    "{place}, light touch": ("{place}, leichte Berührung", "{place}, tacto ligero"),
    "L2 front inner thigh": ("L2 vorne innen am Oberschenkel", "L2 cara anterointerna del muslo"),
    "L3 inner side of the knee": ("L3 Innenseite des Knies", "L3 cara interna de la rodilla"),
    "L4 medial malleolus": ("L4 Innenknöchel", "L4 maléolo medial"),
    "L5 top of the foot, third toe": ("L5 Fußrücken, dritte Zehe", "L5 dorso del pie, tercer dedo"),
    "S1 outer side of the heel": ("S1 Außenseite der Ferse", "S1 cara externa del talón"),
    "S4-5 beside the anus": ("S4-5 neben dem After", "S4-5 junto al ano"),
    "Outer thigh (lateral femoral cutaneous nerve)": (
        "Außenseite des Oberschenkels (Nervus cutaneus femoris lateralis)",
        "Cara externa del muslo (nervio cutáneo femoral lateral)",
    ),
    "Patellar reflex (knee jerk)": ("Patellarsehnenreflex", "Reflejo rotuliano"),
    "Achilles reflex (ankle jerk)": ("Achillessehnenreflex", "Reflejo aquíleo"),
    "Medial hamstring reflex": ("Reflex der medialen Kniebeuger", "Reflejo isquiotibial medial"),
    "Adductor reflex": ("Adduktorenreflex", "Reflejo aductor"),
    "Plantar response": ("Fußsohlenreflex", "Respuesta plantar"),
    "Anal tone and squeeze": ("Analtonus und Zukneifen", "Tono y contracción anal"),
    "Bulbocavernosus reflex": ("Bulbocavernosus-Reflex", "Reflejo bulbocavernoso"),
    "Cremasteric reflex (men)": ("Kremasterreflex (Männer)", "Reflejo cremastérico (hombres)"),
    "Straight leg raise": ("Lasègue-Test", "Elevación de la pierna recta (Lasègue)"),
    "Crossed straight leg raise": ("Gekreuzter Lasègue-Test", "Lasègue cruzado"),
    "Femoral stretch (prone knee bend)": (
        "Femoralisdehnung (umgekehrter Lasègue)",
        "Estiramiento femoral (Lasègue inverso)",
    ),
    "Crossed femoral stretch": ("Gekreuzte Femoralisdehnung", "Estiramiento femoral cruzado"),
    "Single-leg sit-to-stand": ("Aufstehen auf einem Bein", "Levantarse con una sola pierna"),
    # --- the result
    "For": ("Dafür", "A favor"),
    "Against": ("Dagegen", "En contra"),
    "Neither": ("Weder noch", "Ni a favor ni en contra"),
    "A little against: not lost, though a loss would be expected": (
        "Wenig dagegen: kein Ausfall, obwohl einer zu erwarten wäre",
        "Poco en contra: sin pérdida, aunque cabría esperarla",
    ),
    "for": ("dafür", "a favor"),
    "against": ("dagegen", "en contra"),
    "neither": ("weder noch", "ninguno"),
    "a little against, being normal": ("wenig dagegen, weil normal", "poco en contra, por ser normal"),
    "Emergency": ("Notfall", "Emergencia"),
    "Same day": ("Noch heute", "El mismo día"),
    "Within days": ("Binnen Tagen", "En unos días"),
    "Does not fit together": ("Passt nicht zusammen", "No concuerda"),
    "Which disc meets it": ("Welche Bandscheibe sie trifft", "Qué disco la alcanza"),
    "What else looks like this": ("Was ebenso aussieht", "Qué más se parece"),
    "To mind": ("Zu bedenken", "A tener en cuenta"),
    "Warning signs in full": ("Die Warnzeichen im Ganzen", "Las señales de alarma completas"),
    "Published figures of two findings together": (
        "Veröffentlichte Zahlen zweier Befunde zusammen",
        "Cifras publicadas de dos hallazgos juntos",
    ),
    "Its roots, source by source": ("Ihre Wurzeln, Quelle für Quelle", "Sus raíces, fuente por fuente"),
    "{count} normal findings say little or nothing of it.": (
        "{count} normale Befunde sagen wenig oder nichts über sie.",
        "{count} hallazgos normales dicen poco o nada de ella.",
    ),
    "as entered": ("so eingetragen", "como se anotó"),
    "not as entered": ("anders eingetragen", "distinto de lo anotado"),
    "Entered as present.": ("Als vorhanden eingetragen.", "Anotado como presente."),
    "Weakness or loss of feeling was entered for both legs: if this is new or growing.": (
        "Für beide Beine wurde Schwäche oder Gefühlsverlust eingetragen: falls das neu ist oder zunimmt.",
        "Se anotó debilidad o pérdida de sensibilidad en ambas piernas: si es nuevo o va a más.",
    ),
    "A stretch test brought pain in both legs: if this is new or growing.": (
        "Ein Dehntest brachte Schmerz in beiden Beinen: falls das neu ist oder zunimmt.",
        "Una prueba de estiramiento provocó dolor en ambas piernas: si es nuevo o va a más.",
    ),
    "{items}, 3 or less: if this is new.": (
        "{items}, 3 oder weniger: falls das neu ist.",
        "{items}, 3 o menos: si es nuevo.",
    ),
    "{items}, 3 or less: if this is new or growing.": (
        "{items}, 3 oder weniger: falls das neu ist oder zunimmt.",
        "{items}, 3 o menos: si es nuevo o va a más.",
    ),
    "{where}: nothing abnormal was entered but the warning sign ({count} normal findings).": (
        "{where}: außer dem Warnzeichen nichts Auffälliges eingetragen ({count} normale Befunde).",
        "{where}: aparte de la señal de alarma no se anotó nada anormal ({count} hallazgos normales).",
    ),
    "{where}: nothing abnormal was entered but the warning sign (1 normal finding).": (
        "{where}: außer dem Warnzeichen nichts Auffälliges eingetragen (1 normaler Befund).",
        "{where}: aparte de la señal de alarma no se anotó nada anormal (1 hallazgo normal).",
    ),
    "{where}: nothing abnormal was entered ({count} normal findings).": (
        "{where}: nichts Auffälliges eingetragen ({count} normale Befunde).",
        "{where}: no se anotó nada anormal ({count} hallazgos normales).",
    ),
    "{where}: 1 abnormal finding. Of these go with each root: {shares}.": (
        "{where}: 1 auffälliger Befund. Davon passen zu jeder Wurzel: {shares}.",
        "{where}: 1 hallazgo anormal. De ellos van con cada raíz: {shares}.",
    ),
    "{where}: {count} abnormal findings. Of these go with each root: {shares}.": (
        "{where}: {count} auffällige Befunde. Davon passen zu jeder Wurzel: {shares}.",
        "{where}: {count} hallazgos anormales. De ellos van con cada raíz: {shares}.",
    ),
    "{where}: {count} abnormal findings. Of these go with each root: {shares}. {roots} fits all of them.": (
        "{where}: {count} auffällige Befunde. Davon passen zu jeder Wurzel: {shares}. {roots} passt zu allen.",
        "{where}: {count} hallazgos anormales. De ellos van con cada raíz: {shares}. {roots} concuerda con todos.",
    ),
    "{where}: {count} abnormal findings. Of these go with each root: {shares}. {roots} fit all of them.": (
        "{where}: {count} auffällige Befunde. Davon passen zu jeder Wurzel: {shares}. {roots} passen zu allen.",
        "{where}: {count} hallazgos anormales. De ellos van con cada raíz: {shares}. {roots} concuerdan con todos.",
    ),
    "none": ("keiner", "ninguno"),
    "Findings are counted; how well a root stands is weighed in words. Published figures are those of groups in "
    "studies. Nothing here is a diagnosis or a probability.": (
        "Befunde sind gezählt; wie gut eine Wurzel gestützt ist, wird in Worten abgewogen. Veröffentlichte Zahlen sind "
        "die von Gruppen in Studien. Nichts davon ist eine Diagnose oder eine Wahrscheinlichkeit.",
        "Los hallazgos se cuentan; el respaldo de cada raíz se pondera en palabras. Las cifras publicadas son de "
        "grupos en estudios. "
        "Nada de esto es un diagnóstico ni una probabilidad.",
    ),
}
