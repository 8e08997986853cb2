"""Nerves as tubes along centre lines: their table and their surfaces."""
