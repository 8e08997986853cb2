"""Names in the picture: which of them are shown, where they can be seen, and how they are drawn."""
