"""What must be true of the data, one fact per function.

Every function named ``check_...`` in a module of this room is found by its name and run (:mod:`annotations.validate`);
a new check needs no registration. Each takes the whole knowledge base and yields a
:class:`~annotations.checks.problem.Problem` for each record that breaks its fact; the tests ask for an example that
breaks it.
"""
