import { hazardKinds, type HazardKind } from '../../plan/hazard.ts'
import { refusedHazardsText } from '../../report/hazards-text.ts'
import { releaseText } from '../../report/release-text.ts'
import { planTarget } from '../../run/plan-target.ts'
import { runPlan } from '../../run/run-plan.ts'
import { suggestion } from '../../kernel/nearest-name.ts'
import { shellWord } from '../../kernel/shell-word.ts'
import { UserError } from '../../kernel/user-error.ts'
import { planDestination } from '../../witness/plan-destination.ts'
import { readPlan } from '../../witness/read-plan.ts'
import {
  fileFrom,
  printResult,
  programOf,
  withApplication,
  type RunningLine,
} from '../command-line.ts'
import { paintFor } from '../paint-for.ts'
import { reportFailure } from '../report-failure.ts'

/** `elenchus run`, as the command line gives it. */
export interface RunLine extends RunningLine {
  readonly on?: string
  readonly allow?: readonly string[]
}

/** Runs a plan, and prints what was done; or says which hazards have to be allowed, and ends with 1. */
export async function runCommand(file: string, line: RunLine): Promise<void> {
  const allowed = (line.allow ?? []).map(hazardNamed)
  const ran = await withApplication({ ...line, orNone: true }, async (run) => {
    const plan = await readPlan(run.environment.files, fileFrom(line, file))
    const target = planTarget(run, planDestination(plan, line.on ?? null))
    const { database, witness } = target
    const ownTimeouts = line.lockTimeout !== undefined
    return runPlan(target.run, plan, { database, witness, file, allowed, ownTimeouts })
  })
  const paint = paintFor(process.stdout)
  switch (ran.kind) {
    case 'run': {
      const again = commandFor(file, line, allowed)
      printResult(line, ran.release, () => releaseText(ran.release, paint, again))
      reportFailure(line, ran.release.failure)
      return
    }
    case 'refused': {
      const wanted = [...allowed, ...ran.hazards.map(({ kind }) => kind)]
      const command = commandFor(file, line, wanted)
      printResult(line, ran, () => refusedHazardsText(ran.hazards, command, paint))
      process.exitCode = 1
    }
  }
}

/** The same command with these hazards allowed. An address may hold a password, and is left out. */
function commandFor(file: string, line: RunLine, allowed: readonly HazardKind[]): string {
  const { on } = line
  const where =
    on === undefined ? [] : ['--on', on.includes('://') ? 'postgresql://…' : shellWord(on)]
  const flags = hazardKinds.filter((kind) => allowed.includes(kind))
  return [
    `${programOf(line)} run`,
    shellWord(file),
    ...where,
    ...flags.map((kind) => `--allow ${kind}`),
  ].join(' ')
}

function hazardNamed(text: string): HazardKind {
  const kind = hazardKinds.find((each) => each === text)
  if (kind !== undefined) return kind
  throw new UserError(`"${text}" is no hazard${suggestion(text, hazardKinds) || '.'}`, {
    code: 'command-line',
    hint: `There are ${hazardKinds.join(', ')}.`,
  })
}
