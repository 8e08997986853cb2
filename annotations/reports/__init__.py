"""Pages written from the data for those who work on it: the sources, how far the maps agree, facts to read again.

Each is run by itself (``python -m annotations.reports.bibliography``). Not part of the installed program: nothing
outside this room imports it.
"""
