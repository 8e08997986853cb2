"""What the program remembers from one start to the next, and how it forgets a patient."""
