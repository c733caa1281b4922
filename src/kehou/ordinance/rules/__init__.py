"""What the ordinance says, one module per context: plain facts in, a verdict or a value out.

Every rule takes its facts and the `Ordinance` of the day, also one that asks for no number yet: a
day on which the text changes then changes no caller.
"""
