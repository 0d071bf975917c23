import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Plan } from '../../rules/imports/plan.ts'

/** What only this program reads again, in few bytes. */
export const pack = (value: unknown): Buffer => gzipSync(JSON.stringify(value), { level: 1 })
export const unpack = <T>(bytes: Buffer): T => JSON.parse(gunzipSync(bytes).toString()) as T

/** The same for the same changes, whatever ids will be given. */
export const digestOf = ({ places, entries, problems }: Plan): string =>
  createHash('sha256')
    .update(JSON.stringify([places, entries, problems]))
    .digest('hex')
