import { expect, test } from 'vitest'
import { moduleNames } from './module-names.ts'

function names(files: Readonly<Record<string, string>>): readonly string[] {
  const given = Object.entries(files).map(([file, text]) => ({
    parts: file.replace(/\.py$/, '').split('/'),
    text,
  }))
  return moduleNames(given)
}

test('a package at the top is called by its path', () => {
  expect(
    names({ 'app/__init__.py': '', 'app/models/__init__.py': '', 'app/models/a.py': '' }),
  ).toEqual(['app', 'app.models', 'app.models.a'])
})

test('a folder above the package that is imported is no part of a name', () => {
  const text = 'from app.base import Base'
  expect(names({ 'services/web/app/base.py': '', 'services/web/app/user.py': text })).toEqual([
    'app.base',
    'app.user',
  ])
})

test('a folder that is imported itself is a part of a name', () => {
  expect(names({ 'src/app/a.py': 'import src.app.b', 'src/app/b.py': '' })).toEqual([
    'src.app.a',
    'src.app.b',
  ])
})

test('one script that spells a package by its path does not name all of it', () => {
  const files = {
    'src/shop/__init__.py': '',
    'src/shop/base.py': '',
    'src/shop/user.py': 'from shop.base import Base',
    'src/shop/order.py': 'from shop.base import Base',
    'tests/seed.py': 'from src.shop import base',
  }
  expect(names(files)).toEqual(['shop', 'shop.base', 'shop.user', 'shop.order', 'tests.seed'])
})

test('within a package names begin at its top, whatever else is imported', () => {
  const files = { 'code/shop/__init__.py': '', 'code/shop/email.py': 'import email' }
  expect(names(files)).toEqual(['shop', 'shop.email'])
})

test('a usual folder of sources is no part of a name', () => {
  expect(names({ 'src/models.py': '', 'models.py': '' })).toEqual(['models', 'models'])
})
