"""Programs that measure tables for the viewer. They are run by hand, imported by nothing, and not in the wheel."""
