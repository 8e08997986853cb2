"""German and Spanish for the study; part of :data:`viewer.i18n.tables.all_words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

STUDY_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # --- the first page
    "Study": ("Lernen", "Estudiar"),
    "Study: be asked": ("Lernen: sich abfragen lassen", "Estudiar: preguntas"),
    "Questions for students, exam, drawing of dermatomes": (
        "Fragen für Studierende, Prüfung, Dermatome zeichnen",
        "Preguntas para estudiantes, examen, dibujo de dermatomas",
    ),
    "What shall I ask?": ("Was soll ich fragen?", "¿Qué pregunto?"),
    "What belongs to": ("Was gehört zu", "Lo que pertenece a"),
    "What belongs to: {scope}": ("Was gehört zu: {scope}", "Lo que pertenece a: {scope}"),
    "L4 only": ("nur L4", "solo L4"),
    "L2 to S1": ("L2 bis S1", "L2 a S1"),
    "Everything": ("Alles", "Todo"),
    "Tests": ("Untersuchung", "Pruebas"),
    "With pointing": ("Mit Zeigen", "Con señalar"),
    "Asks you to click on the body, too; without it the keyboard answers everything": (
        "Fragt auch nach Klicks auf den Körper; ohne das antwortet überall die Tastatur",
        "Pide también clics en el cuerpo; sin ello todo se responde con el teclado",
    ),
    "With typing": ("Mit Tippen", "Con escribir"),
    "You type the answers; harder: no choices are shown": (
        "Sie tippen die Antworten; schwerer: ohne Auswahl",
        "Usted escribe las respuestas; más difícil: sin opciones",
    ),
    "Practise": ("Üben", "Practicar"),
    "{due} to repeat now, {fresh} not asked yet.": (
        "{due} jetzt zu wiederholen, {fresh} noch nicht gefragt.",
        "{due} para repetir ahora, {fresh} sin preguntar aún.",
    ),
    "Nothing is chosen: tick a topic.": ("Nichts gewählt: ein Thema ankreuzen.", "Nada elegido: marque un tema."),
    "Exam": ("Prüfung", "Examen"),
    "Start exam": ("Prüfung beginnen", "Empezar el examen"),
    "No names, no hints, all answers at the end.": (
        "Keine Namen, keine Hinweise, alle Antworten am Ende.",
        "Sin nombres, sin pistas, todas las respuestas al final.",
    ),
    "Questions of the exam": ("Fragen der Prüfung", "Preguntas del examen"),
    "Questions of the exam: {count}": ("Fragen der Prüfung: {count}", "Preguntas del examen: {count}"),
    "Draw and be scored": ("Zeichnen und vergleichen", "Dibujar y comparar"),
    "Your drawing is laid against every map: none of them is the truth.": (
        "Ihre Zeichnung wird mit jeder Karte verglichen: keine davon ist die Wahrheit.",
        "Su dibujo se compara con cada mapa: ninguno es la verdad.",
    ),
    "Root to draw": ("Wurzel zum Zeichnen", "Raíz para dibujar"),
    "Draw its skin": ("Ihre Haut zeichnen", "Dibujar su piel"),
    "Results": ("Ergebnisse", "Resultados"),
    # --- a question
    "A question is being asked": ("Eine Frage ist offen", "Hay una pregunta abierta"),
    "Names and explanations are hidden until it is answered. Esc leaves the study.": (
        "Namen und Erklärungen bleiben verborgen, bis sie beantwortet ist. Esc beendet das Lernen.",
        "Nombres y explicaciones quedan ocultos hasta que se responda. Esc deja el estudio.",
    ),
    "Practice": ("Übung", "Práctica"),
    "Practice: {right} of {total} right": ("Übung: {right} von {total} richtig", "Práctica: {right} de {total} bien"),
    "Question {number} of {total}": ("Frage {number} von {total}", "Pregunta {number} de {total}"),
    "Leave": ("Beenden", "Salir"),
    "Leave the study (Esc)": ("Das Lernen beenden (Esc)", "Salir del estudio (Esc)"),
    "Leave the study": ("Das Lernen beenden", "Salir del estudio"),
    "Click on the body. Drag turns it, the wheel comes nearer.": (
        "Auf den Körper klicken. Ziehen dreht ihn, das Rad kommt näher.",
        "Haga clic en el cuerpo. Arrastrar lo gira, la rueda acerca.",
    ),
    "By keys: arrows move a cross, Enter answers; Ctrl + arrows turn the body.": (
        "Mit Tasten: Pfeile bewegen ein Kreuz, Enter antwortet; Strg + Pfeile drehen den Körper.",
        "Con teclas: las flechas mueven una cruz, Intro responde; Ctrl + flechas giran el cuerpo.",
    ),
    "By keys: G lays the skin flat; arrows move there, Space sets the brush down.": (
        "Mit Tasten: G legt die Haut flach; Pfeile bewegen, Leertaste setzt den Pinsel auf.",
        "Con teclas: G aplana la piel; las flechas mueven, Espacio apoya el pincel.",
    ),
    "A question is open: nothing else can be picked or hidden. Esc leaves the study.": (
        "Eine Frage ist offen: Anderes lässt sich nicht wählen oder ausblenden. Esc beendet das Lernen.",
        "Hay una pregunta abierta: no se puede elegir ni ocultar nada más. Esc deja el estudio.",
    ),
    "Arrow keys, Shift + arrow keys, Enter where the study asks to point": (
        "Pfeiltasten, Umschalt + Pfeiltasten, Enter, wo beim Lernen zu zeigen ist",
        "Flechas, Mayús + flechas, Intro donde el estudio pide señalar",
    ),
    "Move a cross, a little, answer": (
        "Ein Kreuz bewegen, ein wenig bewegen, antworten",
        "Mover una cruz, moverla poco, responder",
    ),
    "Nothing is there": ("Dort ist nichts", "Ahí no hay nada"),
    "Cross": ("Kreuz", "Cruz"),
    "Drag over the skin to draw; Shift + drag turns the body. Brushes are above.": (
        "Über die Haut ziehen zeichnet; mit Umschalt dreht es den Körper. Die Pinsel sind oben.",
        "Arrastre sobre la piel para dibujar; con Mayús gira el cuerpo. Los pinceles están arriba.",
    ),
    "I have finished drawing": ("Ich bin fertig mit Zeichnen", "He terminado de dibujar"),
    "Keys 1 to 4 answer, Enter goes on, Esc leaves.": (
        "Tasten 1 bis 4 antworten, Enter geht weiter, Esc beendet.",
        "Las teclas 1 a 4 responden, Intro sigue, Esc sale.",
    ),
    "I do not know": ("Ich weiß es nicht", "No lo sé"),
    "Your answer": ("Ihre Antwort", "Su respuesta"),
    "Type the answer, Enter": ("Antwort eintippen, Enter", "Escriba la respuesta, Intro"),
    "Answer": ("Antworten", "Responder"),
    "Next question (Enter)": ("Nächste Frage (Enter)", "Siguiente pregunta (Intro)"),
    "To the results (Enter)": ("Zu den Ergebnissen (Enter)", "A los resultados (Intro)"),
    "Done (Enter)": ("Fertig (Enter)", "Listo (Intro)"),
    "Click on this part of the body: {name}.": (
        "Auf diesen Teil des Körpers klicken: {name}.",
        "Haga clic en esta parte del cuerpo: {name}.",
    ),
    "What is this part called?": ("Wie heißt dieser Teil?", "¿Cómo se llama esta parte?"),
    "Which of these roots supplies this muscle: {name}?": (
        "Welche dieser Wurzeln versorgt diesen Muskel: {name}?",
        "¿Cuál de estas raíces inerva este músculo: {name}?",
    ),
    "Which nerve supplies this muscle: {name}?": (
        "Welcher Nerv versorgt diesen Muskel: {name}?",
        "¿Qué nervio inerva este músculo: {name}?",
    ),
    "Which of these roots do the maps give the marked skin to?": (
        "Welcher dieser Wurzeln geben die Karten die markierte Haut?",
        "¿A cuál de estas raíces dan los mapas la piel marcada?",
    ),
    "Which nerve (not root) does the marked skin belong to?": (
        "Zu welchem Nerv (nicht Wurzel) gehört die markierte Haut?",
        "¿A qué nervio (no raíz) pertenece la piel marcada?",
    ),
    "Click on skin that belongs to {root}.": (
        "Auf Haut klicken, die zu {root} gehört.",
        "Haga clic en piel que pertenece a {root}.",
    ),
    "Click on the examiner's key point of {root}, on either side.": (
        "Auf den Schlüsselpunkt von {root} klicken, auf einer der Seiten.",
        "Haga clic en el punto clave de {root}, en cualquiera de los lados.",
    ),
    "Where does the examiner touch the key point of {root}?": (
        "Wo wird der Schlüsselpunkt von {root} geprüft?",
        "¿Dónde se toca el punto clave de {root}?",
    ),
    "Draw the skin of {root} on the patient's right side, all round. Turn the body as you go.": (
        "Die Haut von {root} rechts beim Patienten zeichnen, ringsum. Den Körper dabei drehen.",
        "Dibuje la piel de {root} en el lado derecho del paciente, todo alrededor. Gire el cuerpo.",
    ),
    "Which of these roots carries this reflex: {name}?": (
        "Welche dieser Wurzeln trägt diesen Reflex: {name}?",
        "¿Cuál de estas raíces lleva este reflejo: {name}?",
    ),
    "Which root does the ISNCSCI examination score by this movement: {name}?": (
        "Welche Wurzel bewertet die ISNCSCI-Untersuchung mit dieser Bewegung: {name}?",
        "¿Qué raíz puntúa el examen ISNCSCI con este movimiento: {name}?",
    ),
    "Which movement does the ISNCSCI examination score for {root}?": (
        "Welche Bewegung bewertet die ISNCSCI-Untersuchung für {root}?",
        "¿Qué movimiento puntúa el examen ISNCSCI para {root}?",
    ),
    "What is this a sign of: {name}?": ("Wofür spricht dies: {name}?", "¿De qué es signo esto: {name}?"),
    "Not normal on examination: {name}. Which of these roots is it related to?": (
        "Bei der Untersuchung auffällig: {name}. Auf welche dieser Wurzeln deutet das?",
        "Alterado en la exploración: {name}. ¿Con cuál de estas raíces se relaciona?",
    ),
    "Which root is pressed here as a rule: {place}?": (
        "Welche Wurzel wird hier in der Regel gedrückt: {place}?",
        "¿Qué raíz se comprime aquí por regla general: {place}?",
    ),
    # --- what is said of an answer
    "Right: {name}.": ("Richtig: {name}.", "Correcto: {name}."),
    "Not {given}. The answer: {name}.": ("Nicht {given}. Die Antwort: {name}.", "No {given}. La respuesta: {name}."),
    "The answer: {name}.": ("Die Antwort: {name}.", "La respuesta: {name}."),
    "The answer: {name}. It is lit now.": (
        "Die Antwort: {name}. Es leuchtet jetzt.",
        "La respuesta: {name}. Ahora está iluminado.",
    ),
    "That is {given}. {name} is lit now.": (
        "Das ist {given}. {name} leuchtet jetzt.",
        "Eso es {given}. {name} está iluminado ahora.",
    ),
    "The skin of {root} is coloured now.": (
        "Die Haut von {root} ist jetzt gefärbt.",
        "La piel de {root} está coloreada.",
    ),
    "No map gives this place to {root}.": (
        "Keine Karte gibt diese Stelle {root}.",
        "Ningún mapa da este lugar a {root}.",
    ),
    "That is {given}.": ("Das ist {given}.", "Eso es {given}."),
    "Too far: {away} mm from the key point; up to {most} mm counts as found.": (
        "Zu weit: {away} mm vom Schlüsselpunkt; bis {most} mm gilt als gefunden.",
        "Demasiado lejos: a {away} mm del punto clave; hasta {most} mm vale.",
    ),
    "Show the {count} sources": ("Die {count} Quellen zeigen", "Mostrar las {count} fuentes"),
    "No map gives this place to {root}. Its skin is coloured now.": (
        "Keine Karte gibt diese Stelle {root}. Ihre Haut ist jetzt gefärbt.",
        "Ningún mapa da este lugar a {root}. Su piel está coloreada.",
    ),
    "Right: {root}, by {count} of {total} maps. Most maps say {other}.": (
        "Richtig: {root}, nach {count} von {total} Karten. Die meisten Karten sagen {other}.",
        "Correcto: {root}, según {count} de {total} mapas. La mayoría dice {other}.",
    ),
    "Right: {root}, by {count} of {total} maps.": (
        "Richtig: {root}, nach {count} von {total} Karten.",
        "Correcto: {root}, según {count} de {total} mapas.",
    ),
    "Maps give the place you clicked: {says}.": (
        "Die angeklickte Stelle geben die Karten: {says}.",
        "Los mapas dan el lugar tocado: {says}.",
    ),
    "Right, on the spot: {away} mm from the key point. {text}.": (
        "Richtig, genau getroffen: {away} mm vom Schlüsselpunkt. {text}.",
        "Correcto, en el punto: a {away} mm del punto clave. {text}.",
    ),
    "Right, two fingers off: {away} mm from the key point. {text}.": (
        "Richtig, zwei Finger daneben: {away} mm vom Schlüsselpunkt. {text}.",
        "Correcto, a dos dedos: a {away} mm del punto clave. {text}.",
    ),
    "Too far: {away} mm from the key point; up to {most} mm counts as found. {text}.": (
        "Zu weit: {away} mm vom Schlüsselpunkt; bis {most} mm gilt als gefunden. {text}.",
        "Demasiado lejos: a {away} mm del punto clave; hasta {most} mm vale. {text}.",
    ),
    "Sources also name {others}.": ("Quellen nennen auch {others}.", "Las fuentes nombran también {others}."),
    "Nothing was drawn.": ("Es wurde nichts gezeichnet.", "No se dibujó nada."),
    "You drew {area} cm² of skin.": ("Gezeichnet: {area} cm² Haut.", "Dibujó {area} cm² de piel."),
    "Nearest to {map}: {share} % overlap.": (
        "Am nächsten bei {map}: {share} % Überlappung.",
        "Lo más cercano a {map}: {share} % de coincidencia.",
    ),
    "Which map is laid over your drawing?": (
        "Welche Karte liegt über Ihrer Zeichnung?",
        "¿Qué mapa se pone sobre su dibujo?",
    ),
    "Overlap {share} %. Covered {covered} %, outside {outside} %.": (
        "Überlappung {share} %. Getroffen {covered} %, außerhalb {outside} %.",
        "Coincidencia {share} %. Cubierto {covered} %, fuera {outside} %.",
    ),
    "The published maps overlap with each other by {low} to {high} % for {root}: none of them is the truth.": (
        "Die veröffentlichten Karten überlappen für {root} untereinander zu {low} bis {high} %: keine ist wahr.",
        "Los mapas publicados coinciden entre sí en un {low} a {high} % para {root}: ninguno es la verdad.",
    ),
    (
        "Overlap: twice the skin that drawing and map share, over the skin of both together (Dice). Covered: how much"
        " of the map's skin you drew. Outside: how much of your drawing lies beyond it."
    ): (
        "Überlappung: das Doppelte der gemeinsamen Haut, geteilt durch die Haut von beiden zusammen (Dice). Getroffen:"
        " wie viel Haut der Karte Sie gezeichnet haben. Außerhalb: wie viel Ihrer Zeichnung darüber hinausgeht.",
        "Coincidencia: el doble de la piel común, entre la piel de ambos juntos (Dice). Cubierto: cuánta piel del mapa"
        " dibujó. Fuera: cuánto de su dibujo queda más allá.",
    ),
    # --- results
    "To the first page": ("Zur ersten Seite", "A la primera página"),
    "Examiner's tests": ("Tests der Untersuchung", "Pruebas del examinador"),
    "Exam results": ("Ergebnis der Prüfung", "Resultado del examen"),
    "Your last answers": ("Ihre letzten Antworten", "Sus últimas respuestas"),
    "{right} of {total} right, {share} %": (
        "{right} von {total} richtig, {share} %",
        "{right} de {total} bien, {share} %",
    ),
    "{right} of {total}": ("{right} von {total}", "{right} de {total}"),
    "{name}: {right} of {total} right": ("{name}: {right} von {total} richtig", "{name}: {right} de {total} bien"),
    "By topic": ("Nach Thema", "Por tema"),
    "By part of the body": ("Nach Körperteil", "Por parte del cuerpo"),
    "By view": ("Nach Ansicht", "Por vista"),
    "Back and belly": ("Rücken und Bauch", "Espalda y vientre"),
    "Hip and pelvis": ("Hüfte und Becken", "Cadera y pelvis"),
    "Thigh": ("Oberschenkel", "Muslo"),
    "Lower leg": ("Unterschenkel", "Pierna"),
    "These were wrong": ("Das war falsch", "Estas fallaron"),
    "Repeat the wrong ones": ("Die falschen wiederholen", "Repetir las falladas"),
    "Forget my progress": ("Meinen Lernstand vergessen", "Olvidar mi progreso"),
    "Really forget? Press once more": ("Wirklich vergessen? Noch einmal drücken", "¿Olvidar de verdad? Pulse otra vez"),
}
