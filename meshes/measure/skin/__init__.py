"""Measures the skin's table from the atlas."""
