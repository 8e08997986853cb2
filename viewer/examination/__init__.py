"""The short neurological examination: its items, what speaks for and against each root, the result."""
