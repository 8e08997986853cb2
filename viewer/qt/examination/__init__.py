"""The panel of the neurological examination."""
