"""The first start speaks the system's language, where it is one of ours; later starts what was chosen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.qt.shell.system_language import system_language
from viewer.state.settings import Settings, read_settings, write_settings


@pytest.mark.parametrize(
    ("tags", "language"),
    [
        (["de-AT", "de", "en-US"], "de"),
        (["es-419"], "es"),
        (["fr-FR", "de"], "de"),
        (["fr-FR", "pt-BR"], "en"),
        (["en-GB", "de"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_that_is_ours(tags: list[str], language: str) -> None:
    assert system_language(tags) == language


@pytest.mark.qt
@pytest.mark.parametrize(("locale", "language"), [("de_DE.UTF-8", "de"), ("es_MX.UTF-8", "es"), ("C", "en")])
def test_the_system_is_asked(locale: str, language: str) -> None:
    code = "from viewer.qt.shell.system_language import system_language; print(system_language())"
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**plain, "LC_ALL": locale}
    )
    assert done.stdout.strip() == language


def test_what_was_remembered_counts_more(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    first = Settings(language="de")
    assert read_settings(path, first).language == "de"
    assert read_settings(None, first).language == "de"
    write_settings(path, Settings(language="es"))
    assert read_settings(path, first).language == "es"
