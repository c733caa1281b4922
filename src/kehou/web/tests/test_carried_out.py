"""The page of a clause knows the rules and actions that cite it."""

from kehou.ordinance import clauses
from kehou.web.carried_out import carried_out_by


def test_finds_the_rules_of_a_clause() -> None:
    found = {deed.name: deed for deed in carried_out_by("6.1.b")}

    ceiling = found["ordinance.rules.funds.ceiling_of_fund"]
    assert ceiling.what.endswith(".")
    assert "(6.1.b" not in ceiling.what


def test_finds_the_actions_of_a_clause() -> None:
    assert "funds.actions.settle_month" in {deed.name for deed in carried_out_by("6.3.c")}


def test_nobody_cites_a_clause_that_does_not_exist() -> None:
    known = clauses.load()[-1].clauses
    cited = {clause for one in known for deed in carried_out_by(one) for clause in deed.clauses}

    assert cited <= set(known)
    assert carried_out_by("9.9.z") == []
