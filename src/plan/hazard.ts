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
    when: 'A table, a column, a materialised view or a sequence is dropped or made anew, or values do not survive a change of type.',
    remedy:
      'Look whether anything still needs them, and take a backup. If the object only has another name, say so with `--rename`, and nothing is dropped.',
  },
  'blocks-reads': {
    title: 'Blocks reads',
    meaning:
      'Nobody can read or write a table for as long as it takes to read or write all rows of a table.',
    when: 'On the shadow the statement, or one before it in its transaction, was seen to lock the table in ACCESS EXCLUSIVE, and every row of a table was read or written under that lock.',
    remedy:
      'Leave out `--plain`, if you gave it. Otherwise run the plan when the table is not needed, or change the table in smaller steps.',
  },
  'blocks-writes': {
    title: 'Blocks writes',
    meaning:
      'Nobody can write to a table for as long as it takes to read or write all rows of a table. Reads go on.',
    when: 'As with `blocks-reads`, but the lock was SHARE, SHARE ROW EXCLUSIVE or EXCLUSIVE.',
    remedy: 'Leave out `--plain`, if you gave it. Otherwise run the plan when nobody writes.',
  },
  rewrite: {
    title: 'Rewrite',
    meaning:
      'Every row is written to a new file, and every index is built anew. It takes time in proportion to the table, as much space again, and as much log for replicas.',
    when: 'On the shadow the table was seen to get a new file.',
    remedy:
      'See that the disk has room for a second copy, and run it when the table is not needed.',
  },
  'long-scan': {
    title: 'Long scan',
    meaning:
      'Every row is read, which takes time in proportion to the table. Others can go on, unless the statement blocks them as well.',
    when: 'On the shadow the statement was seen to read the whole table, or it fills values in, some pages at a time.',
    remedy: 'Let it run when the server is not busy.',
  },
  'may-fail-on-data': {
    title: 'May fail on data',
    meaning:
      'The statement fails if a row does not fit: a null, a value that is there twice, a value that no other type can hold, a row that refers to nothing. What earlier transactions of the plan did stays.',
    when: 'A constraint, a unique index, a `not null` or a type is put on rows that are there already.',
    remedy:
      'Run the preflight queries of the plan on the live database. They count the rows that do not fit. Mend these rows first.',
  },
  'breaks-application': {
    title: 'Breaks the running application',
    meaning: 'Code that was written for the schema as it was can fail after the statement.',
    when: 'Something that code names is dropped or gets another name or type, or new rows have to fit more than before.',
    remedy: 'First deploy code that does without the old shape. Then run the plan.',
  },
  'cannot-be-undone': {
    title: 'Cannot be undone',
    meaning: 'PostgreSQL has no statement that takes it back, and no migration down can have one.',
    when: 'An enum gets a label.',
    remedy: 'Be sure that it is wanted.',
  },
  'depends-on-extension': {
    title: 'Depends on an extension',
    meaning: 'The statement needs an extension that the server has to offer.',
    when: 'An extension is created or changed.',
    remedy: 'See that it is installed on the server, and that the role may create it.',
  },
}

interface HazardText {
  readonly title: string
  readonly meaning: string
  /** When a plan has it. */
  readonly when: string
  readonly remedy: string
}
