"""Checks that keys resolve and that every sentence has its sources."""
