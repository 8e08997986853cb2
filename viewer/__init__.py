"""The program: state, what it makes visible, the scene, the window and the command line."""

import os

# For our small products of matrices further threads of OpenBLAS only wait, and keep what draws without a graphics card
# from its processor: another symptom and its frame took 1.8 frames. Read when numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
