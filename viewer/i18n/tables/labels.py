"""Names in the picture in German and Spanish, by their English; both columns await a native reviewer.

German names of muscles and nerves are the Latin ones that physicians use there, shortened as they do; what is missing
here stands in Latin, and without a Latin name in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LABEL_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # --- on the floor, and at a pressed place
    "patient's right": ("rechts (Patient)", "derecha (paciente)"),
    "patient's left": ("links (Patient)", "izquierda (paciente)"),
    "{root} is pressed here": ("{root} wird hier gedrückt", "{root} está comprimida aquí"),
    "{root} passes here": ("{root} verläuft hier", "{root} pasa por aquí"),
    "many roots are pressed here": ("viele Wurzeln werden hier gedrückt", "muchas raíces comprimidas aquí"),
    "many roots pass here": ("viele Wurzeln verlaufen hier", "muchas raíces pasan por aquí"),
    # --- bones
    "Vertebra {level}": ("Wirbel {level}", "Vértebra {level}"),
    "Sacrum": ("Kreuzbein", "Sacro"),
    # --- nerves
    "Femoral nerve": ("N. femoralis", "Nervio femoral"),
    "Saphenous nerve": ("N. saphenus", "Nervio safeno"),
    "Obturator nerve": ("N. obturatorius", "Nervio obturador"),
    "Sciatic nerve": ("Ischiasnerv", "Nervio ciático"),
    "Tibial nerve": ("N. tibialis", "Nervio tibial"),
    "Common fibular nerve": ("N. fibularis communis", "Nervio fibular común"),
    "Deep fibular nerve": ("N. fibularis profundus", "Nervio fibular profundo"),
    "Superficial fibular nerve": ("N. fibularis superficialis", "Nervio fibular superficial"),
    "Sural nerve": ("N. suralis", "Nervio sural"),
    "Pudendal nerve": ("N. pudendus", "Nervio pudendo"),
    "Subcostal nerve": ("N. subcostalis", "Nervio subcostal"),
    "Ilio-inguinal nerve": ("N. ilioinguinalis", "Nervio ilioinguinal"),
    "Superior gluteal nerve": ("N. gluteus superior", "Nervio glúteo superior"),
    "Muscular branches of femoral nerve": ("Muskeläste des N. femoralis", "Ramos musculares del nervio femoral"),
    "Anterior cutaneous branches of femoral nerve": (
        "Vordere Hautäste des N. femoralis",
        "Ramos cutáneos anteriores del nervio femoral",
    ),
    "Posterior femoral cutaneous nerve": ("N. cutaneus femoris posterior", "Nervio cutáneo femoral posterior"),
    "Lateral femoral cutaneous nerve": ("N. cutaneus femoris lateralis", "Nervio cutáneo femoral lateral"),
    "Lateral plantar nerve": ("N. plantaris lateralis", "Nervio plantar lateral"),
    "Medial plantar nerve": ("N. plantaris medialis", "Nervio plantar medial"),
    "Posterior ramus of {root}": ("Hinterer Ast von {root}", "Ramo posterior de {root}"),
    # --- muscles
    "Rectus femoris muscle": ("M. rectus femoris", "Músculo recto femoral"),
    "Vastus lateralis muscle": ("M. vastus lateralis", "Vasto lateral"),
    "Vastus medialis muscle": ("M. vastus medialis", "Vasto medial"),
    "Vastus intermedius muscle": ("M. vastus intermedius", "Vasto intermedio"),
    "Tibialis anterior muscle": ("M. tibialis anterior", "Tibial anterior"),
    "Tibialis posterior muscle": ("M. tibialis posterior", "Tibial posterior"),
    "Extensor hallucis longus": ("M. extensor hallucis longus", "Extensor largo del dedo gordo"),
    "Extensor digitorum longus": ("M. extensor digitorum longus", "Extensor largo de los dedos"),
    "Iliacus muscle": ("M. iliacus", "Músculo ilíaco"),
    "Psoas major": ("M. psoas major", "Psoas mayor"),
    "Adductor longus": ("M. adductor longus", "Aductor largo"),
    "Adductor brevis": ("M. adductor brevis", "Aductor corto"),
    "Gracilis muscle": ("M. gracilis", "Músculo grácil"),
    "Sartorius muscle": ("M. sartorius", "Músculo sartorio"),
    "Gluteus maximus muscle": ("M. gluteus maximus", "Glúteo mayor"),
    "Gluteus medius muscle": ("M. gluteus medius", "Glúteo medio"),
    "Gluteus minimus muscle": ("M. gluteus minimus", "Glúteo menor"),
    "Piriformis muscle": ("M. piriformis", "Músculo piriforme"),
    "Soleus muscle": ("M. soleus", "Músculo sóleo"),
    "Lateral head of gastrocnemius": ("M. gastrocnemius, äußerer Kopf", "Gastrocnemio, cabeza lateral"),
    "Medial head of gastrocnemius": ("M. gastrocnemius, innerer Kopf", "Gastrocnemio, cabeza medial"),
    "Tensor fasciae latae": ("M. tensor fasciae latae", "Tensor de la fascia lata"),
    "Multifidus lumborum muscle": ("M. multifidus lumborum", "Multífido lumbar"),
    "Quadratus lumborum muscle": ("M. quadratus lumborum", "Cuadrado lumbar"),
    "Long head of biceps femoris": ("M. biceps femoris, langer Kopf", "Bíceps femoral, cabeza larga"),
}
