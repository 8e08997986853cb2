"""Words over a picture: where they stand, what they look like, and how they are laid over pixels, without a toolkit."""
