/**
 * The public API: everything that the command line does, callable from TypeScript. No function
 * here prints, ends the process or reads the environment.
 */
export { defineApplication } from './settings/define-application.ts'
export type { AlembicInput, SettingsInput } from './settings/settings-input.ts'
export { openApplication, type OpenApplicationOptions } from './run/open-application.ts'
export type { Run } from './run/opened.ts'
export { newMigration, type NewMigration } from './run/new-migration.ts'
export { initialise, type InitialiseOptions } from './settings/initialise.ts'
export type { RunEnvironment } from './run/run-context.ts'
export type { Memory } from './shadow/remember.ts'
export type { Clock } from './kernel/clock.ts'
export type { Outcome, Progress, Step, Task } from './kernel/progress.ts'

export { up, type UpOptions } from './run/up.ts'
export { down, type Depth, type DownOptions } from './run/down.ts'
export { redo, type Redo, type RedoOptions } from './run/redo.ts'
export { scriptOfDown, scriptOfUp, type RunScript } from './run/script-of.ts'
export type { Recorded } from './run/recording.ts'
export type { DatabaseRelease, DoneRevision, Release, SkippedRevision } from './run/release.ts'
export {
  isCurrent,
  status,
  type DatabaseStatus,
  type RevisionStatus,
  type Status,
} from './run/status.ts'
export type { RevisionState } from './run/standing.ts'
export type { Direction, LedgerRow, LedgerState } from './run/ledger/ledger-row.ts'
export {
  stamp,
  type DatabaseStamped,
  type Stamp,
  type StampOptions,
  type Stamped,
} from './run/stamp.ts'
export type { MovedVersions } from './run/alembic/stamp-alembic.ts'
export {
  isVerified,
  verify,
  type DatabaseVerification,
  type LedgerFault,
  type Verification,
} from './run/verify.ts'
export {
  historyOverview,
  type DatabaseHistory,
  type HistoryFault,
  type HistoryOverview,
  type StandingNode,
} from './run/history-overview.ts'
export { historyGaps, type HistoryGap, type HistoryGaps } from './run/history-gaps.ts'
export type { HistoryGraph, HistoryNode } from './history/history-graph.ts'
export { historySql, showRevision, type HistorySql, type ShownRevision } from './run/history-sql.ts'
export type { RevisionSql, SqlBlock } from './history/revision-sql.ts'
export {
  checkHistory,
  isSound,
  type CheckedDatabase,
  type CheckHistoryOptions,
  type HistoryCheck,
} from './run/check-history.ts'
export type { RevisionReplay } from './history/replay-history.ts'
export type { DownReplay } from './history/replay-down.ts'
export type {
  ReplayedRevision,
  ReplayedStatement,
  ReplayFailure,
  ReplayNote,
} from './history/replayed-revision.ts'
export { blame, type Blame } from './run/blame.ts'
export type { BlamedObject, ChangeCounts, Deed } from './history/blame/blame.ts'
export type { AlteredAttribute, ObjectChange } from './history/blame/object-change.ts'
export { countDatabases, snapshotDatabase, type DatabaseCounts } from './run/describe.ts'
export { printSnapshot, type ServerFacts, type Snapshot } from './catalogue/snapshot.ts'
export type { Catalogue } from './catalogue/catalogue.ts'
export type { Counts, IndexCounts } from './catalogue/counts.ts'
export type { Difference } from './compare/difference.ts'
export { diff, type Diff, type DiffOptions, type Side } from './witness/diff.ts'
export { parseWitness, type WitnessName } from './witness/witness-name.ts'
export { plan, type PlanOptions } from './witness/plan.ts'
export { planMigration, type PlannedMigration } from './witness/plan-migration.ts'
export { planDestination } from './witness/plan-destination.ts'
export { readPlan } from './witness/read-plan.ts'
export { planTarget, type PlanDestination, type PlanTarget } from './run/plan-target.ts'
export { runPlan, type PlanRun, type RunPlanOptions } from './run/run-plan.ts'
export type {
  Plan,
  PlanBlock,
  PlannedLock,
  PlannedPreflight,
  PlannedStatement,
  PlanSide,
  PlanTimeouts,
} from './plan/plan.ts'
export type {
  AnsweredPreflight,
  RelationSize,
  SurveyedBlock,
  SurveyedPlan,
  SurveyedStatement,
} from './plan/surveyed-plan.ts'
export type { TimeMagnitude } from './plan/time-magnitude.ts'
export type { Hazard, HazardKind } from './plan/hazard.ts'
export { parseRename, type RenameRequest } from './plan/rename-request.ts'
export { auditApplication, type AuditOptions } from './witness/audit/audit-application.ts'
export type { LedgerWanted } from './witness/audit/report-one.ts'
export { checkAudit, type Check, type CheckOptions } from './witness/audit/check-audit.ts'
export type { AuditedDatabase, AuditedTable, AuditReport } from './audit/audit-report.ts'
export type { Evidence, Finding, Subject } from './audit/finding.ts'
export type { Cure } from './audit/cure.ts'
export type { Severity } from './audit/severity.ts'
export { auditMarkdown } from './report/audit-markdown.ts'
export { auditSarif } from './report/audit-sarif.ts'
export { auditGithub } from './report/audit-github.ts'
export type { CatalogueTestimony, Testimonies, Witness } from './compare/testimony.ts'
export type { Verdict, VerdictKind } from './compare/verdict.ts'
export {
  listReferences,
  type ListedReference,
  type ReferenceList,
  type ReferencesOptions,
} from './witness/references/list-references.ts'
export type { Reference, ReferenceKind } from './references/reference.ts'
export type { ReferenceVerdict } from './references/reference-verdict.ts'
export type { LockMode } from './catalogue/lock-mode.ts'
export { UserError } from './kernel/user-error.ts'
