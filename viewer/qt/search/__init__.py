"""Finding anything as one types."""
