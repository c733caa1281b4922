"""One contract type import-linter does not have: a context shows its neighbours an open front."""

from typing import Any

from importlinter import Contract, ContractCheck, fields, output


class OpenFront(Contract):
    """Outside its own context, only the named parts of a context may be imported.

    `front` is open to every context; `entry` only to the roots of composition, which wire urls,
    workers and the demo city together. Tests and their builders may look further: at tables, other
    builders, and the rows of the demo city.
    """

    # A field turns into its value when the contract is read, which its own type does not say.
    root: Any = fields.StringField()
    contexts: Any = fields.SetField(subfield=fields.StringField())
    front: Any = fields.SetField(subfield=fields.StringField())
    entry: Any = fields.SetField(subfield=fields.StringField())
    roots_of_composition: Any = fields.SetField(subfield=fields.StringField())

    def check(self, graph: Any, verbose: bool) -> ContractCheck:
        broken = []
        for importer in sorted(graph.modules):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                if self._crosses_badly(importer.split("."), imported.split(".")):
                    broken.append((importer, imported))
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _crosses_badly(self, importer: list[str], imported: list[str]) -> bool:
        if imported[0] != self.root or len(imported) < 2 or imported[1] not in self.contexts:
            return False
        if importer[:2] == imported[:2]:
            return False
        part = imported[2] if len(imported) > 2 else ""
        if {"tests", "testing"} & set(importer):
            return part not in (self.front | {"testing", "models", "seeding"})
        composing = len(importer) > 1 and importer[1] in self.roots_of_composition
        return part not in (self.front | self.entry if composing else self.front)

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} reaches past the front of {imported}")
