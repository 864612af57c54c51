import { formatPlace } from '../kernel/place.ts'
import type {
  DatabaseHistory,
  HistoryFault,
  HistoryOverview,
  StandingNode,
} from '../run/history-overview.ts'
import type { RevisionState } from '../run/standing.ts'
import { columns } from './columns.ts'
import { graphLines } from './lanes.ts'
import type { Paint } from './paint.ts'
import { counted } from './quantities.ts'
import { paintedState } from './state-text.ts'

/** How the migrations of every database hang together, from the first on, and where each stands. */
export function historyText({ databases }: HistoryOverview, paint: Paint): string {
  return databases.map((one) => `${databaseText(one, paint)}\n`).join('\n')
}

function databaseText(one: DatabaseHistory, paint: Paint): string {
  const lines = one.nodes.length === 0 ? [`  no migrations in ${one.folder}`] : drawn(one, paint)
  return [
    `${paint.bold(one.database)}  ${summary(one)}`,
    ...one.faults.flatMap((fault) => faultLines(fault, paint)),
    ...lines,
    ...one.unknown.map((id) => `  ${paint.bad('unknown')}  ${id}  no file has it`),
    ...(one.unreachable === null
      ? []
      : [`  ${paint.dim(`what is applied is not known: ${one.unreachable.message}`)}`]),
  ].join('\n')
}

function faultLines({ message, at, excerpt }: HistoryFault, paint: Paint): readonly string[] {
  const source = excerpt === null ? [] : excerpt.split('\n')
  return [
    `  ${paint.bad('fault')}  ${formatPlace(at)}: ${message}`,
    ...source.map((line) => `    ${line}`.trimEnd()),
  ]
}

const states: readonly RevisionState[] = ['applied', 'pending', 'partial', 'skipped', 'changed']

function summary({ nodes, heads, mergePoints }: DatabaseHistory): string {
  const tally = states.flatMap((state) => {
    const count = nodes.filter((node) => node.state === state).length
    return count === 0 ? [] : [`${count} ${state}`]
  })
  const several = heads.length > 1 ? [`${heads.length} heads: ${heads.join(', ')}`] : []
  const merges = mergePoints.length > 0 ? [counted(mergePoints.length, 'merge')] : []
  return [counted(nodes.length, 'migration'), ...tally, ...merges, ...several].join(', ')
}

/** A history that is a line needs no drawing. */
function drawn(history: DatabaseHistory, paint: Paint): readonly string[] {
  const isLine = history.branchPoints.length + history.mergePoints.length === 0
  if (isLine && history.bases.length <= 1) {
    return columns(
      history.nodes.map((node) => [`  ${stateOf(node, paint)}`, ...facts(node, paint)]),
    )
  }
  const lines = graphLines(history.nodes).map(({ drawing, node }) =>
    node === null
      ? [`  ${drawing}`]
      : [`  ${drawing}`, stateOf(node, paint), ...facts(node, paint, history.heads)],
  )
  return columns(lines)
}

function stateOf({ state }: StandingNode, paint: Paint): string {
  return state === null ? paint.dim('unasked') : paintedState(state, paint)
}

function facts(
  { id, title, labels, requires, hasDown }: StandingNode,
  paint: Paint,
  heads: readonly string[] = [],
): readonly string[] {
  const remarks = [
    ...labels.map((label) => paint.bold(`[${label}]`)),
    ...(heads.includes(id) ? [paint.dim('(head)')] : []),
    ...(requires.length === 0 ? [] : [`after ${requires.join(', ')}`]),
    ...(hasDown ? [] : [paint.dim('no way down')]),
  ]
  return [id, shortened(title), remarks.join(' ')]
}

/** What a line may hold of a title, in characters: the rest is in the file. */
const WIDEST = 44

function shortened(whole: string): string {
  const text = whole.replace(/\s+/g, ' ')
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1).trimEnd()}…` : text
}
