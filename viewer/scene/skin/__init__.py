"""The skin in the scene: the actor that shows its painted texels, and places on it."""
