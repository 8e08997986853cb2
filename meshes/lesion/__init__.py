"""What presses on a root: discs that bulge, vertebrae that slide, and all that gives way."""
