"""Parses the data ahead while the package is built or installed; all else of the build is in pyproject.toml."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))


class BuildWithParsedData(build_py):
    """Write annotations/parsed.json into the build, or into the clone that is installed in place."""

    def run(self) -> None:
        """Build, then parse."""
        from annotations.parsed import shipped_files, write_parsed

        super().run()
        into = HERE if self.editable_mode else Path(self.build_lib)
        write_parsed(shipped_files(), into / "annotations")

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """List the file with the others, or a build in another tree would leave it out."""
        outputs: list[str] = super().get_outputs(include_bytecode)
        return [*outputs, str(Path(self.build_lib) / "annotations" / "parsed.json")]


setup(cmdclass={"build_py": BuildWithParsedData})
