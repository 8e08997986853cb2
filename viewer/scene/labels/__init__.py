"""Names in the picture: where they touch what they name, and how they are drawn."""
