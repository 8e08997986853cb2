"""The painted skin: texels, borders, patterns, and the actor that carries them."""
