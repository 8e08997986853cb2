"""What the reader chose: the view state, the store that replaces it, saved views, settings, the body's build."""
