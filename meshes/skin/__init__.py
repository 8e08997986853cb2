"""The closed skin, and places on it.

`surface` builds the skin from its `table`. `charts` says which place a point of it is, and where a place lies, the
same on every body; it rests on the levels and boxes of `chart_frame`. `landmarks` names places. `unwrapping` lays the
skin out on one texture and says what each texel shows.
"""
