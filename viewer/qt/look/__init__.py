"""What is drawn and how: layers, skin, maps and roots; whose body it is; where a root is pinched."""
