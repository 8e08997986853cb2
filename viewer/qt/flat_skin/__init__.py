"""The panel with the skin laid flat."""
