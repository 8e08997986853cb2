"""The list of symptoms: what is picked, and on which side."""
