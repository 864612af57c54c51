"""Makes the tables of one metadata with the real SQLAlchemy.

Called with one JSON argument: {"imports": [module, ...], "metadata": "module:expression",
"context": "module:expression" or null, "url": address or null}. With an address the tables are
made there by `create_all`. Without one the statements that `create_all` would send are printed as
a JSON list, for an engine that speaks no wire protocol.
"""

import importlib
import json
import sys
from contextlib import nullcontext

import sqlalchemy


def evaluate(reference):
    """The value of `module:expression`."""
    module, expression = reference.split(":", 1)
    return eval(expression, vars(importlib.import_module(module)))


def statements_of(metadata):
    """The statements of `create_all`, as a mock engine is given them."""
    statements = []

    def keep(clause, *values, **options):
        statements.append(str(clause.compile(dialect=engine.dialect)).strip())

    engine = sqlalchemy.create_mock_engine("postgresql://", keep)
    metadata.create_all(engine, checkfirst=False)
    return statements


def main():
    task = json.loads(sys.argv[1])
    sys.path.insert(0, ".")
    for module in task["imports"]:
        importlib.import_module(module)
    with evaluate(task["context"]) if task["context"] else nullcontext():
        metadata = evaluate(task["metadata"])
        if task["url"] is None:
            print(json.dumps(statements_of(metadata)))
        else:
            engine = sqlalchemy.create_engine(task["url"])
            metadata.create_all(engine)
            engine.dispose()


main()
