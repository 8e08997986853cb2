"""German and Spanish by their English, one table per part of the program."""
