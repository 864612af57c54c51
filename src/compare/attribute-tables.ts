import type { AttributeComparison, AttributeTables, Comparison, Variant } from './attribute.ts'

/** How each attribute of a variant is compared, in the order in which differences are told. */
export function attributesOf(variant: Variant): readonly AttributeComparison[] {
  return attributeLists.get(variant) ?? []
}

/** `default null`, `default 0`: an expression or nothing. */
const expression = 'expression'
const definition = 'statement'
const exact = 'exact'

const indexBacked = {
  columns: exact,
  include: exact,
  deferral: exact,
  withoutOverlaps: exact,
  storageParameters: exact,
  inherited: exact,
  comment: exact,
} as const

const routine = { returns: exact, language: exact, definition, comment: exact } as const

const viewFacts = { definition, options: exact, comment: exact } as const

const tables: AttributeTables = {
  schema: { comment: exact },
  extension: { schema: exact },
  enum: { labels: exact, comment: exact },
  domain: {
    baseType: exact,
    collation: exact,
    nullable: exact,
    default: expression,
    comment: exact,
  },
  'domain-check': { definition: 'domain-constraint', validated: exact, comment: exact },
  'composite-type': { comment: exact },
  'composite-attribute': { type: exact, collation: exact, comment: exact },
  range: {
    subtype: exact,
    operatorClass: exact,
    collation: exact,
    canonical: exact,
    subtypeDifference: exact,
    multirange: exact,
    comment: exact,
  },
  sequence: { parameters: exact, persistence: exact, ownedBy: exact, comment: exact },
  table: {
    persistence: exact,
    partitionKey: exact,
    partitionOf: exact,
    inherits: exact,
    rowSecurity: exact,
    storageParameters: exact,
    accessMethod: exact,
    replicaIdentity: exact,
    comment: exact,
  },
  column: {
    type: exact,
    collation: exact,
    nullable: exact,
    default: expression,
    generated: { form: expression, field: 'expression' },
    identity: exact,
    storage: exact,
    compression: exact,
    statisticsTarget: exact,
    inherited: exact,
    comment: exact,
  },
  'primary-key': indexBacked,
  unique: { ...indexBacked, nullsNotDistinct: exact },
  'foreign-key': {
    columns: exact,
    references: exact,
    referencedColumns: exact,
    match: exact,
    onUpdate: exact,
    onDelete: exact,
    onDeleteColumns: exact,
    deferral: exact,
    validated: exact,
    enforced: exact,
    period: exact,
    inherited: exact,
    comment: exact,
  },
  check: {
    expression,
    validated: exact,
    enforced: exact,
    noInherit: exact,
    inherited: exact,
    comment: exact,
  },
  exclusion: { definition: 'constraint', deferral: exact, inherited: exact, comment: exact },
  index: {
    method: exact,
    unique: exact,
    nullsNotDistinct: exact,
    keys: { form: expression, field: 'text' },
    include: exact,
    where: expression,
    storageParameters: exact,
    valid: exact,
    partitionOf: exact,
    clustered: exact,
    comment: exact,
  },
  trigger: { definition, enabled: exact, inherited: exact, comment: exact },
  policy: {
    command: exact,
    permissive: exact,
    roles: exact,
    using: expression,
    check: expression,
    comment: exact,
  },
  view: viewFacts,
  'materialized-view': { ...viewFacts, populated: exact },
  'view-column': { type: exact, default: expression, comment: exact },
  function: routine,
  'window-function': routine,
  procedure: routine,
  aggregate: { variant: exact, parameters: exact, comment: exact },
  statistics: { table: exact, definition, target: exact, comment: exact },
}

const attributeLists: ReadonlyMap<string, readonly AttributeComparison[]> = new Map(
  Object.entries<Readonly<Record<string, Comparison>>>({ ...tables }).map(([variant, table]) => [
    variant,
    Object.entries(table) as unknown as readonly AttributeComparison[],
  ]),
)
