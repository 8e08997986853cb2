"""The tree of all parts of the body."""
