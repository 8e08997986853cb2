"""The explanation at the right, its tables and cards, and the questions people ask."""
