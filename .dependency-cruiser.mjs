import { house, pureRooms } from './house.mjs'

const rooms = Object.keys(house)
const room = (name) => `^src/${name}/`

/** One rule per room: whatever is not in its row of the house is forbidden. */
const rowRules = Object.entries(house).map(([name, row]) => ({
  name: `house-${name}`,
  comment: `src/${name}/ may import only: ${row.rooms.join(', ') || 'nothing'} (house.mjs)`,
  severity: 'error',
  from: { path: room(name), pathNot: '\\.test\\.ts$' },
  to: {
    path: '^src/',
    pathNot: [name, ...row.rooms, ...(row.types ?? [])].map(room),
  },
}))

const typeRules = Object.entries(house)
  .filter(([, row]) => row.types)
  .map(([name, row]) => ({
    name: `house-${name}-types`,
    comment: `src/${name}/ may import only types of: ${row.types.join(', ')} (house.mjs)`,
    severity: 'error',
    from: { path: room(name), pathNot: '\\.test\\.ts$' },
    to: { path: row.types.map(room), dependencyTypesNot: ['type-only'] },
  }))

export default {
  forbidden: [
    {
      name: 'unknown-room',
      comment: 'Every folder of src/ stands in the table of house.mjs',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: rooms.map(room) },
      to: {},
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'pure-rooms',
      comment: 'These rooms know no Node built-in: same input, same bytes out',
      severity: 'error',
      from: { path: pureRooms.map(room), pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'tests-stay-outside',
      comment: 'Product code imports no test support',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(tests|bench)/' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...rowRules,
    ...typeRules,
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'types'],
    },
  },
}
