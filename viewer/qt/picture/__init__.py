"""The 3D picture in the window, what pointer and keys do over it, and the protocol by which all rooms know it."""
