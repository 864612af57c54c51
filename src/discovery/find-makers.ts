import { placeOf } from '../kernel/place.ts'
import type { FoundMaker } from './discovery.ts'
import { isTest } from './is-test.ts'
import type { Survey } from './survey.ts'

/** Finds calls that make or stamp a schema beside the histories; those in comments are none. */
export function findMakers(survey: Survey): readonly FoundMaker[] {
  return survey.files
    .filter((file) => file.endsWith('.py') && !isTest(file, survey.folder))
    .flatMap((file) => makersIn(file, survey.text(file) ?? ''))
}

const CALL = /^[^#\n"']*?(\b[\w.()[\]]*\.(create_all)\b|\bcommand\.(stamp)\s*\()[^\n]*/gm

function makersIn(file: string, text: string): readonly FoundMaker[] {
  if (!/\bcreate_all\b|\bcommand\.stamp\b/.test(text)) return []
  return Array.from(text.matchAll(CALL), ({ 0: line, 1: call = '', 3: stamp, index }) => ({
    kind: stamp === undefined ? 'create-all' : 'stamp',
    at: placeOf(file, text, index + line.indexOf(call)),
    text: line.trim(),
  }))
}
