"""The panel with the tree of all parts of the body."""
