import type { AuditCase, DatabaseCase } from '../../src/audit/audit-case.ts'
import type { AuditSettings } from '../../src/audit/audit-settings.ts'
import { noHistoryFacts } from '../../src/audit/history-facts.ts'
import { noModelFacts } from '../../src/audit/model-facts.ts'
import { noStandards } from '../../src/audit/standards.ts'
import { noTouches } from '../../src/audit/touches.ts'
import type { Catalogue } from '../../src/catalogue/catalogue.ts'
import type { Testimonies } from '../../src/compare/testimony.ts'
import { verdicts } from '../../src/compare/verdicts.ts'
import { findReferences } from '../../src/references/find-references.ts'
import { sampleCatalogue } from './sample-catalogue.ts'

/** What three witnesses say of one database `shop`; whoever is left out is not heard. */
export function heardCase(
  heard: Partial<Record<keyof Testimonies, Catalogue>>,
  facts: Partial<DatabaseCase> = {},
): AuditCase {
  const says = (catalogue: Catalogue | undefined): Testimonies['code'] =>
    catalogue === undefined ? null : { catalogue, major: 18 }
  const testimonies: Testimonies = {
    code: says(heard.code),
    history: says(heard.history),
    database: says(heard.database),
  }
  const schema = heard.history ?? heard.database ?? heard.code ?? sampleCatalogue()
  const shop: DatabaseCase = {
    database: 'shop',
    testimonies,
    verdicts: verdicts(testimonies),
    schema,
    schemaOf: 'history',
    chain: [],
    touches: noTouches,
    failures: [],
    gaps: [],
    breaks: [],
    doubtful: new Set(),
    unjudged: [],
    hasLedger: true,
    historyFacts: noHistoryFacts,
    modelFacts: noModelFacts,
    ...facts,
  }
  return {
    databases: [shop],
    references: findReferences([{ database: 'shop', catalogue: schema }]),
    orphans: [],
    standards: noStandards,
    untied: [],
    discovery: null,
  }
}

/** Settings that say nothing. */
export const plainSettings: AuditSettings = { severities: {}, ignore: [], standards: noStandards }
