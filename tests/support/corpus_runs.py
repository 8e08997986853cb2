"""What the corpus asks of the program: every command, on saved views of all kinds, for all readers in all languages.

A run is a command line. It is given in a folder that :func:`lay_out` has filled with the views; so no name in an answer
depends on where that folder lies.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import product
from pathlib import Path
from typing import Any, Final

from places import DATA

VIEWS: Final = DATA / "saved" / "views"
READERS: Final = ("patient", "student", "physician")
LANGUAGES: Final = ("en", "de", "es")
NAMES: Final = tuple(sorted(path.stem for path in VIEWS.glob("*.json")))
SIZE: Final = "--size 400x300"
LANDMARKS: Final = (
    "medial-malleolus",
    "patella",
    "popliteal-fossa",
    "perianal",
    "navel-level",
    "lower-back",
    "buttock",
    "outer-thigh",
    "shin",
    "calf",
    "sole",
    "great-toe",
    "little-toe",
    "first-web-space",
)
PLACES: Final = (
    ("trunk", "0.2", "180"),
    ("trunk", "0.7", "10"),
    ("thigh", "0.1", "90"),
    ("thigh", "0.6", "300"),
    ("leg", "0.5", "80"),
    ("leg", "0.9", "200"),
    ("foot", "0.3", "45"),
    ("foot", "0.9", "120"),
)
MAPS: Final = ("proposed", "keegan_garrett", "foerster_stephan", "foerster_goran", "isncsci_chart", "lee")
SYMPTOMS: Final = (
    "numb-inner-shin",
    "pain-front-of-thigh:left",
    "weak-lift-foot:both",
    "numb-sole",
    "saddle-numbness",
    "stiff-jumpy-legs",
    "calf-cramps:left",
    "numb-groin",
    "weak-big-toe-lift",
    "hip-drops-walking:left",
)
TESTS: Final = (
    "femoral-stretch",
    "patellar-reflex:left=negative",
    "straight-leg-raise:right=positive",
    "perianal-sensation",
    "achilles-reflex=negative",
    "pooled-neurological-examination",
)
EXAMINATIONS: Final = (
    "patellar-reflex:right=1 quadriceps:right=3",
    "extensor-hallucis:left=3 pin-prick-l5:left=1 hip-abductors:left=4 straight-leg-raise:left=+",
    "calf:right=2 achilles-reflex:right=0 light-touch-s1:right=0 pin-prick-s1:right=NT",
    "pin-prick-s4-5:right=0 anal-tone:both=absent plantar-response:right=up patellar-reflex:left=4",
    "quadriceps:both=3 tibialis-anterior:both=4 weakness-getting-worse:right=yes",
    "light-touch-outer-thigh:left=0",
    "quadriceps:right=5 patellar-reflex:right=2 light-touch-l4:right=2",
)
PHRASES: Final = {
    "en": (
        "numb on the inside of my shin|kneecap left|sciatica|L4|rectus femoris|knee jurk|surgery|keegan|femoral nerv|"
        "cannot pee|saddle|s1 back|inner leg|nothing of the kind xyzzy|big toe|prick the inner ankle|disc l4/5"
    ),
    "de": "taubes schienbein innen|kniescheibe|ischias|wurzel L5|blase|oberschenkel|grosser zeh|nervus femoralis",
    "es": "espinilla dormida|rodilla|ciática|raíz L4|orinar|muslo|dedo gordo|nervio safeno",
}
TOPICS: Final = (
    "l4-skin",
    "l5-muscles",
    "s1-reflex",
    "will-it-get-better",
    "how-long-to-wait",
    "severe-pain",
    "heat-and-cold",
    "pain-medicine",
    "injection",
    "surgery",
    "scans",
    "when-to-act-at-once",
    "what-l4-affects",
    "signs-it-may-not-heal",
)
TOURS: Final = (
    "l4-in-five-minutes",
    "why-the-knee-gives-way",
    "l3-l4-or-l5",
    "the-saphenous-nerve-is-not-l4",
    "where-is-it-pinched",
)
SCENES: Final = (
    "l3-4-posterolateral-herniation",
    "l4-5-far-lateral-herniation",
    "l4-5-posterolateral-herniation",
    "l4-5-foraminal-narrowing",
    "l4-on-l5-slip",
    "large-central-herniation",
)
COMMANDS: Final = (
    "snapshot",
    "handout",
    "sheet",
    "where",
    "roots",
    "examine",
    "study",
    "find",
    "describe",
    "shared",
    "topic",
    "steps",
    "data",
    "annotate",
    "export",
    "page",
    "turntable",
    "check",
)
PICTURES: Final = (
    "--symptom numb-inner-shin:right --view inner-leg",
    "--body female --stature 165 --build heavy",
    "--body male --stature 195 --build lean --view back --skin-tone tone-8 --backdrop black",
    "--root all --map keegan_garrett --view back",
    "--root all --map lee --view sole --palette contrast",
    "--root all --map foerster_goran --view saddle --no-labels",
    "--compare keegan_garrett",
    "--agreement --root S1 --view back",
    "--nerve-field saphenous_nerve --view inner-leg",
    "--nerve-field pudendal_nerve --view saddle --root S3",
    "--examining patellar-reflex:right",
    "--examining plantar-response:left",
    "--examining pin-prick-s4-5:right",
    "--examining femoral-stretch:left --view left",
    "--symptom numb-inner-shin --way --view three-quarter",
    "--root L5 --way --skin 0.1 --key-points",
    "--layers bones,ligaments,fascia --view lumbar",
    "--layers trunk_muscles,muscles --view above",
    "--side left --view outer-leg --root L2 --language es",
    "--symptom saddle-numbness --language de",
    "--scene l4-on-l5-slip --degree 1 --view lumbar-side --symptom weak-big-toe-lift",
)
WRONG: Final = (
    "dance",
    "where",
    "snapshot",
    "where --landmark medial-maleolus",
    "where --chart leg 2 0",
    "where --chart arm 0.5 0",
    "where --chart leg many 0",
    "where --chart leg nan 0",
    "where --point 0 0 5000",
    "where --point inf 0 0",
    "where --landmark patella --side middle",
    "where --state missing.json",
    "where --state drawn.json --side left",
    "where --landmark patella --stature 300",
    "roots",
    "roots --symptom numb-inner-shim",
    "roots --symptom numb-inner-shin:up",
    "roots --finding femoral-stretch=perhaps",
    "roots --finding femoral-strech",
    "snapshot -o out.png --root L9",
    "snapshot -o out.png --map mercator",
    "snapshot -o out.png --compare mercator",
    "snapshot -o out.png --view sideways",
    "snapshot -o out.png --layers skin,fur",
    "snapshot -o out.png --layers ''",
    "snapshot -o out.png --body horse",
    "snapshot -o out.png --build vast",
    "snapshot -o out.png --body female --build 60",
    "snapshot -o out.png --body male --stature 100",
    "snapshot -o out.png --body atlas --stature 170",
    "snapshot -o out.png --size 0x0",
    "snapshot -o out.png --size big",
    "snapshot -o out.png --skin 2",
    "snapshot -o out.png --skin thick",
    "snapshot -o out.png --degree 0.5",
    "snapshot -o out.png --scene l4-on-l5-slip --degree 2",
    "snapshot -o out.png --scene l4-on-l5-slide",
    "snapshot -o out.png --nerve-field sciatic_nerve",
    "snapshot -o out.png --palette pastel",
    "snapshot -o out.png --backdrop sunset",
    "snapshot -o out.png --skin-tone tone-9",
    "snapshot -o out.png --language fr",
    "snapshot -o out.png --examining patellar-reflex",
    "snapshot -o out.png --examining elbow:right",
    "snapshot -o out.png --step 99 --symptom numb-inner-shin",
    "snapshot -o out.png --step two --symptom numb-inner-shin",
    "snapshot -o no/such/folder/out.png",
    "snapshot -o out.gif",
    "snapshot -o out.png --state missing.json",
    "snapshot -o out.png --state wrong-field.json",
    "snapshot -o out.png --state wrong-value.json",
    "snapshot -o out.png --state wrong-word.json",
    "snapshot -o out.png --state wrong-schema.json",
    "snapshot -o out.png --state wrong-json.json",
    "handout -o out.txt",
    "handout -o out.pdf --paper a5",
    "handout -o out.pdf --finding quadriceps:right=9",
    "sheet -o out.doc",
    "examine",
    "examine --finding quadriceps:right=6",
    "examine --finding quadriceps=3",
    "examine --finding quadriseps:right=3",
    "examine --state opening.json",
    "study --questions 0",
    "study --questions many",
    "study --questions 2.5",
    "study --scope L9",
    "study --topics hair",
    "study --language fr",
    "find",
    "find knee --most 0",
    "find knee --language fr",
    "describe --audience nurse",
    "shared --root L9",
    "shared --map mercator",
    "topic surgry",
    "topic surgery --audience nurse",
    "steps --tour grand",
    "steps --audience nurse",
    "steps --state no-root.json",
    "annotate none.ply -o out.npz",
    "export -o out.obj",
    "page -o out.pdf",
    "turntable -o out.avi",
    "turntable -o out.gif --frames 1",
    "check --data nowhere",
    "check --tables nowhere",
)
DAMAGED: Final = {
    "wrong-field": '{"schema_version": 1, "minor_version": 40, "vew": "front"}',
    "wrong-value": '{"schema_version": 1, "minor_version": 40, "labels": 1}',
    "wrong-word": '{"schema_version": 1, "minor_version": 40, "map": "mercator"}',
    "wrong-schema": '{"schema_version": 2}',
    "wrong-json": '{"schema_version": 1, ',
    "newer": '{"schema_version": 1, "minor_version": 999, "root": "L5", "smell": "roses", "map": "of-tomorrow"}',
}
PANEL: Final = "panel"
"""No command: what the window's panel says of a view, or of each part that is clicked in it."""
LOOK: Final = "look"
"""No command: all that is worked out for the picture of a view."""


SAMPLE: Final = (
    "wrong/0[1-9]",
    "wrong/2[0-5]",
    "wrong/5[0-6]",
    "describe/*.patient.en",
    "describe/examined-urgent.physician.de",
    "describe/beside.student.es",
    "describe/compared.physician.en.json",
    "steps/several.patient.es",
    "steps/pinched.student.de",
    "steps/urgent.physician.en.json",
    "tour/l3-l4-or-l5.student.en",
    "where/medial-malleolus.json",
    "where/thigh.0.6.300",
    "where/drawn",
    "shared/L4.proposed",
    "roots/weak-lift-foot.both",
    "roots/test-2.json",
    "examine/0",
    "examine/3.json",
    "find/*.de",
    "topic/surgery.patient.es",
    "topic/when-to-act-at-once.physician.de",
    "study/L4",
    "panel/selected.student.en",
    "panel/several.patient.es",
    "panel/urgent.patient.de",
    "panel/place.physician.en",
    "panel/beside.physician.en",
    "panel/drawn.student.en",
    "panel/nerve-field.student.de",
    "panel/studied.student.en",
    "snapshot/opening",
    "snapshot/numb-shin",
    "snapshot/urgent",
    "snapshot/all-roots",
    "snapshot/beside",
    "snapshot/drawn",
    "snapshot/examining",
    "snapshot/her-body",
    "snapshot/layers",
    "snapshot/isolated",
    "snapshot/told",
    "snapshot/several.step-3",
    "handout/several.es",
    "handout/urgent.de",
    "sheet/pdf",
)
"""Names of the runs that the tests compare: some of every kind."""


@dataclass(frozen=True, slots=True)
class Run:
    """One command line."""

    name: str
    """Of the file with what came of it."""
    words: tuple[str, ...]

    @property
    def written(self) -> str | None:
        """The file that it writes."""
        return self.words[self.words.index("-o") + 1] if "-o" in self.words else None


def lay_out(folder: Path) -> None:
    """Write the views that runs name: as they were saved, for each reader in each language, and damaged ones."""
    for name in NAMES:
        text = (VIEWS / f"{name}.json").read_text(encoding="utf-8")
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
        for reader, language in product(READERS, LANGUAGES):
            plain: dict[str, Any] = {**json.loads(text), "audience": reader, "language": language}
            (folder / f"{name}.{reader}.{language}.json").write_text(json.dumps(plain), encoding="utf-8")
    for name, text in DAMAGED.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    (folder / "nothing").mkdir()


def runs() -> Iterator[Run]:
    """All runs, the quick ones first."""
    yield from _helps()
    yield from _numbered("wrong", WRONG)
    yield from _words()
    yield from _of_the_data()
    yield from _panels()
    yield from _pictures()
    yield from _files()


def sample() -> list[Run]:
    """The runs that the tests compare."""
    return [run for run in runs() if any(fnmatch(run.name, pattern) for pattern in SAMPLE)]


def _helps() -> Iterator[Run]:
    yield _run("help/main", "--help")
    for command in COMMANDS:
        yield _run(f"help/{command}", f"{command} --help")


def _words() -> Iterator[Run]:
    """What views are in words."""
    for name, reader, language in product(NAMES, READERS, LANGUAGES):
        view = f"{name}.{reader}.{language}"
        yield _run(f"describe/{view}", f"describe --state {view}.json")
        if name not in {"no-root", "all-roots"}:
            yield _run(f"steps/{view}", f"steps --state {view}.json --audience {reader}")
        if language == "en":
            yield _run(f"describe/{view}.json", f"describe --state {view}.json --json")
            yield _run(f"steps/{view}.json", f"steps --state {view}.json --audience {reader} --json")
    yield _run("describe/newer", "describe --state newer.json")
    for tour, reader, language in product(TOURS, READERS, LANGUAGES):
        yield _run(f"tour/{tour}.{reader}.{language}", f"steps --tour {tour} --audience {reader} --language {language}")
    for scene, reader in product(SCENES, READERS):
        yield _run(f"describe/{scene}.{reader}", f"describe --scene {scene} --degree 0.9 --audience {reader}")


def _of_the_data() -> Iterator[Run]:
    """What is asked of the data, without a view."""
    for landmark in LANDMARKS:
        yield from _twice(f"where/{landmark}", f"where --landmark {landmark} --side left")
    for place in PLACES:
        yield from _twice(f"where/{'.'.join(place)}", f"where --chart {' '.join(place)}")
    yield from _twice("where/point", "where --point 95 60 300 --body female --stature 160")
    for name in ("drawn", "opening"):
        yield from _twice(f"where/{name}", f"where --state {name}.json")
    for root, key in product(("T12", "L2", "L4", "S1", "S4-5"), MAPS):
        yield _run(f"shared/{root}.{key}", f"shared --root {root} --map {key}")
    yield _run("shared/L5.json", "shared --root L5 --json")
    for symptom in SYMPTOMS:
        yield from _twice(f"roots/{symptom.replace(':', '.')}", f"roots --symptom {symptom}")
    for number, test in enumerate(TESTS):
        yield from _twice(f"roots/test-{number}", f"roots --symptom numb-inner-shin --finding {test}")
    every = " ".join(f"--symptom {symptom}" for symptom in SYMPTOMS)
    yield from _twice("roots/all", f"roots {every}")
    for number, found in enumerate(EXAMINATIONS):
        words = " ".join(f"--finding {finding}" for finding in found.split())
        yield from _twice(f"examine/{number}", f"examine {words}")
    for name in ("examined", "examined-urgent"):
        yield from _twice(f"examine/{name}", f"examine --state {name}.json --finding calf:left=4")
    for language, phrases in PHRASES.items():
        for number, phrase in enumerate(phrases.split("|")):
            yield _run(f"find/{number}.{language}", f"find --language {language} {shlex.quote(phrase)}")
    yield _run("find/json", "find knee --most 30 --json")
    for language in LANGUAGES:
        yield _run(f"topic/all.{language}", f"topic --language {language}")
        for key, reader in product(TOPICS, READERS):
            yield _run(f"topic/{key}.{reader}.{language}", f"topic {key} --audience {reader} --language {language}")
        yield from _twice(f"study/all.{language}", f"study --questions 120 --seed 7 --language {language}")
    yield _run("topic/json", "topic surgery --audience physician --json")
    yield _run("topic/all-json", "topic --json")
    for scope, topics in (("L4", "muscles,nerves"), ("L2-S1", "skin,tests"), ("all", "bones")):
        yield _run(f"study/{scope}", f"study --scope {scope} --topics {topics} --questions 30")
    yield from _twice("data/data", "data")
    yield _run("data/check", "check")
    yield _run("data/check-nothing", "check --data nothing")
    yield _run("data/further", "roots --data nothing --symptom numb-inner-shin")


def _panels() -> Iterator[Run]:
    for name, reader, language in product(NAMES, READERS, LANGUAGES):
        yield _run(f"panel/{name}.{reader}.{language}", f"{PANEL} {name}.{reader}.{language}.json")
    for reader, language in product(READERS, LANGUAGES):
        yield _run(f"parts/{reader}.{language}", f"{PANEL} opening.{reader}.{language}.json parts")
    for name, reader in product(NAMES, READERS):
        yield _run(f"look/{name}.{reader}", f"{LOOK} {name}.{reader}.en.json")


def _pictures() -> Iterator[Run]:
    for name in NAMES:
        yield _run(f"snapshot/{name}", f"snapshot -o out.png --state {name}.json {SIZE}")
        yield _run(f"snapshot/{name}.physician.de", f"snapshot -o out.png --state {name}.physician.de.json {SIZE}")
    yield from _numbered("snapshot", [f"snapshot -o out.png {SIZE} {words}" for words in PICTURES])
    for name, step in product(("several", "pinched", "another-root"), range(1, 9)):
        yield _run(f"snapshot/{name}.step-{step}", f"snapshot -o out.png --state {name}.json {SIZE} --step {step}")
    for scene, view in product(SCENES, ("lumbar-back", "lumbar-side", "lumbar-above")):
        words = f"snapshot -o out.png --scene {scene} --degree 0.7 --view {view} {SIZE}"
        yield _run(f"snapshot/{scene}.{view}", words)


def _files() -> Iterator[Run]:
    for name, language in product(("several", "urgent", "beside", "drawn", "examined", "all-roots"), LANGUAGES):
        yield _run(f"handout/{name}.{language}", f"handout -o out.pdf --state {name}.physician.{language}.json")
    yield _run("handout/patient", "handout -o out.pdf --state several.patient.en.json --paper letter")
    yield _run(
        "handout/findings",
        "handout -o out.pdf --finding patellar-reflex:right=0 --finding quadriceps:right=2 --root L3",
    )
    for name in ("numb-shin", "all-roots", "compared", "agreement", "nerve-field", "drawn", "another-root"):
        yield _run(f"sheet/{name}", f"sheet -o out.svg --state {name}.json")
    yield _run("sheet/es", "sheet -o out.svg --root all --map lee --key-points --language es --side left")
    yield _run("sheet/pdf", "sheet -o out.pdf --root all --map keegan_garrett --key-points")
    yield _run("sheet/png", "sheet -o out.png --state agreement.patient.de.json")
    for name, language in (
        ("numb-shin", "en"),
        ("urgent", "de"),
        ("beside", "es"),
        ("drawn", "en"),
        ("her-body", "en"),
    ):
        yield _run(f"page/{name}.{language}", f"page -o out.html --state {name}.patient.{language}.json")
    yield _run("turntable/numb-shin", "turntable -o out.gif --state numb-shin.json --size 160x200 --frames 4")
    yield _run("turntable/beside", "turntable -o out.gif --state beside.json --size 160x200 --frames 4")
    yield _run("export/whole", "export -o out.glb")
    yield _run("export/her", "export -o out.glb --body female --stature 160")
    for name in ("numb-shin", "pinched", "isolated"):
        yield _run(f"export/{name}", f"export -o out.glb --state {name}.json")
    yield from _twice("annotate/own", "annotate body.ply -o out.npz")


def _numbered(folder: str, lines: Iterator[str] | list[str] | tuple[str, ...]) -> Iterator[Run]:
    for number, line in enumerate(lines):
        yield _run(f"{folder}/{number:02}", line)


def _twice(name: str, line: str) -> Iterator[Run]:
    """As text and as JSON."""
    yield _run(name, line)
    yield _run(f"{name}.json", f"{line} --json")


def _run(name: str, line: str) -> Run:
    return Run(name, tuple(shlex.split(line)))
