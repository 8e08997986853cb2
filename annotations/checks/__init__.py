"""The rules that the data must keep, one function each.

Every function named ``check_...`` in a module of this room is found by its name and run (:mod:`annotations.validate`);
a new check needs no registration. Each takes the whole knowledge base and yields a
:class:`~annotations.checks.problem.Problem` for each record that breaks the rule. The tests ask for an example that
breaks it.
"""
