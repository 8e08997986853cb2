"""The page to turn at home: one file of HTML that fetches nothing."""
