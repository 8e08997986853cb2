"""Explaining: the panel's sentences, steps, tours, questions people ask, what is urgent."""
