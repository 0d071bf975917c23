import type { Handler } from 'hono'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { isLoopback } from '../start/config.ts'
import type { HttpEnv } from './env.ts'
import { carriesForwarding } from './guards.ts'

/** Counts answers by method and status; served at /metrics to this machine only. */
export function openMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answers = new Histogram({
    name: 'mintmark_http_seconds',
    help: 'How long answers took, by method and status',
    labelNames: ['method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3],
    registers: [registry],
  })
  const handler: Handler<HttpEnv> = async (c) => {
    const address = c.get('client').replace(/^::ffff:/, '')
    if (!isLoopback(address) || carriesForwarding(c.req.raw.headers)) return c.notFound()
    return c.text(await registry.metrics(), 200, { 'content-type': registry.contentType })
  }
  return {
    handler,
    seen: (method: string, status: number, seconds: number) =>
      answers.observe({ method, status: String(status) }, seconds),
  }
}
