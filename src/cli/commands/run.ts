import { InvalidArgumentError } from 'commander'
import { hazardKinds, type HazardKind } from '../../plan/hazard.ts'
import { refusedHazardsText } from '../../report/hazards-text.ts'
import { releaseText } from '../../report/release-text.ts'
import { planTarget } from '../../run/plan-target.ts'
import { runPlan } from '../../run/run-plan.ts'
import { suggestion } from '../../kernel/nearest-name.ts'
import { planDestination } from '../../witness/plan-destination.ts'
import { readPlan } from '../../witness/read-plan.ts'
import { printResult, withApplication, type RunningLine } from '../command-line.ts'
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
    const plan = await readPlan(run.environment.files, file)
    const target = planTarget(run, planDestination(plan, line.on ?? null))
    return runPlan(target.run, plan, {
      database: target.database,
      file,
      allowed,
      ownTimeouts: line.lockTimeout !== undefined,
    })
  })
  const paint = paintFor(process.stdout)
  const again = `elenchus run ${file}`
  switch (ran.kind) {
    case 'run':
      printResult(line, ran.release, () => releaseText(ran.release, paint, again))
      reportFailure(line, ran.release.failure)
      return
    case 'refused':
      printResult(line, ran, () => refusedHazardsText(ran.hazards, file, paint))
      process.exitCode = 1
  }
}

function hazardNamed(text: string): HazardKind {
  const kind = hazardKinds.find((each) => each === text)
  if (kind !== undefined) return kind
  throw new InvalidArgumentError(`"${text}" is no hazard${suggestion(text, hazardKinds)}.`)
}
