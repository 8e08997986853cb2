"""The field that finds anything by its name."""
