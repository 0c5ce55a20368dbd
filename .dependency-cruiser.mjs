/**
 * Who may know whom. The rooms of src stand in one order, and each may import those before it, never the reverse:
 * first the house, which knows no action plan, then the domain. The files at the top of src may import everything.
 * A room that is not listed here is refused, so that nobody adds one without giving it a place.
 */
const house = ['clock', 'config', 'database', 'web', 'print', 'documents', 'mail']
const domain = [
  ...['audit', 'agencies', 'plans', 'accounts', 'actions', 'updates', 'register', 'seeding'],
  ...['recommendations', 'commissions', 'reports', 'exports', 'workbooks', 'imports', 'demonstration'],
  // Pages may read any room; no room knows its pages.
  'pages',
]
const rooms = [...house, ...domain]

const anyOf = (names) => `(${names.join('|')})`

const roomOrder = rooms.slice(0, -1).map((room, place) => ({
  name: `${room}-looks-only-back`,
  comment: `src/${room} may import ${['itself', ...rooms.slice(0, place)].join(', ')}, and nothing later`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/${anyOf(rooms.slice(place + 1))}/` },
}))

export default {
  forbidden: [
    ...roomOrder,
    {
      name: 'rooms-not-to-the-top',
      comment:
        'The files at the top of src put the rooms together; a room that needs one of them would go in a circle',
      severity: 'error',
      from: { path: `^src/[^/]+/` },
      to: { path: '^src/[^/]+$' },
    },
    {
      name: 'every-room-has-a-place',
      comment: 'Give the new room its place in the order at the top of .dependency-cruiser.mjs',
      severity: 'error',
      from: { path: `^src/(?!${anyOf(rooms)}/)[^/]+/` },
      to: {},
    },
    {
      name: 'no-circles',
      comment:
        'Circles break ESM entities at load; use Relation<T> or move what both need to the earlier room',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'source-not-to-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '[.]spec[.]ts$' },
      to: { path: '^test/|[.]spec[.]ts$' },
    },
    {
      name: 'source-not-to-dev-packages',
      comment: 'The service must start where only the packages of "dependencies" are installed',
      severity: 'error',
      from: { path: '^src/', pathNot: '[.]spec[.]ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    // Types count too: a room that names another's types knows that room.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.check.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json', '.node'],
    },
  },
}
