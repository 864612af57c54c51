/**
 * Which room of `src/` may import which: the one table. The import checker reads it, and a test
 * holds the copy in docs/architecture.md to it. A room that is absent may not exist; a room that
 * is not listed may not be imported. `types` are rooms of which only types may be imported.
 */
export const house = {
  kernel: { rooms: [] },
  catalogue: { rooms: ['kernel'] },
  sql: { rooms: ['kernel', 'catalogue'] },
  compare: { rooms: ['kernel', 'catalogue', 'sql'] },
  settings: { rooms: ['kernel'] },
  python: { rooms: ['kernel'] },
  models: { rooms: ['kernel', 'catalogue', 'sql', 'python'] },
  references: { rooms: ['kernel', 'catalogue'] },
  audit: {
    rooms: ['kernel', 'catalogue', 'sql', 'compare', 'references'],
    types: ['discovery'],
  },
  postgres: { rooms: ['kernel', 'catalogue', 'sql'] },
  embedded: { rooms: ['kernel', 'sql', 'postgres'] },
  shadow: { rooms: ['kernel', 'catalogue', 'sql', 'postgres', 'embedded'] },
  plan: { rooms: ['kernel', 'catalogue', 'sql', 'compare', 'postgres', 'shadow'] },
  history: {
    rooms: ['kernel', 'catalogue', 'sql', 'compare', 'python', 'models', 'postgres', 'shadow'],
  },
  run: {
    rooms: [
      'kernel',
      'catalogue',
      'sql',
      'compare',
      'settings',
      'postgres',
      'embedded',
      'history',
      'shadow',
      'plan',
    ],
  },
  discovery: { rooms: ['kernel', 'settings', 'python', 'models', 'history', 'sql'] },
  witness: {
    rooms: [
      'kernel',
      'catalogue',
      'sql',
      'compare',
      'python',
      'models',
      'settings',
      'references',
      'audit',
      'postgres',
      'shadow',
      'history',
      'plan',
      'run',
    ],
    types: ['discovery'],
  },
  report: {
    rooms: ['kernel', 'catalogue', 'compare', 'references', 'audit'],
    types: ['plan', 'run', 'history', 'witness', 'discovery'],
  },
  cli: {
    rooms: [
      'kernel',
      'catalogue',
      'sql',
      'compare',
      'settings',
      'references',
      'audit',
      'postgres',
      'embedded',
      'shadow',
      'history',
      'plan',
      'run',
      'discovery',
      'witness',
      'report',
    ],
  },
}

/** Rooms without any Node built-in: same input, same bytes out, also in a browser. */
export const pureRooms = [
  'kernel',
  'catalogue',
  'sql',
  'compare',
  'references',
  'audit',
  'report',
  'python',
]
