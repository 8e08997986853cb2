"""Steps on the terminal: what ``steps`` prints, in words and as an object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotations.model import Audience, Knowledge

from .citing import PROVENANCE
from .steps import Step


def steps_answer(steps: Sequence[Step], audience: Audience, knowledge: Knowledge) -> dict[str, object]:
    """Answer ``steps`` as a JSON-able object (its form is in docs/data-format.md).

    Parameters
    ----------
    steps : sequence of Step
        Of an explanation or a tour.
    audience : {"patient", "student", "physician"}
        Who is told.
    knowledge : Knowledge
        For the sources in full.
    """
    told = [step.passage(audience) for step in steps]
    keys = dict.fromkeys(key for passage in told for key in passage.sources)
    return {
        "audience": audience,
        "steps": [
            {
                "key": step.key,
                "name": step.name,
                "text": passage.text,
                "urgent": step.urgent,
                "provenance": passage.provenance,
                "sources": list(passage.sources),
                "view": step.state.view,
                "layers": sorted(step.state.layers),
                "named": list(step.state.named or ()),
                "path": step.state.path,
            }
            for step, passage in zip(steps, told, strict=True)
        ],
        "sources": {key: knowledge.sources[key].named for key in keys},
    }


def steps_lines(answer: Mapping[str, object]) -> list[str]:
    """Write the answer of :func:`steps_answer` as lines of text: the steps, then their sources."""
    steps, sources = answer["steps"], answer["sources"]
    assert isinstance(steps, list)
    assert isinstance(sources, dict)
    lines = []
    for number, step in enumerate(steps, start=1):
        marked = PROVENANCE[step["provenance"]]
        cited = " ".join(f"[{key}]" for key in step["sources"])
        lines += [f"{number}. {step['name']} ({step['view']})", f"   {step['text']}{f' ({marked})' if marked else ''}"]
        lines += [f"   {cited}"]
    return [*lines, "", *(f"[{key}] {citation}" for key, citation in sources.items())]
