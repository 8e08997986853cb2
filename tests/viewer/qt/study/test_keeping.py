"""What one has learnt is kept beside the settings: only where somebody studies, and never a damaged file's loss."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from study_rig import Rig

pytest.importorskip("PySide6")


from viewer.study.schedule import read_progress

pytestmark = pytest.mark.qt


@pytest.fixture
def rig(qtbot: Any, tmp_path: Path) -> Rig:
    return Rig(qtbot, tmp_path / "settings.json")


def test_progress_is_kept_only_once_somebody_studies(rig: Rig, tmp_path: Path) -> None:
    rig.study.open()
    assert not list(tmp_path.iterdir())
    rig.ask("name:soleus")
    assert not list(tmp_path.iterdir())
    rig.study._on_unknown()
    kept = read_progress(tmp_path / "study.json").progress
    assert [answer.item for answer in kept.answers] == ["name:soleus"]
    assert not kept.answers[0].right
    rig.study._forget()
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_where_settings_are_off(qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rig = Rig(qtbot, None)
    rig.ask("name:soleus")
    rig.study._on_unknown()
    assert not list(tmp_path.iterdir())


def test_a_damaged_file_is_one_sentence_and_the_study_goes_on(qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "study.json").write_text("{")
    rig = Rig(qtbot, tmp_path / "settings.json")
    rig.study.open()
    assert "kept as study.damaged-1.json" in rig.study.panel.start.notice.text()
    rig.ask("name:soleus")
    rig.study._on_unknown()
    assert (tmp_path / "study.damaged-1.json").read_text() == "{"
    assert read_progress(tmp_path / "study.json").progress.answers


def test_a_folder_that_cannot_be_written_is_said_once(qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    rig = Rig(qtbot, tmp_path / "file" / "settings.json")
    rig.ask("name:soleus")
    rig.study._on_unknown()
    assert "cannot be written" in rig.study.panel.start.notice.text()
    rig.study.asking.next()
    rig.study._on_unknown()
    assert rig.study.asking.course is not None
    assert len(rig.study.asking.course.given) == 2


def test_the_panel_opens_for_students(qtbot: Any) -> None:
    rig = Rig(qtbot, None)
    assert rig.study.dock.isHidden()
    rig.window.actions_["study"].trigger()
    assert not rig.study.dock.isHidden()
    rig.study.dock.hide()
    rig.store.update(audience="student")
    assert not rig.study.dock.isHidden()
    rig.store.update(audience="patient")
