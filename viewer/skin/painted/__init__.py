"""The painted skin as plain numbers: where its texels lie, and the coats of paint on them."""
