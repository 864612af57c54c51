import { expect, test } from 'vitest'
import { importedModules } from './imported-modules.ts'

const imports = (text: string, isPackage = false): readonly string[] =>
  importedModules({ text, name: 'shop.models.user', isPackage })

test.each([
  ['import a, b.c as d  # e', ['a', 'b.c']],
  ['from a.b import c as d, e', ['a.b', 'a.b.c', 'a.b.e']],
  ['from a import (  # x\n    b,\n    c,\n)\n', ['a', 'a.b', 'a.c']],
  ['from a import b, \\\n    c\n', ['a', 'a.b', 'a.c']],
  ['from a import *', ['a']],
  ['from . import base', ['shop.models', 'shop.models.base']],
  ['from ..db import Base', ['shop.db', 'shop.db.Base']],
  ['def f():\n    from a import b\n', ['a', 'a.b']],
  ['text = "import a"', []],
])('%j', (text, names) => {
  expect(imports(text)).toEqual(names)
})

test('dots of a package count from the package itself', () => {
  expect(imports('from . import base', true)).toEqual(['shop.models.user', 'shop.models.user.base'])
})

test('what only type checkers import is no import', () => {
  const text =
    'if TYPE_CHECKING:\n    from a import b\n\n    import c\nelse:\n    import d\nimport e\n'
  expect(imports(text)).toEqual(['d', 'e'])
})
