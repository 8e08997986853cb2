"""Makes the loft table: each structure of the atlas is described by tubes of closed sections.

`structures` goes through all of them: `parts`, `preparing` and `bands` make a clean surface (`bodyparts3d` brings
over what the atlas lacks), `fields` and `contours` lay level curves on it, `sections` makes lofts of these, `volume`
gives them back what sampling takes away. `fidelity` reports how near the built structures come to the atlas.
"""
