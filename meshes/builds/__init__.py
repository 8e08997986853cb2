"""Bodies of any build: the atlas body proportioned to sex, stature and body mass index by public surveys.

``proportions`` says which build is wanted, ``builder`` makes it. A proportioned model, not the patient: the mean of the
survey for these three numbers.
"""
