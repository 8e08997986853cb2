"""What presses on a root, in the picture: the parts it moves, the planes that cut the spine open, the cut faces."""
