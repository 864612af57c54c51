import type { HistoryFacts, MadeTwice, TriedDown } from '../../audit/history-facts.ts'
import { noHistoryFacts } from '../../audit/history-facts.ts'
import { formatReference } from '../../catalogue/object-reference.ts'
import type { Difference } from '../../compare/difference.ts'
import type { RevisionReplay } from '../../history/replay-history.ts'
import { alembicFactsOf } from './alembic-facts-of.ts'
import { objectsMadeTwice } from './objects-made-twice.ts'
import type { ReplayedHistory } from './replayed-history.ts'

/** What is known of a history besides the schema that it makes. The SQL parser has to be loaded. */
export function historyFactsOf(read: ReplayedHistory): HistoryFacts {
  const { revisions, behind, alembic, outside } = read
  const own = {
    madeTwice: madeTwiceIn(revisions),
    downs: revisions.filter(({ revision }) => !behind.has(revision)).flatMap(triedDown),
    outside,
  }
  if (alembic === null) return { ...noHistoryFacts, ...own }
  const facts = alembicFactsOf({ ...read, alembic })
  const madeTwice = [...own.madeTwice, ...facts.madeTwice].filter(
    // What is missing between the two may have taken the first one away.
    ({ revision, before }) => behind.has(revision) === behind.has(before.revision),
  )
  return { ...noHistoryFacts, ...facts, ...own, madeTwice }
}

function madeTwiceIn(revisions: readonly RevisionReplay[]): readonly MadeTwice[] {
  return objectsMadeTwice(
    revisions.map(({ revision, up }) => ({
      id: revision,
      statements: up.statements,
      refusal: up.failure && { message: up.failure.message, at: up.failure.at },
    })),
  )
}

function triedDown({ revision, down }: RevisionReplay): readonly TriedDown[] {
  if (down === null) return []
  switch (down.kind) {
    case 'missing':
    case 'inverse':
      return []
    case 'failed': {
      const { failure, gaps, statements } = down.replayed
      const at = failure?.at ?? statements.at(-1)?.at
      // What was not read says nothing about the way down.
      if (failure === null || at === undefined || gaps.length > 0) return []
      return [{ revision, at, kind: 'failed', says: [failure.message] }]
    }
    case 'not-inverse': {
      const { gaps, statements } = down.replayed
      const at = statements.at(-1)?.at
      if (at === undefined || gaps.length > 0) return []
      return [{ revision, at, kind: 'not-inverse', says: down.differences.map(sentenceOf) }]
    }
  }
}

function sentenceOf(difference: Difference): string {
  const name = formatReference(difference.object)
  switch (difference.kind) {
    case 'missing':
      return `${name} is gone`
    case 'unexpected':
      return `${name} is left behind`
    case 'changed':
      return `${name} has another ${difference.attribute}`
  }
}
