"""What is to be drawn and said, as plain values, and the views and sights it is seen from."""
