/**
 * Who may import whom: the table of docs/architecture.md as rules.
 * Each rule says in its comment why it is there, since that is what a person reads when it stops him.
 */
const MAIN_SERVICES = '^src-main/(?!electron/|main\\.ts$)';
const TESTS = '\\.test\\.tsx?$|/test-support/|/testing/';
const NODE_ONLY = ['core'];

module.exports = {
  forbidden: [
    { name: 'no-cycles', comment: 'Files that need each other want to be one file, or three.', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'no-orphans',
      comment: 'A file that nothing uses is to be deleted, or was forgotten to be wired in.',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '\\.config\\.ts$', '\\.dependency-cruiser\\.cjs$', TESTS, '^e2e/', '^scripts/[^/]+\\.ts$', '^scripts/run\\.mjs$'] },
      to: {},
    },
    { name: 'nothing-unresolved', comment: 'The import leads nowhere.', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^electron' } },
    {
      name: 'shipped-code-uses-dependencies',
      comment: 'What the app imports must be in "dependencies", or it is missing from the release. (electron is the runtime itself; the page is bundled.)',
      severity: 'error',
      from: { path: '^src-(shared|node|main|worker)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'], pathNot: ['^electron', 'node_modules/electron/', 'node_modules/onnx-proto/'] },
    },

    { name: 'shared-imports-only-shared', comment: 'src-shared is read by every room, so it can belong to none.', severity: 'error', from: { path: '^src-shared/', pathNot: TESTS }, to: { path: '^(src-(node|main|worker|renderer)|e2e|scripts)/' } },
    { name: 'shared-is-pure', comment: 'src-shared runs in the page too: no node modules, no Electron.', severity: 'error', from: { path: '^src-shared/', pathNot: TESTS }, to: { dependencyTypes: NODE_ONLY } },
    { name: 'shared-has-no-electron', comment: 'src-shared runs everywhere.', severity: 'error', from: { path: '^src-shared/' }, to: { path: '^electron|node_modules/electron/' } },

    {
      name: 'node-room-knows-no-other',
      comment: 'What main and worker both need of Node, and nothing else: src-shared and node:* alone (docs/decisions/0016).',
      severity: 'error',
      from: { path: '^src-node/', pathNot: TESTS },
      to: { pathNot: '^src-(shared|node)/', dependencyTypesNot: ['core'] },
    },

    { name: 'main-services-are-plain-node', comment: 'The services also run headless (CLI, HTTP): only src-main/electron and main.ts know Electron.', severity: 'error', from: { path: MAIN_SERVICES }, to: { path: '^electron|node_modules/electron/|^src-main/(electron/|main\\.ts$)' } },
    { name: 'main-stays-out-of-other-rooms', comment: 'Main meets the worker in messages and files, the page in calls.', severity: 'error', from: { path: '^src-main/', pathNot: TESTS }, to: { path: '^(src-(worker|renderer)|e2e|scripts)/' } },
    {
      name: 'preload-has-no-node',
      comment: 'The preload runs in a sandbox: Electron and src-shared only.',
      severity: 'error',
      from: { path: '^src-main/electron/preload' },
      to: { dependencyTypes: NODE_ONLY, pathNot: '^electron' },
    },

    { name: 'worker-stays-in-its-room', comment: 'A worker may run on another machine, without main and without a page.', severity: 'error', from: { path: '^src-worker/', pathNot: TESTS }, to: { path: '^(src-(main|renderer)|e2e|scripts)/|^electron|node_modules/electron/' } },
    {
      name: 'stages-meet-in-files',
      comment: 'Stages never import each other: they meet in artifacts and in types of src-shared.',
      severity: 'error',
      from: { path: '^src-worker/(probe|proxy|observe|link|identify|segment|cut|overlay|finish)/', pathNot: TESTS },
      to: { path: '^src-worker/(probe|proxy|observe|link|identify|segment|cut|overlay|finish)/', pathNot: '^src-worker/$1/' },
    },

    { name: 'page-stays-in-its-room', comment: 'The page knows only src-shared and itself.', severity: 'error', from: { path: '^src-renderer/', pathNot: TESTS }, to: { path: '^(src-(node|main|worker)|e2e|scripts)/|^electron|node_modules/electron/' } },
    { name: 'page-has-no-node', comment: 'The page runs in a sandbox without Node.', severity: 'error', from: { path: '^src-renderer/', pathNot: TESTS }, to: { dependencyTypes: NODE_ONLY } },
    {
      name: 'stores-know-no-components',
      comment: 'screens → player, timeline, export, components → stores, never back.',
      severity: 'error',
      from: { path: '^src-renderer/stores/', pathNot: TESTS },
      to: { path: '^src-renderer/(screens|player|timeline|export|components)/' },
    },
    {
      name: 'parts-know-no-screens',
      comment: 'A screen is put together of parts; a part that knows its screen can not be used on another.',
      severity: 'error',
      from: { path: '^src-renderer/(player|timeline|export|components)/', pathNot: TESTS },
      to: { path: '^src-renderer/screens/' },
    },
    { name: 'react-only-in-the-page', comment: 'Everything but the page is plain Node.', severity: 'error', from: { pathNot: '^(src-renderer/|vite\\.config\\.ts$)' }, to: { path: 'node_modules/(react|react-dom|zustand)/' } },
    { name: 'setup-needs-only-node', comment: 'Setup runs before any package is installed.', severity: 'error', from: { path: '^scripts/(setup|lib)/', pathNot: TESTS }, to: { dependencyTypesNot: ['core', 'local'], path: 'node_modules' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|release|artifacts|resources)/' },
    tsPreCompilationDeps: true, // imports of types count too: they bind rooms just as much
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'] },
  },
};
