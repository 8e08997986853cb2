"""The panel in which students are asked: practice, exams, drawing dermatomes, and their progress."""
