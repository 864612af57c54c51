/** What can go wrong with a statement. A closed set: each has to be allowed by its name. */
export type HazardKind = (typeof hazardKinds)[number]

/** Every kind of hazard, the gravest first. */
export const hazardKinds = [
  'data-loss',
  'blocks-reads',
  'blocks-writes',
  'rewrite',
  'long-scan',
  'may-fail-on-data',
  'breaks-application',
  'cannot-be-undone',
  'depends-on-extension',
] as const

/** One hazard of one statement. */
export interface Hazard {
  readonly kind: HazardKind
  /** One sentence that names the object. */
  readonly sentence: string
}

/** What each kind means and what can be done, for people: docs/hazards.md is made of it. */
export const hazardTexts: Readonly<Record<HazardKind, HazardText>> = {
  'data-loss': {
    title: 'Data loss',
    meaning: 'Rows, values or the position of a sequence are gone after the statement.',
    remedy:
      'Look whether anything still needs them. If the object only has another name, say so with `--rename`.',
  },
  'blocks-reads': {
    title: 'Blocks reads',
    meaning:
      'Nobody can read or write a table while the statement reads or rewrites it, or while a later statement of its transaction does.',
    remedy: 'Run it when the table is not needed, or change the table in smaller steps.',
  },
  'blocks-writes': {
    title: 'Blocks writes',
    meaning:
      'Nobody can write to a table while the statement reads it, or while a later statement of its transaction does.',
    remedy: 'Run it when nobody writes, or leave out `--plain`.',
  },
  rewrite: {
    title: 'Rewrite',
    meaning:
      'Every row is written anew: it takes time in proportion to the table, twice its space, and as much log for replicas.',
    remedy: 'Run it when the table is not needed, and see that the disk has room.',
  },
  'long-scan': {
    title: 'Long scan',
    meaning: 'Every row is read, which takes time in proportion to the table.',
    remedy: 'Let it run when the server is not busy.',
  },
  'may-fail-on-data': {
    title: 'May fail on data',
    meaning:
      'The statement fails if a row does not fit. The preflight queries count the rows that do not.',
    remedy: 'Run the preflight queries on the live database, and mend the rows that they count.',
  },
  'breaks-application': {
    title: 'Breaks the running application',
    meaning: 'Code that was written for the schema as it was can fail after the statement.',
    remedy: 'Deploy code that does without the old shape first.',
  },
  'cannot-be-undone': {
    title: 'Cannot be undone',
    meaning: 'PostgreSQL has no statement that takes it back.',
    remedy: 'Be sure that it is wanted.',
  },
  'depends-on-extension': {
    title: 'Depends on an extension',
    meaning: 'The statement needs an extension that the server has to offer.',
    remedy: 'See that it is installed on the server and that the role may create it.',
  },
}

interface HazardText {
  readonly title: string
  readonly meaning: string
  readonly remedy: string
}
