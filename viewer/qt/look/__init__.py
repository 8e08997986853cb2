"""The panels that choose what is drawn: layers, maps and roots on the skin, whose body it is, and the lesion."""
