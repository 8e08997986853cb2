"""Small widgets and the look that all rooms of the window share."""
