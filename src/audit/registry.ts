import type { Rule } from './rule.ts'
import { checkDiffers } from './rules/check-differs.ts'
import { columnMissing } from './rules/column-missing.ts'
import { columnTypeDiffers } from './rules/column-type-differs.ts'
import { columnUnexpected } from './rules/column-unexpected.ts'
import { columnWithoutModel } from './rules/column-without-model.ts'
import { commentDiffers } from './rules/comment-differs.ts'
import { constraintDiffers } from './rules/constraint-differs.ts'
import { defaultDiffers } from './rules/default-differs.ts'
import { enumLabelsDiffer } from './rules/enum-labels-differ.ts'
import { foreignKeyMissing } from './rules/foreign-key-missing.ts'
import { indexDiffers } from './rules/index-differs.ts'
import { madeOutsideHistory } from './rules/made-outside-history.ts'
import { migrationCannotRun } from './rules/migration-cannot-run.ts'
import { migrationEdited } from './rules/migration-edited.ts'
import { migrationOutOfOrder } from './rules/migration-out-of-order.ts'
import { migrationPending } from './rules/migration-pending.ts'
import { migrationUnfinished } from './rules/migration-unfinished.ts'
import { migrationWithoutWayBack } from './rules/migration-without-way-back.ts'
import { modelColumnWithoutColumn } from './rules/model-column-without-column.ts'
import { modelWithoutTable } from './rules/model-without-table.ts'
import { nullabilityDiffers } from './rules/nullability-differs.ts'
import { objectDiffers } from './rules/object-differs.ts'
import { oneThingTwoTypes } from './rules/one-thing-two-types.ts'
import { orphanedRows } from './rules/orphaned-rows.ts'
import { policyDiffers } from './rules/policy-differs.ts'
import { redundantIndex } from './rules/redundant-index.ts'
import { referenceToNothing } from './rules/reference-to-nothing.ts'
import { referenceTypesDiffer } from './rules/reference-types-differ.ts'
import { referenceUndocumented } from './rules/reference-undocumented.ts'
import { referenceWithoutIndex } from './rules/reference-without-index.ts'
import { revisionUnknown } from './rules/revision-unknown.ts'
import { routineDiffers } from './rules/routine-differs.ts'
import { stampedNotRun } from './rules/stamped-not-run.ts'
import { standardColumns } from './rules/standard-columns.ts'
import { standardIndexed } from './rules/standard-indexed.ts'
import { standardJsonb } from './rules/standard-jsonb.ts'
import { standardKeyDefault } from './rules/standard-key-default.ts'
import { standardKeyType } from './rules/standard-key-type.ts'
import { standardNaming } from './rules/standard-naming.ts'
import { standardReferenceComment } from './rules/standard-reference-comment.ts'
import { standardTimestamps } from './rules/standard-timestamps.ts'
import { tableMissing } from './rules/table-missing.ts'
import { tableUnexpected } from './rules/table-unexpected.ts'
import { tableWithoutKey } from './rules/table-without-key.ts'
import { tableWithoutModel } from './rules/table-without-model.ts'
import { triggerDiffers } from './rules/trigger-differs.ts'
import { viewDiffers } from './rules/view-differs.ts'

/** Every rule, sorted by name. */
export const rules: readonly Rule[] = [
  checkDiffers,
  columnMissing,
  columnTypeDiffers,
  columnUnexpected,
  columnWithoutModel,
  commentDiffers,
  constraintDiffers,
  defaultDiffers,
  enumLabelsDiffer,
  foreignKeyMissing,
  indexDiffers,
  madeOutsideHistory,
  migrationCannotRun,
  migrationEdited,
  migrationOutOfOrder,
  migrationPending,
  migrationUnfinished,
  migrationWithoutWayBack,
  modelColumnWithoutColumn,
  modelWithoutTable,
  nullabilityDiffers,
  objectDiffers,
  oneThingTwoTypes,
  orphanedRows,
  policyDiffers,
  redundantIndex,
  referenceToNothing,
  referenceTypesDiffer,
  referenceUndocumented,
  referenceWithoutIndex,
  revisionUnknown,
  routineDiffers,
  stampedNotRun,
  standardColumns,
  standardIndexed,
  standardJsonb,
  standardKeyDefault,
  standardKeyType,
  standardNaming,
  standardReferenceComment,
  standardTimestamps,
  tableMissing,
  tableUnexpected,
  tableWithoutKey,
  tableWithoutModel,
  triggerDiffers,
  viewDiffers,
]
