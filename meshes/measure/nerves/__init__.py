"""Makes the nerve table: every nerve led through waypoints, clear of bone and skin.

`table` builds it, from the cord outward: `dura`, `roots`, `plexus`, then by region `trunk`, `pelvis`, `limb`, `foot`.
`atlas` is what is read from the atlas, `courses` the nerves under construction, `paths` the lines, `radii` their
thickness, `ends` how they begin and end. `passing` reports how near they come to bone.
"""
