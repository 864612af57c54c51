import type { Catalogue } from './catalogue.ts'

/** A database with nothing in it, not even the schema `public`. */
export const emptyCatalogue: Catalogue = {
  schemas: [],
  extensions: [],
  types: [],
  sequences: [],
  tables: [],
  views: [],
  routines: [],
  aggregates: [],
  statistics: [],
  undescribed: [],
}
