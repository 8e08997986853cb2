"""Measures the loft table from the atlas."""
