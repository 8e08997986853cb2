"""How fast and how large the program is, always as a ratio to something of the same machine and moment.

``python -m benchmarks`` prints the table; ``python -m benchmarks highlight`` measures one.
"""
