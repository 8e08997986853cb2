"""The 3D picture in the window, and what pointer and keys do over it."""
