"""Muscles, bones and ligaments as sections along guides: their table and the engine that builds them."""
