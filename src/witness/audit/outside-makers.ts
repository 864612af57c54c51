import type { OutsideMaker } from '../../audit/history-facts.ts'
import { placeOf } from '../../kernel/place.ts'
import type { ProjectFile } from '../models-witness.ts'

/** Tests make schemas of their own, and revisions are the history. */
const TESTS = /(^|\/)(tests?|testing|conftest\.py|test_[^/]*\.py|[^/]*_test\.py)(\/|$)/

/**
 * Where Python makes tables from models or stamps a history. What is only named, in a comment or a
 * text, is not called.
 *
 * @param files Python files, without those of revisions
 */
export function pythonMakers(files: readonly ProjectFile[]): readonly OutsideMaker[] {
  return files.filter(({ file }) => !TESTS.test(file)).flatMap(makersIn)
}

function makersIn({ file, text }: ProjectFile): readonly OutsideMaker[] {
  if (!/create_all|stamp/.test(text)) return []
  const code = withoutTexts(text)
  const found = (kind: OutsideMaker['kind'], pattern: RegExp): readonly OutsideMaker[] =>
    [...code.matchAll(pattern)].map(({ 0: call, index }) => ({
      kind,
      at: placeOf(file, text, index),
      says: [call.replace(/\($/, '').trim()],
    }))
  return [
    // `run_sync(Base.metadata.create_all)` gives it away uncalled.
    ...found('create-all', /\b(?:\w+\.)*metadata\.create_all\b|\bdb\.create_all\b(?=\s*\()/g),
    ...found('stamp', /\b(?:alembic\.)?command\.stamp(?=\s*\()/g),
  ]
}

/** Comments and texts as blanks, so that places stay. */
function withoutTexts(text: string): string {
  return text.replaceAll(
    /("""|''')[^]*?\1|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*/g,
    (found) => found.replaceAll(/[^\n]/g, ' '),
  )
}
