"""Makes the skin table: the atlas' skin, cleaned and cut into rings.

`source` cleans it as distance fields (`field`), `rings` and `toes` cut it, `table` writes what they found. `fidelity`
reports how near the built skin comes to it; `perineum` unrolls the skin round the anus for the maps.
"""
