import type { Catalogue } from '../../src/catalogue/catalogue.ts'
import { emptyCatalogue } from '../../src/catalogue/empty-catalogue.ts'
import type { Column } from '../../src/catalogue/column.ts'
import type { Constraint } from '../../src/catalogue/constraint.ts'
import type { Table } from '../../src/catalogue/table.ts'

/** A catalogue with nothing in it but what is told. */
export function sampleCatalogue(facts: Partial<Catalogue> = {}): Catalogue {
  return { ...emptyCatalogue, ...facts }
}

/** A table of schema `public` without columns, but for what is told. */
export function sampleTable(facts: Partial<Table> & { readonly name: string }): Table {
  return {
    kind: 'table',
    schema: 'public',
    persistence: 'permanent',
    columns: [],
    constraints: [],
    indexes: [],
    triggers: [],
    policies: [],
    rowSecurity: 'disabled',
    partitionKey: null,
    partitionOf: null,
    inherits: [],
    storageParameters: [],
    accessMethod: 'heap',
    replicaIdentity: 'default',
    comment: null,
    ...facts,
  }
}

/** A nullable column of type `text`, but for what is told. */
export function sampleColumn(facts: Partial<Column> & { readonly name: string }): Column {
  return {
    kind: 'column',
    type: 'text',
    collation: null,
    nullable: true,
    default: null,
    generated: null,
    identity: null,
    storage: null,
    compression: null,
    statisticsTarget: null,
    inherited: false,
    comment: null,
    ...facts,
  }
}

type Check = Extract<Constraint, { kind: 'check' }>

/** A check that `id` is positive, but for what is told. */
export function sampleCheck(facts: Partial<Check> & { readonly name: string }): Check {
  return {
    kind: 'check',
    expression: '(id > 0)',
    validated: true,
    enforced: true,
    noInherit: false,
    inherited: false,
    comment: null,
    ...facts,
  }
}

type Unique = Extract<Constraint, { kind: 'unique' }>

/** A unique constraint of `id`, but for what is told. */
export function sampleUnique(facts: Partial<Unique> & { readonly name: string }): Unique {
  return {
    kind: 'unique',
    columns: ['id'],
    include: [],
    deferral: 'not-deferrable',
    withoutOverlaps: false,
    storageParameters: [],
    nullsNotDistinct: false,
    inherited: false,
    comment: null,
    ...facts,
  }
}
