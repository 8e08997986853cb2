"""German and Spanish for what an examination says; part of :data:`viewer.i18n.tables.all_words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

EXAMINED_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # --- what a finding says of a root
    "{lead}: only weakly related to {root}. {reason}": (
        "{lead}: nur schwach mit {root} verbunden. {reason}",
        "{lead}: solo débilmente relacionado con {root}. {reason}",
    ),
    "{lead}: goes with {named}; no source here relates it to {root}. {best}: {reason}": (
        "{lead}: passt zu {named}; keine Quelle hier bringt es mit {root} zusammen. {best}: {reason}",
        "{lead}: va con {named}; ninguna fuente aquí lo relaciona con {root}. {best}: {reason}",
    ),
    "{lead}: says nothing of {root}. {named}: {reason}": (
        "{lead}: sagt nichts über {root}. {named}: {reason}",
        "{lead}: no dice nada de {root}. {named}: {reason}",
    ),
    "{lead}: brisk. A root lesion lowers a reflex; this one is not lowered.": (
        "{lead}: lebhaft. Eine Wurzelläsion schwächt einen Reflex ab; dieser ist nicht abgeschwächt.",
        "{lead}: vivo. Una lesión radicular disminuye un reflejo; este no está disminuido.",
    ),
    "{lead}: alike on both sides, which tells of no root on one side.": (
        "{lead}: auf beiden Seiten gleich, was von keiner Wurzel einer Seite spricht.",
        "{lead}: igual en ambos lados, lo que no habla de ninguna raíz de un lado.",
    ),
    "{lead}: normal, which speaks a little against {root}. {reason}": (
        "{lead}: normal, was ein wenig gegen {root} spricht. {reason}",
        "{lead}: normal, lo que habla un poco en contra de {root}. {reason}",
    ),
    "{lead}: normal, which says little of {root}. {text}": (
        "{lead}: normal, was wenig über {root} sagt. {text}",
        "{lead}: normal, lo que dice poco de {root}. {text}",
    ),
    # --- what it resembles
    "{where}: another cause than a root fits: {name}": (
        "{where}: Es passt eine andere Ursache als eine Wurzel: {name}",
        "{where}: encaja otra causa que no es una raíz: {name}",
    ),
    "{where}: another cause fits as well as a root: {name}": (
        "{where}: Eine andere Ursache passt ebenso gut wie eine Wurzel: {name}",
        "{where}: otra causa encaja tan bien como una raíz: {name}",
    ),
    "lost as there: {items}": ("wie dort ausgefallen: {items}", "perdido como allí: {items}"),
    "kept as there: {items}": ("wie dort erhalten: {items}", "conservado como allí: {items}"),
    "unlike there, normal: {items}": ("anders als dort normal: {items}", "a diferencia de allí, normal: {items}"),
    "not explained by it: {items}": ("dadurch nicht erklärt: {items}", "no explicado por ello: {items}"),
    "{lead}: normal, which says nothing of {root}.": (
        "{lead}: normal, was nichts über {root} sagt.",
        "{lead}: normal, lo que no dice nada de {root}.",
    ),
    "{lead}: a warning sign, and no sign of one root.": (
        "{lead}: ein Warnzeichen, und keines einer einzelnen Wurzel.",
        "{lead}: una señal de alarma, y no de una sola raíz.",
    ),
    "{lead}: which tells of no root.": (
        "{lead}: was von keiner Wurzel spricht.",
        "{lead}: lo que no habla de ninguna raíz.",
    ),
    # --- the whole
    "A reflex with clonus was entered: {names}.": (
        "Ein Reflex mit Klonus wurde eingetragen: {names}.",
        "Se anotó un reflejo con clonus: {names}.",
    ),
    "Entered: {names}.": ("Eingetragen: {names}.", "Se anotó: {names}."),
    "{where}: nothing abnormal was entered (1 normal finding).": (
        "{where}: nichts Auffälliges eingetragen (1 normaler Befund).",
        "{where}: no se anotó nada anormal (1 hallazgo normal).",
    ),
    "{where}: {both} do not agree.": ("{where}: {both} stimmen nicht überein.", "{where}: {both} no concuerdan."),
    "{where}: {both} do not agree. {more}": (
        "{where}: {both} stimmen nicht überein. {more}",
        "{where}: {both} no concuerdan. {more}",
    ),
    "{where}, {root}: most goes with it, yet normal: {items}.": (
        "{where}, {root}: Das meiste passt dazu, doch normal: {items}.",
        "{where}, {root}: casi todo va con ella, pero normal: {items}.",
    ),
    "{where}: {root} does not explain, or only weakly: {items}. More than one root, a nerve or another cause?": (
        "{where}: {root} erklärt nicht oder nur schwach: {items}. Mehr als eine Wurzel, ein Nerv oder eine andere "
        "Ursache?",
        "{where}: {root} no explica, o solo débilmente: {items}. ¿Más de una raíz, un nervio u otra causa?",
    ),
    "{where}: weakness with a big toe that goes up is a pattern of spinal cord or brain, which no lumbar root "
    "explains; {items}.": (
        "{where}: Schwäche mit einer großen Zehe, die nach oben geht, ist ein Muster von Rückenmark oder Gehirn, das "
        "keine lumbale Wurzel erklärt; {items}.",
        "{where}: debilidad con un dedo gordo que sube es un patrón de médula o cerebro que ninguna raíz lumbar "
        "explica; {items}.",
    ),
    "{where}: weakness with a brisk reflex is a pattern of spinal cord or brain, which no lumbar root explains; "
    "{items}.": (
        "{where}: Schwäche mit lebhaftem Reflex ist ein Muster von Rückenmark oder Gehirn, das keine lumbale Wurzel "
        "erklärt; {items}.",
        "{where}: debilidad con un reflejo vivo es un patrón de médula o cerebro que ninguna raíz lumbar explica; "
        "{items}.",
    ),
    "Saddle: abnormal: {items}.": ("Sattel: auffällig: {items}.", "Silla de montar: anormal: {items}."),
    "Together: {parts}: cauda equina until shown otherwise.": (
        "Zusammen: {parts}: Cauda equina bis zum Beweis des Gegenteils.",
        "Juntos: {parts}: cola de caballo mientras no se demuestre lo contrario.",
    ),
    "saddle": ("Sattel", "silla de montar"),
    "bladder, bowel or sexual function": ("Blase, Darm oder Sexualfunktion", "vejiga, intestino o función sexual"),
    "both legs": ("beide Beine", "ambas piernas"),
    "both ankle jerks": ("beide Achillessehnenreflexe", "ambos reflejos aquíleos"),
    "Entered with signs of saddle, bladder or bowel: {names}.": (
        "Eingetragen, mit Zeichen von Sattel, Blase oder Darm: {names}.",
        "Se anotó, con signos de la silla de montar, la vejiga o el intestino: {names}.",
    ),
    "Entered on both sides: {names}.": ("Auf beiden Seiten eingetragen: {names}.", "Se anotó en ambos lados: {names}."),
    "Entered with weakness: {names}.": ("Eingetragen, mit Schwäche: {names}.", "Se anotó, con debilidad: {names}."),
    "{where}: no root from L2 to S1 was examined.": (
        "{where}: keine Wurzel von L2 bis S1 wurde untersucht.",
        "{where}: no se exploró ninguna raíz de L2 a S1.",
    ),
    "{name}: low alike on both sides. No single root does that, but the roots of the cauda equina together do: beside "
    "signs of the lowest roots it adds to the alarm.": (
        "{name}: auf beiden Seiten gleich schwach. Das macht keine einzelne Wurzel, wohl aber die Wurzeln der Cauda "
        "equina zusammen: neben Zeichen der untersten Wurzeln verstärkt es den Alarm.",
        "{name}: igual de bajo en ambos lados. Eso no lo hace una sola raíz, pero sí las raíces de la cola de caballo "
        "juntas: junto a signos de las raíces más bajas refuerza la alarma.",
    ),
    "Abnormal findings on both sides: one root serves one side only, so no single root explains them all.": (
        "Auffällige Befunde auf beiden Seiten: Eine Wurzel versorgt nur eine Seite, keine einzelne erklärt also alle.",
        "Hallazgos anormales en ambos lados: una raíz sirve a un solo lado, así que ninguna los explica todos.",
    ),
    "“{one}” and “{other}” do not easily have one cause: have both looked at again.": (
        "„{one}“ und „{other}“ haben nicht leicht eine gemeinsame Ursache: beides noch einmal ansehen lassen.",
        "«{one}» y «{other}» no suelen tener una sola causa: haga revisar ambas.",
    ),
    "{root}, {side}: no disc level is recorded here. It leaves the spine {way}.": (
        "{root}, {side}: Hier ist keine Bandscheibe verzeichnet. Austritt aus der Wirbelsäule: {way}.",
        "{root}, {side}: aquí no consta ningún disco. Sale de la columna: {way}.",
    ),
    "{root}, {side}: {name} explains all that was found as well. No disc is named before the two are told apart.": (
        "{root}, {side}: {name} erklärt alle Befunde ebenso. Erst wenn beide unterschieden sind, wird eine Bandscheibe "
        "genannt.",
        "{root}, {side}: {name} también explica todo lo hallado. No se nombra ningún disco hasta distinguir los dos.",
    ),
    "{root}, {side}: if it is the root: mind: {disc}": (
        "{root}, {side}: wenn es die Wurzel ist: Achtung: {disc}",
        "{root}, {side}: si es la raíz: atención: {disc}",
    ),
    "{root}, {side}: if it is the root: {disc}": (
        "{root}, {side}: wenn es die Wurzel ist: {disc}",
        "{root}, {side}: si es la raíz: {disc}",
    ),
    "{root}, {side}: mind: {disc}": ("{root}, {side}: Achtung: {disc}", "{root}, {side}: atención: {disc}"),
    "{root}, right: {disc}": ("{root}, rechts: {disc}", "{root}, derecha: {disc}"),
    "{root}, left: {disc}": ("{root}, links: {disc}", "{root}, izquierda: {disc}"),
    "{name}: low alike on both sides, so it is not counted for a root.": (
        "{name}: auf beiden Seiten gleich schwach, also für keine Wurzel gezählt.",
        "{name}: igual de bajo en ambos lados, así que no se cuenta para ninguna raíz.",
    ),
    "{name}: the other side was not entered; it is the difference that counts.": (
        "{name}: Die andere Seite wurde nicht eingetragen; es zählt der Unterschied.",
        "{name}: no se anotó el otro lado; lo que cuenta es la diferencia.",
    ),
    "{name}, {side}: not testable, counted for no root.": (
        "{name}, {side}: nicht prüfbar, für keine Wurzel gezählt.",
        "{name}, {side}: no valorable, no se cuenta para ninguna raíz.",
    ),
    "{name}: not testable, counted for no root.": (
        "{name}: nicht prüfbar, für keine Wurzel gezählt.",
        "{name}: no valorable, no se cuenta para ninguna raíz.",
    ),
    "{name}, {side}: normal. {text}": ("{name}, {side}: normal. {text}", "{name}, {side}: normal. {text}"),
    "{name}: normal. {text}": ("{name}: normal. {text}", "{name}: normal. {text}"),
    # --- figures
    "sensitivity": ("Sensitivität", "sensibilidad"),
    "specificity": ("Spezifität", "especificidad"),
    "likelihood ratio": ("Likelihood-Verhältnis", "razón de verosimilitud"),
    "interval": ("Intervall", "intervalo"),
    "reference": ("Referenz", "referencia"),
    "Small study.": ("Kleine Studie.", "Estudio pequeño."),
    "{test}, for {target}: {figures}": ("{test}, für {target}: {figures}", "{test}, para {target}: {figures}"),
    "95 % {low} to {high}": ("95 % {low} bis {high}", "95 % {low} a {high}"),
    "95 %: sensitivity {a} (lowest), {b} (highest); specificity {c} (lowest), {d} (highest)": (
        "95 %: Sensitivität {a} (niedrigste), {b} (höchste); Spezifität {c} (niedrigste), {d} (höchste)",
        "95 %: sensibilidad {a} (la menor), {b} (la mayor); especificidad {c} (la menor), {d} (la mayor)",
    ),
    "95 %: sensitivity {a} to {b}, specificity {c} to {d}": (
        "95 %: Sensitivität {a} bis {b}, Spezifität {c} bis {d}",
        "95 %: sensibilidad {a} a {b}, especificidad {c} a {d}",
    ),
    "95 %, for {root}: {low} to {high}": (
        "95 %, für {root}: {low} bis {high}",
        "95 %, para {root}: {low} a {high}",
    ),
    "for {root} printed as {low} to {high}, which cannot be right": (
        "für {root} gedruckt als {low} bis {high}, was nicht stimmen kann",
        "para {root} impreso como {low} a {high}, que no puede ser",
    ),
    "none given": ("nicht angegeben", "no consta"),
    "number not given": ("Zahl nicht angegeben", "número no consta"),
    "{number} studies": ("{number} Studien", "{number} estudios"),
    "{number} studies, {people} people in the whole review": (
        "{number} Studien, {people} Personen in der ganzen Übersicht",
        "{number} estudios, {people} personas en toda la revisión",
    ),
    "no false positives among {n} people": (
        "kein falsch positives Ergebnis bei {n} Personen",
        "ningún falso positivo en {n} personas",
    ),
    "no false positives among {n} people for {roots} and for {root}": (
        "kein falsch positives Ergebnis bei {n} Personen für {roots} und für {root}",
        "ningún falso positivo en {n} personas para {roots} y para {root}",
    ),
    "no false positives among {n} people for {roots}; {ratio} for {root}": (
        "kein falsch positives Ergebnis bei {n} Personen für {roots}; {ratio} für {root}",
        "ningún falso positivo en {n} personas para {roots}; {ratio} para {root}",
    ),
    "about {share} % (recalled)": ("etwa {share} % (aus dem Gedächtnis)", "cerca del {share} % (de memoria)"),
    "sensory and motor about {one} % or less; reflex {other} % or less": (
        "Gefühl und Kraft etwa {one} % oder weniger; Reflex {other} % oder weniger",
        "sensitiva y motora cerca del {one} % o menos; reflejos {other} % o menos",
    ),
    "sensory {one}; motor {low} to {high}": (
        "Gefühl {one}; Kraft {low} bis {high}",
        "sensitiva {one}; motora {low} a {high}",
    ),
    "sensory {one}; reflex {low} to {high}": (
        "Gefühl {one}; Reflex {low} bis {high}",
        "sensitiva {one}; reflejos {low} a {high}",
    ),
    "20 % without, 36 % with knowledge of the MRI": (
        "20 % ohne, 36 % mit Kenntnis des MRT",
        "20 % sin conocer la RM, 36 % conociéndola",
    ),
    # --- copied as text
    "EMERGENCY": ("NOTFALL", "EMERGENCIA"),
    "SAME DAY": ("NOCH HEUTE", "EL MISMO DÍA"),
    "WITHIN DAYS": ("BINNEN TAGEN", "EN UNOS DÍAS"),
    "a little against": ("wenig dagegen", "un poco en contra"),
    "neutral": ("neutral", "neutro"),
    "Disc": ("Bandscheibe", "Disco"),
    "Mind": ("Zu bedenken", "A tener en cuenta"),
    "Keep in mind": ("Daran denken", "Tener presente"),
    "fits": ("passt", "encaja"),
    "does not fit": ("passt nicht", "no encaja"),
    "Figure": ("Zahl", "Cifra"),
}
