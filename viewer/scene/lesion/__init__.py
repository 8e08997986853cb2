"""A pinched spine in the picture: moved parts, cut faces, the level it is seen at."""
