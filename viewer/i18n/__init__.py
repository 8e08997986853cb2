"""Translation into the reader's language: the data's sentences and the program's own; lists and first letters."""
