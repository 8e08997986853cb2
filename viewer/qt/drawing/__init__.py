"""Drawing on the skin where it hurts."""
