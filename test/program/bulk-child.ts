/** A process that records a file of awards, so that a test can kill it: node bulk-child.ts DATABASE_URL ORG BULK */

import { runBulk } from '#src/modules/credentials/commands/bulk/run.ts'
import { openDatabase } from '#src/platform/database/database.ts'
import { issuingWorld } from '#test/factories/awards.ts'

const [databaseUrl = '', orgId = '', bulkId = ''] = process.argv.slice(2)
const { db, close } = openDatabase(databaseUrl, { max: 2, name: 'bulk-child', onError: () => undefined })
const world = issuingWorld(db)
await runBulk({ ...world, config: { ...world.config, databaseUrl } }, { orgId, bulkId })
await close()
