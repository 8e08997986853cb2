"""Finding what was meant by what was typed."""
