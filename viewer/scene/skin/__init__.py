"""The painted skin: where its texels lie, the coats of paint on them, and the actor that shows it."""
