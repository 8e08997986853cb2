"""The program: state, what it makes visible, the scene, the window and the command line."""
