"""The picture: PyVista actors that follow an :class:`viewer.appearance.values.Appearance`."""
