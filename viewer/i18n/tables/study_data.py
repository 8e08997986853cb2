"""German and Spanish of what the study quotes from data that have no catalogue.

Part of :mod:`viewer.i18n.tables.all_words`.

Key points and key muscles after the ISNCSCI sheets, reflexes as they are called in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from viewer.i18n.capitals import capitalised

_MOVEMENTS: Final[Mapping[str, tuple[str, str]]] = {
    "hip flexion": ("Hüftbeugung", "flexión de la cadera"),
    "knee extension": ("Kniestreckung", "extensión de la rodilla"),
    "ankle dorsiflexion": ("Fußhebung", "dorsiflexión del tobillo"),
    "long toe extension": ("Streckung der Großzehe (lange Zehenstrecker)", "extensión larga de los dedos del pie"),
    "ankle plantar flexion": ("Fußsenkung", "flexión plantar del tobillo"),
}


STUDY_DATA_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    **_MOVEMENTS,
    **{
        capitalised(english): (capitalised(german), capitalised(spanish))
        for english, (german, spanish) in _MOVEMENTS.items()
    },
    # --- key points
    "Midpoint of the inguinal ligament": ("Mitte des Leistenbandes", "Punto medio del ligamento inguinal"),
    "Halfway between the T12 and the L2 point": (
        "Auf halbem Weg zwischen dem Punkt von T12 und dem von L2",
        "A medio camino entre el punto de T12 y el de L2",
    ),
    "Front inner thigh, midway on the line from the mid-inguinal ligament to the medial femoral condyle": (
        "Vorn innen am Oberschenkel, Mitte der Linie von der Mitte des Leistenbandes zum inneren Oberschenkelknorren",
        "Cara anterointerna del muslo, a mitad de la línea del punto medio inguinal al cóndilo femoral medial",
    ),
    "Medial femoral condyle, above the knee": (
        "Innerer Oberschenkelknorren, oberhalb des Knies",
        "Cóndilo femoral medial, por encima de la rodilla",
    ),
    "Over the medial malleolus": ("Über dem Innenknöchel", "Sobre el maléolo medial"),
    "Top of the foot at the third metatarsophalangeal joint": (
        "Fußrücken am Grundgelenk der dritten Zehe",
        "Dorso del pie, en la tercera articulación metatarsofalángica",
    ),
    "Outer side of the heel (calcaneus)": ("Außenseite der Ferse (Calcaneus)", "Cara externa del talón (calcáneo)"),
    "Midpoint of the popliteal fossa": ("Mitte der Kniekehle", "Punto medio del hueco poplíteo"),
    "Over the ischial tuberosity or the infragluteal fold": (
        "Über dem Sitzbeinhöcker oder der Gesäßfalte",
        "Sobre la tuberosidad isquiática o el pliegue infraglúteo",
    ),
    "Skin beside the back passage": ("Haut neben dem After", "Piel junto al ano"),
    # --- reflexes
    "Knee jerk (patellar reflex)": ("Patellarsehnenreflex", "Reflejo rotuliano"),
    "Ankle jerk (Achilles reflex)": ("Achillessehnenreflex", "Reflejo aquíleo"),
    "Adductor jerk": ("Adduktorenreflex", "Reflejo aductor"),
    "Medial hamstring jerk": (
        "Reflex der medialen Kniebeuger (Semitendinosus, Semimembranosus)",
        "Reflejo de los isquiotibiales mediales",
    ),
}
