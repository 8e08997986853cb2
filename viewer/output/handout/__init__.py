"""The hand-out: one page of PDF about the view that was discussed."""
