"""Colours as plain data: tissues, roots, skin tones, and the window's themes with their contrasts."""
