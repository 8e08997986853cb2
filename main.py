"""Run the Dermatome Viewer from a bare clone."""

from viewer.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
