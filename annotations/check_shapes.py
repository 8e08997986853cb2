"""Checks of chart polygons and bands."""
