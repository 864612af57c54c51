"""Walks an Alembic history with the real Alembic, one revision at a time.

Called with one JSON argument: {"config": file, "section": name, "target": what to upgrade to,
"base": what to downgrade to, "x": [argument, ...], "task": "graph" | "walk" | "offline"}.

`graph` prints the revisions as ScriptDirectory knows them. `walk` upgrades and then downgrades;
after every step it prints a line and waits for one, so that the caller can look at the database.
The steps are the first of those that `alembic upgrade <target>` itself would take next. `offline`
prints the SQL of every step of a linear history, as `alembic upgrade a:b --sql` does.
"""

import io
import json
import os
import sys
from argparse import Namespace

from alembic import command
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory


def config_of(task, **options):
    config = Config(task["config"], ini_section=task["section"], **options)
    config.cmd_opts = Namespace(x=task["x"])
    return config


def as_list(value):
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def describe(revision):
    return {
        "id": revision.revision,
        "file": os.path.relpath(revision.path).replace(os.sep, "/"),
        "doc": revision.doc,
        "downRevision": as_list(revision.down_revision),
        "branchLabels": sorted(as_list(getattr(revision.module, "branch_labels", None))),
        "branchLabelsInherited": sorted(revision.branch_labels),
        "dependsOn": as_list(revision.dependencies),
        "isHead": revision.is_head,
        "isBase": revision.is_base,
        "isBranchPoint": revision.is_branch_point,
        "isMergePoint": revision.is_merge_point,
    }


def graph(task):
    script = ScriptDirectory.from_config(config_of(task))
    revisions = sorted(map(describe, script.walk_revisions()), key=lambda each: each["id"])
    order = [step.revision.revision for step in script._upgrade_revs(task["target"], ())]
    say(
        {
            "revisions": revisions,
            "heads": sorted(script.get_heads()),
            "bases": sorted(script.get_bases()),
            "order": order,
        }
    )


def walk(task):
    for direction in ("up", "down"):
        last = None
        while True:
            taken = []
            failure = {}
            try:
                step(task, direction, taken)
            except Exception as error:
                # A downgrade may refuse: that is as true as a catalogue. An upgrade may not.
                if direction == "up":
                    raise
                failure = {"error": f"{type(error).__name__}: {str(error).splitlines()[0]}"}
            if not taken:
                break
            if taken == last:
                raise RuntimeError(f"{taken} was rolled back: env.py does not commit")
            last = taken
            say({"direction": direction, "revisions": list(dict.fromkeys(taken)), **failure})
            sys.stdin.readline()
            if failure:
                return


def step(task, direction, taken):
    """Takes one step, in each of the databases that env.py speaks to; notes of which revisions."""
    config = config_of(task)
    script = ScriptDirectory.from_config(config)

    def first(revision, context):
        if direction == "up":
            steps = script._upgrade_revs(task["target"], revision)
        else:
            steps = script._downgrade_revs(task["base"], revision)
        taken.extend(each.revision.revision for each in steps[:1])
        return steps[:1]

    with EnvironmentContext(
        config,
        script,
        fn=first,
        as_sql=False,
        destination_rev=task["target"] if direction == "up" else task["base"],
    ):
        script.run_env()


def offline(task):
    script = ScriptDirectory.from_config(config_of(task))
    order = [step.revision.revision for step in script._upgrade_revs(task["target"], ())]
    before = ["base", *order[:-1]]
    pairs = list(zip(before, order))
    steps = [["up", at, sql_of(task, command.upgrade, f"{start}:{at}")] for start, at in pairs]
    steps += [["down", at, sql_of(task, command.downgrade, f"{at}:{to}")] for to, at in pairs[::-1]]
    say([{"direction": way, "revisions": [at], "sql": sql} for way, at, sql in steps])


def sql_of(task, run, revisions):
    buffer = io.StringIO()
    run(config_of(task, output_buffer=buffer), revisions, sql=True)
    return buffer.getvalue()


def say(value):
    # Projects print and configure logging as they like: the answers have a mark of their own.
    print("\x1e" + json.dumps(value), file=sys.__stdout__, flush=True)


def main():
    task = json.loads(sys.argv[1])
    sys.path.insert(0, ".")
    {"graph": graph, "walk": walk, "offline": offline}[task["task"]](task)


main()
