"""The panel that explains the picture, with its tables and cards, and the questions people ask."""
