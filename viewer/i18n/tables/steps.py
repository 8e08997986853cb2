"""German and Spanish for explaining in steps; part of :data:`viewer.i18n.tables.all_words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

STEPS_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # --- names of steps
    "Spine": ("Rückgrat", "Columna"),
    "Way out": ("Austritt", "Salida"),
    "Meaning": ("Bedeutung", "Significado"),
    # --- what is told
    "This is your lower back, seen from behind.": (
        "Das ist Ihr unterer Rücken, von hinten gesehen.",
        "Esta es la parte baja de su espalda, vista desde atrás.",
    ),
    "This is your body, seen from behind.": (
        "Das ist Ihr Körper, von hinten gesehen.",
        "Este es su cuerpo, visto desde atrás.",
    ),
    "The {root} root is lit.": ("Die Wurzel {root} leuchtet.", "La raíz {root} está iluminada."),
    "It leaves the spine just below the {upper} bone. It goes through the gap between {one} and {other}.": (
        "Sie verlässt die Wirbelsäule dicht unter dem Wirbel {upper}. Sie geht durch die Lücke zwischen {one} und"
        " {other}.",
        "Sale de la columna justo debajo del hueso {upper}. Pasa por el hueco entre {one} y {other}.",
    ),
    "It leaves through the {which} hole of the sacrum, the bone at the base of the spine.": (
        "Sie geht durch das {which} Loch des Kreuzbeins. Das ist der Knochen am unteren Ende der Wirbelsäule.",
        "Sale por el {which} agujero del sacro, el hueso en la base de la columna.",
    ),
    "first": ("erste", "primer"),
    "second": ("zweite", "segundo"),
    "third": ("dritte", "tercer"),
    "fourth": ("vierte", "cuarto"),
    "Now follow the line.": ("Folgen Sie nun der Linie.", "Siga ahora la línea."),
    "From there its fibres run in the {first}.": (
        "Von dort laufen ihre Fasern so weiter: {first}.",
        "Desde ahí sus fibras van por este camino: {first}.",
    ),
    "Farther on they run in the {last}.": ("Danach folgt: {last}.", "Después sigue: {last}."),
    "One of its muscles does this: {action}": (
        "Einer ihrer Muskeln tut dies: {action}",
        "Uno de sus músculos hace esto: {action}",
    ),
    "This is its skin.": ("Das ist ihre Haut.", "Esta es su piel."),
    # --- nerves in lay words
    "branches of the front thigh nerve to the front thigh muscles": (
        "Äste des vorderen Oberschenkelnervs zu den vorderen Oberschenkelmuskeln",
        "ramas del nervio de la cara anterior del muslo para sus músculos",
    ),
    "calf and sole nerve (tibial nerve)": (
        "der Nerv von Wade und Fußsohle (Nervus tibialis)",
        "el nervio de la pantorrilla y la planta (nervio tibial)",
    ),
    "front branch of T12 (subcostal nerve)": (
        "der vordere Ast von T12 (Nervus subcostalis)",
        "la rama anterior de T12 (nervio subcostal)",
    ),
    "front thigh nerve (femoral nerve)": (
        "der vordere Oberschenkelnerv (Nervus femoralis)",
        "el nervio de la cara anterior del muslo (nervio femoral)",
    ),
    "groin nerve (ilio-inguinal nerve)": (
        "der Leistennerv (Nervus ilioinguinalis)",
        "el nervio de la ingle (nervio ilioinguinal)",
    ),
    "inner thigh nerve (obturator nerve)": (
        "der Nerv der Innenseite des Oberschenkels (Nervus obturatorius)",
        "el nervio de la cara interna del muslo (nervio obturador)",
    ),
    "inner thigh nerve, front branch": ("sein vorderer Ast", "su rama anterior"),
    "inner thigh nerve, rear branch": ("sein hinterer Ast", "su rama posterior"),
    "large nerve down the back of the thigh (sciatic nerve)": (
        "der große Nerv hinten am Oberschenkel (Ischiasnerv)",
        "el gran nervio de la parte de atrás del muslo (nervio ciático)",
    ),
    "long skin nerve down the inner leg to the inner ankle (saphenous nerve)": (
        "der lange Hautnerv innen am Bein bis zum inneren Knöchel (Nervus saphenus)",
        "el largo nervio de la piel por dentro de la pierna hasta el tobillo (nervio safeno)",
    ),
    "outer lower leg nerve": (
        "der Nerv außen am Unterschenkel",
        "el nervio de la cara externa de la pierna",
    ),
    "outer sole nerve": ("der äußere Nerv der Fußsohle", "el nervio externo de la planta"),
    "rear branch of nerve L4": ("der hintere Ast von L4", "la rama posterior de L4"),
    "saddle-area nerve (pudendal nerve)": (
        "der Nerv des Sitzbereichs (Nervus pudendus)",
        "el nervio de la zona de la silla de montar (nervio pudendo)",
    ),
    "shin nerve": ("der Nerv am Schienbein", "el nervio de la espinilla"),
    "skin branches to the front of the thigh": (
        "Hautäste zur Vorderseite des Oberschenkels",
        "ramas para la piel de la cara anterior del muslo",
    ),
    "skin nerve of the back of the thigh": (
        "der Hautnerv hinten am Oberschenkel",
        "el nervio de la piel de la parte de atrás del muslo",
    ),
    "skin nerve of the outer edge of the foot": (
        "der Hautnerv am äußeren Fußrand",
        "el nervio de la piel del borde externo del pie",
    ),
    "skin nerve on top of the foot": (
        "der Hautnerv auf dem Fußrücken",
        "el nervio de la piel del dorso del pie",
    ),
    "upper buttock nerve": ("der obere Gesäßnerv", "el nervio superior de la nalga"),
    # --- the window
    "Explain": ("Erklären", "Explicar"),
    "Explain step by step": ("Schritt für Schritt erklären", "Explicar paso a paso"),
    "Step by step: spine, nerve, muscles, skin (Y)": (
        "Schritt für Schritt: Wirbelsäule, Nerv, Muskeln, Haut (Y)",
        "Paso a paso: columna, nervio, músculos, piel (Y)",
    ),
    "Next step": ("Nächster Schritt", "Paso siguiente"),
    "Step back": ("Schritt zurück", "Paso anterior"),
    "Next": ("Weiter", "Siguiente"),
    "Previous": ("Zurück", "Anterior"),
    "Play": ("Abspielen", "Reproducir"),
    "Pause": ("Pause", "Pausa"),
    "Play the steps one after another": ("Die Schritte nacheinander zeigen", "Mostrar los pasos uno tras otro"),
    "Next step (PgDown)": ("Nächster Schritt (Bild ab)", "Paso siguiente (AvPág)"),
    "Step back (PgUp)": ("Schritt zurück (Bild auf)", "Paso anterior (RePág)"),
    "Leave the steps; the view before comes back (Esc)": (
        "Schritte verlassen; die Ansicht davor kommt zurück (Esc)",
        "Salir de los pasos; vuelve la vista anterior (Esc)",
    ),
    "Step": ("Schritt", "Paso"),
    "What this step says": ("Was dieser Schritt sagt", "Lo que dice este paso"),
    "Pick a symptom, a root or a pinch scene; then it can be explained.": (
        "Wählen Sie eine Beschwerde, eine Wurzel oder eine Engstelle; dann kann sie erklärt werden.",
        "Elija un síntoma, una raíz o un pinzamiento; entonces se puede explicar.",
    ),
    "Steps of the explanation": ("Schritte der Erklärung", "Pasos de la explicación"),
    "Show the way of the root": ("Den Weg der Wurzel zeigen", "Mostrar el camino de la raíz"),
    "Less motion": ("Weniger Bewegung", "Menos movimiento"),
    "The way of the nerve": ("Der Weg des Nervs", "El camino del nervio"),
    "Stop the light": ("Das Licht anhalten", "Parar la luz"),
    "Let the light run": ("Das Licht laufen lassen", "Dejar correr la luz"),
    "On to the next place on the way": ("Weiter zur nächsten Stelle des Weges", "Al lugar siguiente del camino"),
    "Next place": ("Nächste Stelle", "Lugar siguiente"),
    "How fast the light runs: {pace}": ("Wie schnell das Licht läuft: {pace}", "A qué velocidad corre la luz: {pace}"),
    "How fast the light runs": ("Wie schnell das Licht läuft", "A qué velocidad corre la luz"),
    "slow": ("langsam", "lento"),
    "medium": ("mittel", "medio"),
    "fast": ("schnell", "rápido"),
    "end": ("Ende", "final"),
    "way out of the spine": ("Austritt aus der Wirbelsäule", "salida de la columna"),
    "The light shows the way, not the direction of the signals.": (
        "Das Licht zeigt den Weg, nicht die Richtung der Signale.",
        "La luz muestra el camino, no la dirección de las señales.",
    ),
    # --- presenting
    "Present": ("Vorführen", "Presentar"),
    "Add this view to the steps to present": (
        "Diese Ansicht zu den Schritten zum Vorführen nehmen",
        "Añadir esta vista a los pasos para presentar",
    ),
    "{count} prepared; F5 presents them.": (
        "{count} vorbereitet; F5 führt sie vor.",
        "{count} preparadas; F5 las presenta.",
    ),
    "There are {count} steps already; no more are accepted.": (
        "Es sind schon {count} Schritte; mehr werden nicht angenommen.",
        "Ya hay {count} pasos; no se aceptan más.",
    ),
    "No gliding, no running light": ("Kein Gleiten, kein laufendes Licht", "Sin deslizamientos ni luz en marcha"),
    "Gather views, one after another; F5 presents them": (
        "Ansichten sammeln, eine nach der anderen; F5 führt sie vor",
        "Reunir vistas, una tras otra; F5 las presenta",
    ),
    "Forget the steps to present": ("Schritte zum Vorführen verwerfen", "Olvidar los pasos para presentar"),
    "Open steps to present …": ("Schritte zum Vorführen öffnen …", "Abrir pasos para presentar …"),
    "Save steps to present …": ("Schritte zum Vorführen speichern …", "Guardar pasos para presentar …"),
    "Full screen with large words; PgDown or a clicker goes on, Esc leaves": (
        "Ganzer Bildschirm mit großen Worten; Bild ab oder ein Zeigegerät geht weiter, Esc verlässt",
        "Pantalla completa con letras grandes; AvPág o un mando avanza, Esc sale",
    ),
    "Shown for: {reader}": ("Gezeigt für: {reader}", "Se muestra para: {reader}"),
    "Look at the disc from: {side}": ("Die Bandscheibe ansehen von: {side}", "Ver el disco desde: {side}"),
    "Tours": ("Rundgänge", "Recorridos"),
}
