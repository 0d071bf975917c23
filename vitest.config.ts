import { defineConfig } from 'vitest/config'
import { findChromium } from './test/chromium.ts'

// DEEP=1 (npm run test:deep) adds the tests that take long.
const deep = Boolean(process.env['DEEP'])
const slow = deep ? [] : ['**/*.deep.test.{ts,tsx}']
const chromium = findChromium()
if (!chromium) console.log('Journeys are skipped: no Chromium was found (install chromium, or set CHROMIUM_PATH).')

const unit = {
  test: {
    name: 'unit',
    include: ['{src,db,test}/**/*.test.{ts,tsx}'],
    exclude: slow,
    // Modules hold no state, so files may share a process: the suite takes a quarter of the time.
    isolate: false,
    globalSetup: ['test/database/global-setup.ts'],
    setupFiles: ['test/properties.ts'],
    testTimeout: deep ? 900_000 : 10_000,
    hookTimeout: 30_000,
    sequence: { groupOrder: 0 },
  },
}

const journeys = {
  test: {
    name: 'journeys',
    include: ['journeys/**/*.test.ts'],
    exclude: slow,
    // One browser and one server at a time, after all the rest.
    fileParallelism: false,
    // Pages that are looked at side by side: as many as the smallest machine has cores.
    maxConcurrency: 2,
    env: { CHROMIUM_PATH: chromium ?? '' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    sequence: { groupOrder: 1 },
  },
}

export default defineConfig({ test: { projects: chromium ? [unit, journeys] : [unit] } })
