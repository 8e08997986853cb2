"""Questions for students out of the data, judging answers, and when something is asked again."""
