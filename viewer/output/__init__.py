"""What leaves the program: pictures, models, pages, hand-outs and the flat skin."""
