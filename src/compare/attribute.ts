import type { Aggregate } from '../catalogue/aggregate.ts'
import type { Column } from '../catalogue/column.ts'
import type {
  CheckConstraint,
  Exclusion,
  ForeignKey,
  PrimaryKey,
  UniqueConstraint,
} from '../catalogue/constraint.ts'
import type { Policy } from '../catalogue/policy.ts'
import type { Routine } from '../catalogue/routine.ts'
import type { Extension, Schema } from '../catalogue/schema.ts'
import type { Sequence } from '../catalogue/sequence.ts'
import type { ExtendedStatistics } from '../catalogue/statistics.ts'
import type { TableIndex } from '../catalogue/table-index.ts'
import type { Table } from '../catalogue/table.ts'
import type { Trigger } from '../catalogue/trigger.ts'
import type {
  CompositeAttribute,
  CompositeType,
  DomainCheck,
  DomainType,
  EnumType,
  RangeType,
} from '../catalogue/user-type.ts'
import type { MaterializedView, PlainView, ViewColumn } from '../catalogue/view.ts'
import type { CatalogueObject } from './catalogue-object.ts'
import type { TextForm } from './same-text.ts'

/**
 * How an attribute is compared: as it stands, or as a text that PostgreSQL printed in a certain
 * form. Where the attribute is not the text itself, `field` says where in it the text stands.
 */
export type Comparison = 'exact' | TextForm | { readonly form: TextForm; readonly field: string }

/**
 * One comparison per attribute of T. Left out are what tells the object from others and its parts;
 * whatever else the catalogue has must stand here, or it does not compile.
 */
type Attributes<T, Left extends keyof T = never> = Readonly<
  Record<Exclude<keyof T, Identity | Left>, Comparison>
>

type Identity = 'kind' | 'schema' | 'name' | 'identityArguments'

/** The attributes of every variant of every kind of object. */
export interface AttributeTables {
  readonly schema: Attributes<Schema>
  /** An extension is known by its name alone: its schema is an attribute. */
  readonly extension: Readonly<Record<Exclude<keyof Extension, 'kind' | 'name'>, Comparison>>
  readonly enum: Attributes<EnumType>
  readonly domain: Attributes<DomainType, 'checks'>
  readonly 'domain-check': Attributes<DomainCheck>
  readonly 'composite-type': Attributes<CompositeType, 'attributes'>
  readonly 'composite-attribute': Attributes<CompositeAttribute>
  readonly range: Attributes<RangeType>
  readonly sequence: Attributes<Sequence>
  readonly table: Attributes<Table, 'columns' | 'constraints' | 'indexes' | 'triggers' | 'policies'>
  readonly column: Attributes<Column>
  readonly 'primary-key': Attributes<PrimaryKey>
  readonly unique: Attributes<UniqueConstraint>
  readonly 'foreign-key': Attributes<ForeignKey>
  readonly check: Attributes<CheckConstraint>
  readonly exclusion: Attributes<Exclusion>
  readonly index: Attributes<TableIndex>
  readonly trigger: Attributes<Trigger>
  readonly policy: Attributes<Policy>
  readonly view: Attributes<PlainView, 'columns' | 'triggers'>
  readonly 'materialized-view': Attributes<MaterializedView, 'columns' | 'indexes'>
  readonly 'view-column': Attributes<ViewColumn>
  readonly function: Attributes<Routine>
  readonly 'window-function': Attributes<Routine>
  readonly procedure: Attributes<Routine>
  readonly aggregate: Attributes<Aggregate>
  readonly statistics: Attributes<ExtendedStatistics>
}

/** What an object can be: its kind, or for the kinds with several forms its form, such as `check`. */
export type Variant = VariantWithAttributes | 'undescribed'

/** The variants that have attributes: of what is not described there is but the name. */
type VariantWithAttributes = keyof AttributeTables

/** The attributes of one variant. */
type AttributeOf<Of extends VariantWithAttributes> = keyof AttributeTables[Of] & string

/**
 * Any attribute of any object. Besides those of the tables: `kind`, where a name stands for another
 * variant on each side (then nothing else is compared), and `attributeOrder` of a composite type.
 */
export type AttributeName =
  | { [Of in VariantWithAttributes]: AttributeOf<Of> }[VariantWithAttributes]
  | 'kind'
  | 'attributeOrder'

/** Which variant an object is. */
export function variantOf(object: CatalogueObject): Variant {
  const { kind } = object
  // These three have no variants, and the catalogue gives them no kind.
  const plain = kind === 'domain-check' || kind === 'composite-attribute' || kind === 'view-column'
  return plain ? kind : object.described.kind
}

/** An attribute, and how it is compared. */
export type AttributeComparison = readonly [AttributeName, Comparison]
