"""The panel of the neurological examination: the table of grades, and what they say about the roots."""
