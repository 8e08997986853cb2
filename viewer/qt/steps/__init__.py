"""Telling in steps: the bar below the picture, tours, the way of a root, and presenting on a whole screen."""
