/** A relation as a statement names it: without a schema the search path decides. */
export interface RelationName {
  readonly schema: string | null
  readonly name: string
}

/** How a statement can be run with regard to transactions. */
export type StatementRun =
  | { readonly kind: 'transactional' }
  /** As transactional; and what comes after it in the session depends on it: `set search_path`. */
  | { readonly kind: 'session-setting' }
  | CreateIndexConcurrently
  | { readonly kind: 'drop-index-concurrently'; readonly names: readonly RelationName[] }
  | ReindexConcurrently
  | DetachConcurrently
  /** Refused in a transaction block; `command` as people write it: `alter system`. */
  | { readonly kind: 'outside-transaction'; readonly command: string }
  /** Can commit on its own, if it is not in a transaction block. */
  | { readonly kind: 'may-commit'; readonly command: 'do' | 'call' }
  /** Begins, ends or divides a transaction; `command` as people write it: `rollback to savepoint`. */
  | { readonly kind: 'transaction-control'; readonly command: string }

/** `create index concurrently`: leaves an invalid index behind when it fails. */
export interface CreateIndexConcurrently {
  readonly kind: 'create-index-concurrently'
  /** Null where PostgreSQL chooses the name. The index lives in the schema of its table. */
  readonly name: string | null
  readonly table: RelationName
  readonly ifNotExists: boolean
}

/** `reindex … concurrently`: leaves invalid indexes `…_ccnew` or `…_ccold` behind when it fails. */
export interface ReindexConcurrently {
  readonly kind: 'reindex-concurrently'
  readonly target: 'index' | 'table' | 'schema' | 'database' | 'system'
  /** Null where the whole current database is meant. */
  readonly name: RelationName | null
}

/** `alter table … detach partition … concurrently`: can be left half done, `finalize` ends it. */
export interface DetachConcurrently {
  readonly kind: 'detach-concurrently'
  readonly table: RelationName
  readonly partition: RelationName
}
