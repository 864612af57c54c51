import { expect, test } from 'vitest'
import { pythonProgram, shown } from '../support/python-program.ts'

const files = {
  'app/__init__.py': '',
  'app/settings.py': 'name = "plain"\n',
  'app/models/__init__.py': '',
  'app/models/user.py': 'import app.seen\napp.seen.names.append(__name__)\n',
  'app/models/base.py': 'import app.seen\napp.seen.names.append(__name__)\n',
  'app/models/shop/__init__.py': '',
  'app/models/shop/cart.py': 'import app.seen\napp.seen.names.append(__name__)\n',
  'app/models/loose/note.py': '',
  'app/seen.py': 'names = []\n',
  'plain/one.py': 'x = 1\n',
}

async function result(source: string, name = 'main'): Promise<string> {
  const file = `${name.replaceAll('.', '/')}.py`
  const program = await pythonProgram({ ...files, [file]: source })
  return shown(program, await program.lookUp(name, 'result'))
}

test('a module is imported by a name that is put together', async () => {
  const source =
    'import importlib\npackage = "app"\nresult = importlib.import_module(f"{package}.settings").name\n'
  expect(await result(source)).toBe("'plain'")
})

test('a relative name starts at its package', async () => {
  const head = 'from importlib import import_module\n'
  const at = 'app.models.extra'
  const named = `${head}result = import_module(".user", package=__package__).__name__\n`
  expect(await result(named, at)).toBe("'app.models.user'")
  const above = `${head}result = import_module("..settings", __package__).name\n`
  expect(await result(above, at)).toBe("'plain'")
  const beyond = `${head}try:\n    import_module(".x")\nexcept ImportError:\n    result = 1\n`
  expect(await result(beyond, at)).toBe('1')
})

test.each([
  ['of something else', 'import_module("celery").x', 'module "celery" is not part of the project'],
  ['of no module', 'import_module("a/../secret")', '"a/../secret" is no name of a module'],
  [
    'of what is not known',
    'import_module(missing.x)',
    'module "missing" is not part of the project',
  ],
  [
    'of a module that is not there',
    'import_module("app.gone")',
    'module "app.gone" is not part of the project',
  ],
])('an import %s is unknown', async (_, expression, reason) => {
  const source = `import missing\nfrom importlib import import_module\nresult = ${expression}\n`
  expect(await result(source)).toBe(`unknown: ${reason}`)
})

test('what is asked for besides is unknown', async () => {
  const source = 'from importlib import metadata, util\nresult = metadata.version("x")\n'
  expect(await result(source)).toMatch(/^unknown: /)
})

test('all modules of a package are listed by name, without folders that are no packages', async () => {
  const source =
    'import pkgutil\nimport app.models as m\nresult = [(x.name, x.ispkg) for x in pkgutil.iter_modules(m.__path__, m.__name__ + ".")]\n'
  expect(await result(source)).toBe(
    "[('app.models.base', False), ('app.models.shop', True), ('app.models.user', False)]",
  )
})

test('a walk goes into packages, and a loop imports what it finds', async () => {
  const source = `import importlib, os, pkgutil
import app.models, app.seen
for _, name, _ in pkgutil.walk_packages([os.path.dirname(app.models.__file__)], "app.models."):
    importlib.import_module(name)
result = app.seen.names
`
  expect(await result(source)).toBe(
    "['app.models.base', 'app.models.shop.cart', 'app.models.user']",
  )
})

test.each([
  ['of no path', 'pkgutil.iter_modules()'],
  ['of a folder outside', 'pkgutil.iter_modules(["/etc"])'],
  ['of a folder without __init__.py', 'pkgutil.iter_modules(plain.__path__)'],
])('a list %s is unknown', async (_, expression) => {
  const source = `import pkgutil, plain\nresult = list(${expression})\n`
  expect(await result(source)).toMatch(/^unknown: /)
})
