import { Hono } from 'hono'
import type { HttpEnv } from '../../platform/http/env.ts'
import type { WebWorld } from '../../platform/world.ts'
import { importFiles } from './http/import-files.ts'

export const http = (world: WebWorld): Hono<HttpEnv> => new Hono<HttpEnv>().route('/', importFiles(world))
