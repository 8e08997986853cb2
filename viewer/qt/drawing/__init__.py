"""Drawing on the skin where it hurts: the bar of brushes, the brush, and the switch."""
