"""Measures of built bodies against surveys."""
