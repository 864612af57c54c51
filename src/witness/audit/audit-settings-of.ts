import type { AuditSettings } from '../../audit/audit-settings.ts'
import { rules } from '../../audit/registry.ts'
import { noStandards, type Standards } from '../../audit/standards.ts'
import { standardsPresets } from '../../audit/standards-presets.ts'
import { suggestion } from '../../kernel/nearest-name.ts'
import { UserError } from '../../kernel/user-error.ts'
import type { Application } from '../../settings/application.ts'

/**
 * What the settings say about audits.
 *
 * @throws UserError where they name rules that are none, all of them together
 */
export function auditSettingsOf({ audit, standards, origin }: Application): AuditSettings {
  const names = rules.map(({ name }) => name)
  const named = [
    ...Object.keys(audit.rules).map((name) => ({ path: 'audit.rules', name })),
    ...audit.ignore.flatMap(({ rule }) =>
      rule === undefined ? [] : [{ path: 'audit.ignore', name: rule }],
    ),
  ]
  const unknown = named.filter(({ name }) => !names.includes(name))
  if (unknown.length > 0) {
    const file = origin.kind === 'file' ? origin.file : 'The settings'
    throw new UserError(`"${file}" names rules that are none.`, {
      code: 'unknown-rule',
      details: unknown.map(
        ({ path, name }) => `${path}: "${name}" is no rule${suggestion(name, names)}`,
      ),
      hint: 'docs/rules/ has a page for each rule.',
    })
  }
  return {
    severities: audit.rules,
    ignore: audit.ignore.map(({ rule = null, subject, reason }) => ({ rule, subject, reason })),
    standards: standardsOf(standards),
  }
}

function standardsOf(input: Application['standards']): Standards {
  if (input === null) return noStandards
  if (typeof input === 'string') return standardsPresets[input]
  const { preset, ...said } = input
  const base = preset === undefined ? noStandards : standardsPresets[preset]
  return {
    primaryKey: said.primaryKey === undefined ? base.primaryKey : said.primaryKey,
    primaryKeyDefault:
      said.primaryKeyDefault === undefined ? base.primaryKeyDefault : said.primaryKeyDefault,
    timestamps: said.timestamps === undefined ? base.timestamps : said.timestamps,
    columns: said.columns ?? base.columns,
    jsonb: said.jsonb ?? base.jsonb,
    indexed: said.indexed ?? base.indexed,
    commentReferences: said.commentReferences ?? base.commentReferences,
    naming: said.naming === undefined ? base.naming : said.naming,
  }
}
