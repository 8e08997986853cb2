"""Small widgets, the look and the language that all rooms of the window share. They know no state of the viewer."""
