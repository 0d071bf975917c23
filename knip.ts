import type { KnipConfig } from 'knip'

export default {
  entry: [
    // named in run.mjs and test/checks/checks.ts as words, not imported
    'src/{web,worker,export-site}.ts',
    'db/generate.ts',
    'test/{check,deep}.ts',
    'test/checks/content/check.ts',
    'bench/run.ts',
    // started as processes of their own
    'bench/{pages-server,credentials/server}.ts',
    'test/program/{plain-files,bulk-child}.ts',
    // and as threads
    'src/modules/credentials/threads/*/worker.ts',
    'bench/credentials/bulk-thread.ts',
  ],
  project: ['{src,db,test,bench,journeys}/**/*.{ts,tsx}', '*.{ts,mjs}'],
  ignoreDependencies: [
    // test/checks/checks.ts runs these by their path
    'oxlint',
    'prettier',
    'dependency-cruiser',
    // oxlint asks it for types
    'oxlint-tsgolint',
    // dependency-cruiser reads TypeScript with it
    '@swc/core',
    // the styles take the fonts' files from them
    '@fontsource-variable/atkinson-hyperlegible-next',
    '@fontsource-variable/libre-bodoni',
    // better-auth's siblings fit together only in these versions
    '@better-auth/core',
    '@better-auth/utils',
    '@better-fetch/fetch',
  ],
  // A type that describes what an exported function takes or gives belongs to it, wherever it is used.
  ignoreExportsUsedInFile: { interface: true, type: true },
  treatConfigHintsAsErrors: true,
} satisfies KnipConfig
