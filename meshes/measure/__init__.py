"""Measuring the tables from the atlas: run as ``python -m meshes.measure ATLAS_FOLDER``."""
