import { describe, expect, test } from 'vitest'
import { pythonProgram, resultOf, shown } from '../support/python-program.ts'

const limits = { steps: 200_000 }

async function hostile(source: string): Promise<string> {
  const program = await pythonProgram({ 'main.py': source }, { limits })
  return shown(program, await program.lookUp('main', 'result'))
}

describe('interpreted code reaches nothing outside', () => {
  test.each([
    '().__class__.__bases__[0].__subclasses__()',
    "(lambda: 0).__globals__['__builtins__']",
    "eval('1 + 1')",
    "open('/etc/passwd').read()",
    "__import__('os').popen('id')",
    "'{0.__class__.__init__.__globals__}'.format(5)",
    "__import__('os')",
    'globals()',
    'type("X", (), {})',
  ])('%s is unknown', async (expression) => {
    expect(await hostile(`result = ${expression}\n`)).toMatch(/^unknown: /)
  })

  test.each(['os.system("id")', 'subprocess.run(["id"])', 'socket.socket()', 'ctypes.CDLL("x")'])(
    '%s is unknown',
    async (expression) => {
      const source = `import os, subprocess, socket, ctypes\nresult = ${expression}\n`
      expect(await hostile(source)).toMatch(/^unknown: /)
    },
  )

  test.each(['"x".constructor', '{}.__proto__', '[].__defineGetter__', '(1).toString', '[].push'])(
    '%s is no attribute',
    async (expression) => {
      expect(await hostile(`result = hasattr(${expression.replace(/\.(\w+)$/, ', "$1"')})\n`)).toBe(
        'False',
      )
    },
  )

  test('names of JavaScript are names like others', async () => {
    const source = `class A: pass
setattr(A, 'constructor', 5)
a = A()
a.__proto__ = {'polluted': True}
__proto__ = 3
d = {'__proto__': 1, 'constructor': 2}
result = [A.constructor, {}.get('polluted'), d, __proto__]
`
    expect(await resultOf(source)).toBe("[5, None, {'__proto__': 1, 'constructor': 2}, 3]")
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('interpreted code ends', () => {
  test.each([
    ["result = 'a' * 10**9\n"],
    ['result = 2 ** 10**9\n'],
    ['result = 1 << 10**12\n'],
    ['result = [0] * 10**8\n'],
    ['result = list(range(10**12))\n'],
    ["x = 'a'\nfor i in range(100): x += x\nresult = len(x)\n"],
    ['import itertools\nresult = list(itertools.count())\n'],
    ['import itertools\nresult = list(itertools.product(range(1000), repeat=5))\n'],
    ["result = '%999999999d' % 5\n"],
    ["result = f'{5:999999999}'\n"],
    ["result = 'a'.replace('', 'b' * 1000000)\n"],
    ["result = int('9' * 100000)\n"],
    ['def f(): return f()\nresult = f()\n'],
    ['def f(n): return f(n - 1) + f(n - 1)\nresult = f(10**6)\n'],
    ['a = []\na.append(a)\nresult = str(a)\n'],
    ["import re\nresult = re.match(r'(a+)+$', 'a' * 30 + 'b')\n"],
    ["import re\nresult = re.match(r'(a|a)*b', 'a' * 30)\n"],
    ['class A:\n    def __repr__(self): return repr(self)\nresult = repr(A())\n'],
    ['class A:\n    def __getattr__(self, n): return getattr(self, n)\nresult = A().x\n'],
    ['result = 1\nwhile True: pass\nresult = 2\n', '1'],
    ["s = 'x' * 900000\nresult = 1\nwhile True: s.upper()\n", '1'],
    ['l = []\nresult = 1\nwhile True: l.append([0] * 100000)\n', '1'],
    ['x = 10 ** 4000\nresult = 1\nwhile True: x = x * x\n', '1'],
  ])('%j', async (source, expected = 'unknown: ') => {
    const program = await pythonProgram({ 'main.py': source }, { limits })
    const text = await shown(program, await program.lookUp('main', 'result'))
    expect(text.startsWith(expected)).toBe(true)
  })

  test('deep nesting is refused, long sums are not', async () => {
    expect(await hostile(`result = ${'('.repeat(5000)}1${')'.repeat(5000)}\n`)).toMatch(
      /^unknown: /,
    )
    expect(await hostile(`result = ${Array.from({ length: 3000 }, () => '1').join(' + ')}\n`)).toBe(
      '3000',
    )
  })
})
