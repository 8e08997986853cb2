"""What is shown on the skin: which territories stand for a root, how they are painted, and what is said of them."""
