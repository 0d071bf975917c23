import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'

/** Who does something in which catalogue, when, and where it is kept. */
export type Given = { db: Db; actor: Actor; publisherId: string; now: Date }
