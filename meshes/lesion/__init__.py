"""What presses on a root, from healthy to severe, and all that gives way.

`shapes` lists the lesions: which disc, which root, how far. `lesion` works one out on a body: a disc that bulges
(`bulge`, `disc`) or a vertebra that sinks or slides (`settle`, `bone`). Both push `root` and `nerves` aside and dent
what is `soft`; `effects` is what they have in common. `body` keeps what was measured once per body, `frame` is a
disc's own coordinates, `surfaces` the arithmetic.
"""
