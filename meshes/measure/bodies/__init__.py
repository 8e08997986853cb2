"""Built bodies: measures them against surveys, and makes the table of how muscles make room.

`builds` makes that table. `report` sets built bodies against the surveys, `pelvimetry` their pelves against measured
ones; `alignment` and `sockets` measure hip, knee and ankle.
"""
