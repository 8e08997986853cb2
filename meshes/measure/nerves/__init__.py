"""Builds the nerve table from the atlas."""
