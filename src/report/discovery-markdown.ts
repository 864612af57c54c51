import type { Discovery } from '../discovery/discovery.ts'
import { databaseText, historyText, revisionsText } from './discovery-text.ts'
import { codeSpan, markdownTable } from './markdown-table.ts'

/** What a repository was found to hold, as a section; none where settings describe all of it. */
export function discoverySection(discovery: Discovery): readonly string[] {
  const { isDescribed, metadatas, histories, databases, looseScripts } = discovery
  const notes = [...discovery.looseRevisions.map(revisionsText), ...discovery.notes]
  if (isDescribed && notes.length === 0) return []
  const parts = isDescribed
    ? []
    : [
        ...(metadatas.length === 0 ? [] : [modelsTable(discovery)]),
        ...histories.map((one) => `- History ${historyText(one, false)}: ${one.why}.`),
        ...databases.map((one) => `- Database ${databaseText(one)}.`),
        ...looseScripts.map((file) => `- In no history: ${codeSpan(file)}.`),
      ]
  const remarks = notes.map((note) => `- Besides: ${note}.`)
  return [`## What was found\n\n${joined([...parts, ...remarks])}`]
}

/** Items of a list follow each other, a table stands apart. */
function joined(parts: readonly string[]): string {
  const tables = parts.filter((one) => one.startsWith('|'))
  const items = parts.filter((one) => !one.startsWith('|'))
  return [...tables, ...(items.length === 0 ? [] : [items.join('\n')])].join('\n\n')
}

function modelsTable({ metadatas }: Discovery): string {
  const rows = metadatas.map(({ names, models, folder, database, trackedBy, why }) => [
    codeSpan(names[0] ?? ''),
    `${models.length} in ${codeSpan(folder)}`,
    database ?? 'none',
    trackedBy.length === 0 ? 'no' : trackedBy.join(', '),
    why,
  ])
  return markdownTable(['metadata', 'models', 'database', 'tracked by the history of', 'why'], rows)
}
