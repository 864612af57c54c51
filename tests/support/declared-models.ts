import { ddlOf } from '../../src/models/ddl-of.ts'
import { readModels, type ModelsReading } from '../../src/models/read-models.ts'
import { memoryFiles } from './memory-files.ts'
import { pythonParser } from './python-program.ts'

/** What the models of a project say; paths begin with `app/`. */
export async function readingOf(files: Readonly<Record<string, string>>): Promise<ModelsReading> {
  return readModels(memoryFiles(files), '.', { parser: await pythonParser() })
}

/** The statements that one module of models makes, and why something of it was not read. */
export async function declared(
  text: string,
  pins = '',
): Promise<{ readonly sql: readonly string[]; readonly gaps: readonly string[] }> {
  const files = { 'app/models.py': text, 'requirements.txt': pins }
  const { declarations, gaps } = await readingOf(files)
  const all = new Set([...gaps, ...declarations.flatMap((one) => one.gaps)])
  return {
    sql: declarations.flatMap((one) => ddlOf(one).map(({ sql }) => sql)),
    gaps: Array.from(all, ({ subject, reason }) => `${subject ?? ''}: ${reason}`),
  }
}

/** The head of a module of models in SQLAlchemy's way since 2.0. */
export const mappedHead = `
import datetime, decimal, enum, uuid
from typing import Annotated, Literal, Optional
import sqlalchemy as sa
from sqlalchemy import *
from sqlalchemy.dialects.postgresql import *
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass
`
