import { configureGlobal } from 'fast-check'

// A sample in npm test, many in the deep run. A property that is dear by itself names a smaller number.
configureGlobal({ numRuns: process.env['DEEP'] ? 3000 : 100 })
