"""German and Spanish for what is said of several picks together; part of :data:`viewer.i18n.tables.all_words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SUPPORT_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "Strongly supported by the picks {where}: {roots}.": (
        "Durch die Auswahl stark gestützt, {where}: {roots}.",
        "Muy respaldadas por lo elegido, {where}: {roots}.",
    ),
    "Moderately supported by the picks {where}: {roots}.": (
        "Durch die Auswahl mäßig gestützt, {where}: {roots}.",
        "Moderadamente respaldadas por lo elegido, {where}: {roots}.",
    ),
    "Weakly supported by the picks {where}, or with signs against: {roots}.": (
        "Durch die Auswahl nur schwach gestützt oder mit Zeichen dagegen, {where}: {roots}.",
        "Poco respaldadas por lo elegido, o con signos en contra, {where}: {roots}.",
    ),
    "No single root relates to all the picks on the {side}: more than one root, a nerve or another cause has to be "
    "thought of.": (
        "Keine einzelne Wurzel passt zu allem, was {side} gewählt wurde: An mehr als eine Wurzel, einen Nerv oder eine "
        "andere Ursache ist zu denken.",
        "Ninguna raíz sola se relaciona con todo lo elegido a la {side}: hay que pensar en más de una raíz, un nervio "
        "u otra causa.",
    ),
    "The picks lie on both sides, and one root serves one side only: no single root explains them all.": (
        "Das Gewählte liegt auf beiden Seiten, und eine Wurzel versorgt nur eine: Keine einzelne erklärt alles.",
        "Lo elegido está en ambos lados y una raíz sirve a uno solo: ninguna raíz lo explica todo.",
    ),
    "The picks lie on both sides, and one root serves one side only: no single root explains them all. Many roots on "
    "both sides: see the warning “{flag}”.": (
        "Das Gewählte liegt auf beiden Seiten, und eine Wurzel versorgt nur eine: Keine einzelne erklärt alles. Viele "
        "Wurzeln auf beiden Seiten: siehe die Warnung „{flag}“.",
        "Lo elegido está en ambos lados y una raíz sirve a uno solo: ninguna raíz lo explica todo. Muchas raíces en "
        "ambos lados: vea la alarma «{flag}».",
    ),
}
