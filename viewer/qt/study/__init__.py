"""The panel that asks students."""
