"""A standing body scan of any origin: axes, unit, charts."""
