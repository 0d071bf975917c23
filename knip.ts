import type { KnipConfig } from 'knip'

export default {
  entry: [
    // named in run.mjs as words, not imported
    'src/{web,worker}.ts',
    'db/generate.ts',
    'test/{check,deep}.ts',
    'bench/run.ts',
    // started with new Worker(url)
    'src/modules/*/threads/*.ts',
  ],
  project: ['{src,db,test,bench,journeys}/**/*.{ts,tsx}', '*.{ts,mjs}'],
  // A type that describes what an exported function takes or gives belongs to it, wherever it is used.
  ignoreExportsUsedInFile: { interface: true, type: true },
  treatConfigHintsAsErrors: true,
} satisfies KnipConfig
