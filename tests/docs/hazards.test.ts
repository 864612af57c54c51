import { expect, test } from 'vitest'
import { hazardKinds, hazardTexts } from '../../src/plan/hazard.ts'

const introduction = `# Hazards

A plan says of every statement what can go wrong with it. There are ${hazardKinds.length} kinds, the gravest first here.
A plan that has any is only run where each kind was allowed by its name:

\`\`\`
elenchus run plan.json --allow long-scan --allow may-fail-on-data
\`\`\`

What blocks, what is rewritten and what is read is not guessed: every statement was run on a
throw-away database, and what it did there was observed. What \`create index concurrently\` and its
like do comes from a fixed table, for they cannot be tried in a transaction.
`

/** The page as it has to be: `npx vitest run tests/docs/hazards.test.ts -u` writes it. */
function page(): string {
  const sections = hazardKinds.map((kind) => {
    const { title, meaning, when, remedy } = hazardTexts[kind]
    return [
      `## ${title}: \`${kind}\``,
      meaning,
      `**When.** ${when}`,
      `**What to do.** ${remedy}`,
      `**To run it all the same:** \`--allow ${kind}\``,
    ].join('\n\n')
  })
  return `${[introduction.trimEnd(), ...sections].join('\n\n')}\n`
}

test('docs/hazards.md says of every hazard what the planner says', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/hazards.md')
})
