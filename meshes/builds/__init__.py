"""Bodies of any build: the atlas body proportioned to sex, height and body mass index by public surveys.

A proportioned model, not the patient: the mean of the survey for these three numbers. `proportions` says which build
is wanted, `builder` makes it. What is published of living people is in `survey` and `volumes`. Where bones go:
`skeleton`, `shifts`, `pelvis`, `hips`. Where all else goes: `warp`, by measured `fields` (on `splines`), `muscles`,
`skin_tissue` and `girths`; `frame` are the charts and `normals` the shading of the result. `prepared` is a table of
what all builds share.
"""
