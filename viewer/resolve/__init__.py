"""From a state to an appearance: what is lit, what is seen, what is said. Pure; knows no toolkit."""
