import { describe, expect, test } from 'vitest'
import type { ObjectReference } from '../catalogue/object-reference.ts'
import type { Said, Verdict, VerdictKind } from '../compare/verdict.ts'
import type { KnownHistory } from './history-break.ts'
import { judgedVerdicts } from './judged-verdicts.ts'
import { noTouches, touchesFrom } from './touches.ts'
import { referenceKey } from '../catalogue/object-reference.ts'

const column: ObjectReference = {
  kind: 'column',
  schema: 'public',
  relation: 'users',
  name: 'email',
}
const at = { file: 'c.py', line: 1, column: 1 }
const broken: KnownHistory = {
  breaks: [{ at, kind: 'link', within: new Set(), behind: new Set(['c']), touches: null }],
  touches: noTouches,
  doubtful: new Set(),
}
const value: Said = { kind: 'value', value: 'text', at: null }
const silent: Said = { kind: 'silent' }

function verdict(kind: VerdictKind, said: Partial<Verdict['said']> = {}): Verdict {
  const all = { code: value, history: value, database: value, ...said }
  return { kind, object: column, variant: 'column', attribute: 'type', said: all }
}

const touched = (kind: 'made' | 'changed', revision: string, attributes: readonly 'type'[] = []) =>
  touchesFrom(new Map([[referenceKey(column), [{ revision, kind, attributes, at: null }]]]))

describe('behind a break', () => {
  test.each(['code-alone', 'database-alone', 'all-differ'] as const)(
    'code and database are heard alone: %s',
    (kind) => {
      const { verdicts, unjudged } = judgedVerdicts([verdict(kind)], broken)
      expect(verdicts.map((one) => [one.kind, one.said.history.kind])).toEqual([
        ['disputed', 'silent'],
      ])
      expect(unjudged).toEqual([])
    },
  )

  test('what only the history says otherwise is not judged', () => {
    const alone = verdict('history-alone')
    const drift = verdict('disputed', { code: silent })
    const { verdicts, unjudged } = judgedVerdicts([alone, drift], broken)
    expect(verdicts).toEqual([])
    expect(unjudged.map((one) => [one.verdict, one.because.at])).toEqual([
      [alone, at],
      [drift, at],
    ])
  })

  test.each([
    ['a revision behind it makes the column', { touches: touched('made', 'c') }],
    ['a revision behind it changes the type', { touches: touched('changed', 'c', ['type']) }],
    [
      'the missing part names other tables',
      { breaks: [{ ...broken.breaks[0], touches: ['orders'] }] },
    ],
    ['there is none', { breaks: [] }],
  ])('all is judged where %s', (_, more) => {
    const known = { ...broken, ...more } as KnownHistory
    expect(judgedVerdicts([verdict('history-alone')], known).verdicts).toHaveLength(1)
  })

  test.each([
    ['a revision before it made the column', { touches: touched('made', 'a') }],
    ['another attribute was changed behind it', { touches: touched('changed', 'c') }],
    [
      'what changed it behind lacked its table',
      { touches: touched('made', 'c'), doubtful: new Set(['users']) },
    ],
    ['the missing part names its table', { breaks: [{ ...broken.breaks[0], touches: ['users'] }] }],
  ])('nothing is judged where %s', (_, more) => {
    const known = { ...broken, ...more } as KnownHistory
    expect(judgedVerdicts([verdict('history-alone')], known).unjudged).toHaveLength(1)
  })

  test('who says nothing of the history is heard as before', () => {
    const told = verdict('disputed', { history: silent })
    expect(judgedVerdicts([told], broken)).toEqual({ verdicts: [told], unjudged: [] })
  })
})
