"""Checks of reading grade and of how figures are written."""
