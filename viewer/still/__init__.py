"""Stills as from a studio: a second, small renderer by rays on the processor alone; no OpenGL, no toolkit."""
