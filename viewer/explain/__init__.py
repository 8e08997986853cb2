"""Explaining: the panel's sentences, steps and tours, the questions people ask, what to do about warning signs."""
