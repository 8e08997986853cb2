"""Faults of the program: the log, a box that says so with the view saved, and its offer at the next start."""
