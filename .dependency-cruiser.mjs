// Who may import whom (docs/ARCHITECTURE.md). The order of the modules is stated once, in test/modules.ts.
import { MODULES } from './test/modules.ts'

const test = '\\.test\\.tsx?$'
const beside = [test, '^(test|journeys|bench)/']
/** A place in any module: `rules` means rules.ts and everything under rules/. */
const inModules = (...kinds) => `^src/modules/[^/]+/(${kinds.join('|')})(\\.tsx?$|/)`
const inOwnModule = (...kinds) => `^src/modules/$1/(${kinds.join('|')})(\\.tsx?$|/)`
const fromModules = (...kinds) => ({ path: `^src/modules/([^/]+)/(${kinds.join('|')})(\\.tsx?$|/)`, pathNot: test })

/** What stands under a module's commands and jobs: the database types, the tables of events and the platform. */
const platform = ['^src/platform/', '^src/events\\.ts$', '^db/types\\.ts$']
/** The shape of who is asking, which sign-in makes and every policy reads; types and names only. */
const actor = '^src/platform/actor\\.ts$'
/** Packages that would make a decision depend on the world: databases, requests, screens, mail, disks. */
const world =
  'node_modules/(@types/)?(pg|kysely|hono|@hono|react|react-dom|react-router|better-auth|graphile-worker|nodemailer|pino|flydrive|@tus)/'

/** Files of this kind may import nothing of ours but what `allowed` names. */
const layer = (kind, allowed, comment) => ({
  name: `${kind}-layer`,
  comment,
  severity: 'error',
  from: fromModules(kind),
  to: { path: '^(src|db|test|journeys|bench)/', pathNot: allowed },
})

const ours = [
  ...MODULES.slice(0, -1).map((module, place) => ({
    name: `${module}-imports-up-the-list`,
    comment: `${module} stands before the others it names here: it must work without them, and cycles cannot start.`,
    severity: 'error',
    from: { path: `^src/modules/${module}/`, pathNot: test },
    to: { path: `^src/modules/(${MODULES.slice(place + 1).join('|')})/` },
  })),
  {
    name: 'only-listed-modules',
    comment: 'A module that is not in test/modules.ts has no place in the order, so no rule would bind it.',
    severity: 'error',
    from: {},
    to: { path: '^src/modules/', pathNot: `^src/modules/(${MODULES.join('|')})/` },
  },
  {
    name: 'commands-jobs-routes-are-private',
    comment: 'Another module may ask (rules, policy, queries) and show (parts); it causes things only through events.',
    severity: 'error',
    from: { path: '^src/modules/([^/]+)/', pathNot: test },
    to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', inModules('rules', 'policy', 'queries', 'parts')] },
  },
  layer(
    'rules',
    [inModules('rules'), actor],
    'Rules decide from what they are given, so they can be proven and drawn anywhere.',
  ),
  layer('policy', [inModules('rules'), actor], 'Policy is short sentences about facts; whoever asks brings the facts.'),
  layer(
    'queries',
    [inModules('rules'), inOwnModule('queries'), ...platform],
    'A query reads its own tables; a page that needs two modules asks both.',
  ),
  layer(
    'commands',
    [inModules('rules', 'policy', 'queries'), inOwnModule('commands', 'threads'), ...platform],
    "A command never calls another module's command or a page: it records an event.",
  ),
  layer(
    'jobs',
    [inModules('rules'), inOwnModule('commands', 'jobs'), ...platform],
    'A job parses its payload and calls a command: what happens must not depend on what set it off.',
  ),
  layer(
    'threads',
    [inModules('rules'), inOwnModule('threads'), '^src/platform/'],
    'A thread computes from what it is sent; the main thread holds the database.',
  ),
  layer(
    'parts',
    [inModules('rules', 'parts'), '^src/ui/', actor],
    'A part shows what it is given, so any page may show it.',
  ),
  {
    name: 'pages-know-no-frame',
    comment:
      'Pages and handlers are put into layouts and processes by routes.ts and web.ts, never the other way round.',
    severity: 'error',
    from: fromModules('routes', 'http'),
    to: { path: '^(src|db|test|journeys|bench)/', pathNot: ['^src/modules/', '^src/ui/', ...platform] },
  },
  {
    name: 'rules-touch-no-world',
    comment: 'A decision that depends on a database, a request or a screen cannot be proven with values alone.',
    severity: 'error',
    from: fromModules('rules', 'policy'),
    to: { path: world },
  },
  {
    name: 'rules-touch-no-node',
    comment:
      'Files, processes and sockets are the world. Of Node, a rule takes only what computes: hashes, keys, bytes.',
    severity: 'error',
    from: fromModules('rules', 'policy'),
    to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|zlib|buffer)$' },
  },
  {
    name: 'parts-touch-no-node',
    comment: 'Parts run in the page too, where there is no Node.',
    severity: 'error',
    from: fromModules('parts'),
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'platform-knows-no-domain',
    comment: 'The platform would serve another product as well; modules stand on it.',
    severity: 'error',
    from: { path: '^src/platform/', pathNot: test },
    to: { path: '^(src|db)/', pathNot: platform },
  },
  {
    name: 'ui-knows-no-domain',
    comment: 'Buttons, fields and tables know no word of the domain and no server.',
    severity: 'error',
    from: { path: '^src/ui/', pathNot: test },
    to: { path: '^(src|db)/', pathNot: '^src/ui/' },
  },
  {
    name: 'shell-asks-like-a-module',
    comment: 'Layouts and navigation may ask and show, but cause nothing.',
    severity: 'error',
    from: { path: '^src/shell/', pathNot: test },
    to: { path: '^src/modules/', pathNot: inModules('rules', 'policy', 'queries', 'parts') },
  },
  {
    name: 'events-know-nothing',
    comment: 'The table of events is read by everyone, so it may lead to nobody.',
    severity: 'error',
    from: { path: '^src/events\\.ts$' },
    to: { path: '^(src|db)/' },
  },
  {
    name: 'demo-stays-outside',
    comment:
      'The demo district must not leak into a real installation: only the doors, the start (web.ts) and tests may know of it.',
    severity: 'error',
    from: { pathNot: ['^src/demo/', '^src/(web|doors)\\.ts$', ...beside] },
    to: { path: '^src/demo/' },
  },
]

const everywhere = [
  {
    name: 'no-circular',
    comment: 'Files in a circle can only be understood together. Types alone may refer to each other.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-orphans',
    comment:
      'A file that imports nothing and that nothing imports is forgotten. Configuration and declarations excepted.',
    severity: 'error',
    from: { orphan: true, pathNot: ['\\.config\\.ts$', '\\.d\\.ts$', '^test/[^/]+\\.ts$', test] },
    to: {},
  },
  {
    name: 'not-to-test',
    comment: 'What ships must run without the tests.',
    severity: 'error',
    from: { path: '^(src|db)/', pathNot: test },
    to: { path: beside },
  },
  {
    name: 'not-to-dev-dep',
    comment:
      'What ships runs on dependencies. Fonts and styles end in the bundle, routes.ts is read by the build, ' +
      'and Vite is loaded by `npm run dev` alone.',
    severity: 'error',
    from: { path: '^src/', pathNot: test },
    to: {
      dependencyTypes: ['npm-dev'],
      dependencyTypesNot: ['type-only'],
      pathNot: ['\\.(css|woff2|ttf)$', 'node_modules/(@fontsource|@react-router/dev|vite/)'],
    },
  },
  {
    name: 'code-imports-no-page',
    comment:
      'What can be seen is .tsx and is bundled; what decides is .ts and Node runs it as it is: Node reads no .tsx.',
    severity: 'error',
    from: { path: '\\.ts$', pathNot: [...beside] },
    to: { path: '\\.tsx$' },
  },
  {
    name: 'not-to-unresolvable',
    comment: "A name that leads nowhere. React Router's generated +types and virtual modules excepted.",
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: ['/\\+types/', '^virtual:', '\\?(url|raw|inline)$'] },
  },
]

export default {
  forbidden: [...ours, ...everywhere],
  options: {
    // TypeScript 7 has no parser that dependency-cruiser can use; without this it would read no file and be content.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    // No JavaScript of ours either, or the two files at the root would hide that no TypeScript was read.
    exclude: { path: '^(build|data|\\.react-router)/|^[^/]+\\.mjs$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
}
