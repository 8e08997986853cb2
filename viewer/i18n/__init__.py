"""The words of the reader's language."""
