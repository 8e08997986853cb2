"""Explaining step by step: the bar below the picture, tours, the light along a root, and presenting full screen."""
