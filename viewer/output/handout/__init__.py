"""The hand-out: one page of PDF about the very view that was discussed."""
