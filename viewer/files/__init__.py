"""Files and the machine they lie on: what may be written where, JSON, wrong input in one sentence."""
