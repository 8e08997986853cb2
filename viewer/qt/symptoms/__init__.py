"""The panel of symptoms: what is picked, and on which side."""
