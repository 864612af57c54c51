"""Directives of our own: `op.create_view(...)`, `op.replace_view(...)`, `op.drop_view(...)`."""
from typing import NamedTuple

from alembic.operations import MigrateOperation, Operations


class ReplaceableObject(NamedTuple):
    name: str
    sqltext: str


class ReversibleOp(MigrateOperation):
    def __init__(self, target):
        self.target = target

    @classmethod
    def invoke_for_target(cls, operations, target):
        return operations.invoke(cls(target))

    @classmethod
    def replace(cls, operations, target, replaces=None, replace_with=None):
        old = cls._get_object_from_version(operations, replaces or replace_with)
        drop, create = (old, target) if replaces else (target, old)
        operations.invoke(DropViewOp(drop))
        operations.invoke(CreateViewOp(create))

    @classmethod
    def _get_object_from_version(cls, operations, ident):
        version, name = ident.split(".")
        module = operations.get_context().script.get_revision(version).module
        return getattr(module, name)


@Operations.register_operation("create_view", "invoke_for_target")
@Operations.register_operation("replace_view", "replace")
class CreateViewOp(ReversibleOp):
    def reverse(self):
        return DropViewOp(self.target)


@Operations.register_operation("drop_view", "invoke_for_target")
class DropViewOp(ReversibleOp):
    def reverse(self):
        return CreateViewOp(self.target)


@Operations.implementation_for(CreateViewOp)
def create_view(operations, operation):
    operations.execute("CREATE VIEW %s AS %s" % (operation.target.name, operation.target.sqltext))


@Operations.implementation_for(DropViewOp)
def drop_view(operations, operation):
    operations.execute("DROP VIEW %s" % operation.target.name)
