import type { HazardKind } from '../plan/hazard.ts'
import type { Paint } from './paint.ts'

/** Red is what loses data or stops the application, yellow what has to be thought of. */
const colours: Readonly<Record<HazardKind, 'bad' | 'warn'>> = {
  'data-loss': 'bad',
  'blocks-reads': 'bad',
  'blocks-writes': 'bad',
  rewrite: 'warn',
  'long-scan': 'warn',
  'may-fail-on-data': 'warn',
  'breaks-application': 'bad',
  'cannot-be-undone': 'warn',
  'depends-on-extension': 'warn',
}

/** Every kind of hazard, the gravest first: the planner's order, which a test holds this to. */
export const hazardOrder = Object.keys(colours) as readonly HazardKind[]

/** The name of a kind of hazard, in its colour. */
export function hazardText(kind: HazardKind, paint: Paint): string {
  return paint[colours[kind]](kind)
}
