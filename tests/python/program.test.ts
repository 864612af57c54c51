import { describe, expect, test } from 'vitest'
import type { HostObject, Value } from '../../src/python/value/value.ts'
import { pythonProgram, resultOf, shown } from '../support/python-program.ts'

const none: Value = { kind: 'none' }
const noArguments = { positional: [], keywords: new Map<string, Value>() }

/** A host that records its calls and answers after a while. */
function recorder(): { readonly host: HostObject; readonly calls: string[] } {
  const calls: string[] = []
  const host: HostObject = {
    kind: 'host',
    typeName: 'op',
    getAttribute: (name) => ({
      kind: 'host',
      typeName: name,
      call: async ({ positional, at }) => {
        await Promise.resolve()
        const [first] = positional
        calls.push(`${name}(${first?.kind === 'str' ? first.value : ''}) ${at.line}:${at.column}`)
        return { kind: 'bool', value: name === 'has_table' }
      },
    }),
  }
  return { host, calls }
}

describe('modules of the project', () => {
  test('import each other: relative, absolute, re-exported, with stars', async () => {
    const program = await pythonProgram({
      'app/__init__.py': 'from .models import User as Person\n',
      'app/models/__init__.py': "from .user import *\n__all__ = ['User']\n",
      'app/models/user.py':
        "from ..names import table\n__all__ = ['User']\nclass User:\n    name = table('user')\n",
      'app/names.py': "def table(name): return f'app_{name}'\n",
      'main.py':
        'import app.names as n, app\nfrom app import Person, names\nresult = [Person.name, n is names, app.names.table(1)]\n',
    })
    expect(await shown(program, await program.lookUp('main', 'result'))).toBe(
      "['app_user', True, 'app_1']",
    )
    expect(program.drainGaps()).toEqual([])
  })

  test('in a cycle see each other as far as they are evaluated', async () => {
    const program = await pythonProgram({
      'a.py': 'x = 1\nimport b\ny = b.seen\n',
      'b.py': 'import a\nseen = a.x\n',
    })
    expect(await shown(program, await program.lookUp('a', 'y'))).toBe('1')
  })

  test('that are not there are unknown, and so is what comes of them', async () => {
    const program = await pythonProgram({
      'main.py':
        'import requests\nfrom boto3.session import Session\nresult = requests.get("x").json()["a"] + 1\nother = Session()\n',
    })
    const reason = 'unknown: module "requests" is not part of the project'
    expect(await shown(program, await program.lookUp('main', 'result'))).toBe(reason)
    expect(await shown(program, await program.lookUp('main', 'other'))).toBe(
      'unknown: module "boto3" is not part of the project',
    )
    expect(program.drainGaps()).toEqual([])
  })

  test('evaluated lazily run only what a name needs', async () => {
    const { host, calls } = recorder()
    const program = await pythonProgram(
      {
        'config.py':
          "import op\nop.connect('db')\nNAMES = ['a']\nNAMES.append('b')\nPREFIX = 'x_'\ndef table(n): return PREFIX + n\n",
      },
      { isLazy: () => true, hostModule: (name) => (name === 'op' ? host : null) },
    )
    expect(await shown(program, await program.lookUp('config', 'NAMES'))).toBe("['a', 'b']")
    const outcome = await program.call(await program.lookUp('config', 'table'), {
      ...noArguments,
      positional: [{ kind: 'str', value: 'y' }],
    })
    expect(outcome).toMatchObject({ kind: 'returned', value: { value: 'x_y' } })
    expect(calls).toEqual([])
  })

  test('that raise go on after the statement, with its names unknown', async () => {
    const program = await pythonProgram({
      'main.py': "a = 1\nb = {}['x']\nc = a + 1\nd = b\n",
    })
    expect(await shown(program, await program.lookUp('main', 'c'))).toBe('2')
    expect(await shown(program, await program.lookUp('main', 'd'))).toBe(
      "unknown: this raises KeyError: 'x'",
    )
    expect(program.drainGaps()).toMatchObject([
      { kind: 'raised', at: { file: 'main.py', line: 2 } },
    ])
  })

  test('that do not parse tell where, and the rest goes on', async () => {
    const program = await pythonProgram({
      'main.py': 'a = 1\nb = (2 +\nc = 3\n\ndef f(:\n    pass\n\nd = 4\n',
    })
    expect(await shown(program, await program.lookUp('main', 'a'))).toBe('1')
    expect(await shown(program, await program.lookUp('main', 'd'))).toBe('4')
    const gaps = program.drainGaps()
    expect(gaps.every((gap) => gap.kind === 'syntax')).toBe(true)
    expect(gaps[0]?.at).toMatchObject({ file: 'main.py', line: 2 })
  })

  test('keep imports for type checkers, for annotations', async () => {
    const program = await pythonProgram({
      'main.py':
        "from typing import TYPE_CHECKING, Optional\nif TYPE_CHECKING:\n    from other import Thing\nclass A:\n    x: 'Optional[Thing]'\n    y: int | None = None\nresult = 'Thing' in globals\n",
      'other.py': 'class Thing: pass\n',
    })
    const type = await program.lookUp('main', 'A')
    if (type.kind !== 'class') throw new Error('A is no class')
    const [x, y] = [...type.annotations.values()]
    if (!x || !y) throw new Error('annotations are missing')
    const union = await program.annotation(x)
    expect(union).toMatchObject({
      kind: 'alias',
      origin: { name: 'Union' },
      arguments: [{ name: 'Thing' }, none],
    })
    expect(await program.annotation(y)).toMatchObject({
      kind: 'alias',
      arguments: [{ name: 'int' }, none],
    })
    expect(y.at).toEqual({ file: 'main.py', line: 6, column: 5 })
  })
})

describe('hosts', () => {
  test('are called in order, with places, and waited for', async () => {
    const { host, calls } = recorder()
    const program = await pythonProgram(
      {
        'm.py':
          "from alembic import op\n\ndef upgrade():\n    for t in ('a', 'b'):\n        if op.has_table(t):\n            op.drop_table(t)\n    return [op.other(t) for t in ['c']]\n",
      },
      { hostModule: (name) => (name === 'alembic' ? { ...host, getAttribute: () => host } : null) },
    )
    const outcome = await program.call(await program.lookUp('m', 'upgrade'), noArguments)
    expect(outcome.kind).toBe('returned')
    expect(calls).toEqual([
      'has_table(a) 5:12',
      'drop_table(a) 6:13',
      'has_table(b) 5:12',
      'drop_table(b) 6:13',
      'other(c) 7:13',
    ])
  })

  test('answer for the environment', async () => {
    const program = await pythonProgram(
      {
        'main.py':
          "import os\nresult = [os.getenv('A'), os.environ.get('B', 'x'), os.environ['A'], 'B' in os.environ]\n",
      },
      { host: { environment: (name) => (name === 'A' ? { kind: 'str', value: 'yes' } : none) } },
    )
    expect(await shown(program, await program.lookUp('main', 'result'))).toBe(
      "['yes', 'x', 'yes', False]",
    )
  })

  test('whose exceptions are those of Python are caught by its code', async () => {
    const host: HostObject = {
      kind: 'host',
      typeName: 'op',
      call: async ({ machine }) => {
        await Promise.resolve()
        return machine.raise('ValueError', 'from the host')
      },
    }
    const program = await pythonProgram(
      { 'main.py': 'import op\ntry:\n    op()\nexcept ValueError as e:\n    result = str(e)\n' },
      { hostModule: (name) => (name === 'op' ? host : null) },
    )
    expect(await shown(program, await program.lookUp('main', 'result'))).toBe("'from the host'")
  })
})

describe('where a condition is unknown', () => {
  const source = `import outside
from alembic import op

def helper(): op.drop_table('deep')

names = ['x']
kept = 1
def upgrade():
    kind = 'a'
    if outside.flag:
        kind = 'b'
        op.create_table('t')
        helper()
        names.append('y')
    return kind

def early():
    if outside.flag:
        return 1
    op.drop_table('late')
    return 2
`

  test('neither branch is taken, and what it could have touched is told', async () => {
    const { host, calls } = recorder()
    const program = await pythonProgram(
      { 'm.py': source },
      { hostModule: (name) => (name === 'alembic' ? { ...host, getAttribute: () => host } : null) },
    )
    const outcome = await program.call(await program.lookUp('m', 'upgrade'), noArguments)
    expect(outcome).toMatchObject({ kind: 'returned', value: { kind: 'unknown' } })
    expect(calls).toEqual([])
    const [gap] = program.drainGaps()
    expect(gap).toMatchObject({ kind: 'condition', at: { line: 11 }, until: { line: 14 } })
    expect(gap?.possible.map(({ callee, strings }) => [callee, ...strings])).toEqual([
      ['op.create_table', 't'],
      ['op.drop_table', 'deep'],
      ['names.append', 'y'],
    ])
    expect(await shown(program, await program.lookUp('m', 'names'))).toMatch(/^unknown/)
    expect(await shown(program, await program.lookUp('m', 'kept'))).toBe('1')
  })

  test('that may leave the function, the rest is not evaluated either', async () => {
    const { host, calls } = recorder()
    const program = await pythonProgram(
      { 'm.py': source },
      { hostModule: (name) => (name === 'alembic' ? { ...host, getAttribute: () => host } : null) },
    )
    const outcome = await program.call(await program.lookUp('m', 'early'), noArguments)
    expect(outcome).toMatchObject({ kind: 'returned', value: { kind: 'unknown' } })
    expect(calls).toEqual([])
    const possible = program.drainGaps().flatMap((gap) => gap.possible)
    expect(possible.map(({ callee }) => callee)).toEqual(['op.drop_table'])
  })

  test('the caller may decide', async () => {
    const program = await pythonProgram(
      { 'main.py': 'import outside\nresult = 1 if outside.x else 2\n' },
      { decide: () => 'else' },
    )
    expect(await shown(program, await program.lookUp('main', 'result'))).toBe('2')
  })
})

test('an unknown decorator leaves the plain function and class, and is kept', async () => {
  const program = await pythonProgram({
    'main.py':
      'import outside\n@outside.deco\ndef f(): return 1\n@outside.deco\nclass A: x = 2\nresult = [f(), A.x]\n',
  })
  expect(await shown(program, await program.lookUp('main', 'result'))).toBe('[1, 2]')
  expect(await program.lookUp('main', 'f')).toMatchObject({
    kind: 'function',
    droppedDecorators: [{ kind: 'unknown' }],
  })
})

test('the clock and chance are unknown', async () => {
  expect(await resultOf('import uuid\nresult = uuid.uuid4()\n')).toMatch(
    /^unknown: "uuid.uuid4" differs/,
  )
  expect(await resultOf('from datetime import datetime\nresult = datetime.now()\n')).toMatch(
    /^unknown: "now" differs/,
  )
})
