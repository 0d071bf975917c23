import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { resolve } from 'node:path'

export type Files = Disk

/** The store of what people hand in: a folder below the data folder. Keys are made by us, never by the person. */
export const openFiles = (dataDir: string): Files =>
  new Disk(new FSDriver({ location: resolve(dataDir, 'files'), visibility: 'private' }))
