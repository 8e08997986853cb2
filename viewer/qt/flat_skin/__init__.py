"""The skin laid flat beside the body."""
