"""The picture: PyVista actors that follow an :class:`viewer.appearance.Appearance`."""
