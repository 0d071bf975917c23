import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { HttpEnv } from '../../../platform/http/env.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { verifyCredential } from '../commands/verify.ts'
import { STEPS, VERDICTS } from '../rules/verdict.ts'
import { problem } from './answers.ts'

const problemSchema = z
  .object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })
  .openapi('Problem', { description: 'Problem details (RFC 9457)' })

const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
})

const verifyRoute = createRoute({
  method: 'post',
  path: '/api/v1/verify',
  summary: 'Check a credential',
  description:
    'Checks an Open Badges 3.0 credential in five steps. Nothing is stored, and nothing is fetched from other sites.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .object({
              credential: z
                .union([z.string(), z.record(z.string(), z.unknown())])
                .openapi({ description: 'The credential, as a JSON object or as its text' }),
            })
            .openapi('VerifyRequest'),
        },
      },
    },
  },
  responses: {
    200: {
      description: 'What the check found. A credential that does not hold is an answer, not an error.',
      content: {
        'application/json': {
          schema: z
            .object({
              verdict: z.enum(VERDICTS),
              steps: z.array(
                z.object({
                  step: z.enum(STEPS),
                  result: z.enum(['passed', 'failed', 'not checked']),
                  reason: z.string().openapi({ description: 'A sentence in plain English' }),
                }),
              ),
            })
            .openapi('VerifyResponse'),
        },
      },
    },
    400: problemAnswer('The request is not JSON'),
    413: problemAnswer('The request is larger than 8 MB'),
    422: problemAnswer('The request has no credential'),
    429: problemAnswer('Too many requests from one address'),
  },
})

/** Checks by API. */
export const verify = (world: WebWorld): OpenAPIHono<HttpEnv> => {
  const { limits } = world
  const app = new OpenAPIHono<HttpEnv>({
    defaultHook: (result, c) => {
      if (result.success) return undefined
      return problem(
        c,
        422,
        'There is no credential',
        'Send {"credential": …} with the credential as a JSON object or as its text.',
      )
    },
  })
  app.use('/api/v1/verify', async (c, next) => {
    if (c.req.method !== 'POST' || (await limits.allow('verify', c.get('client')))) return next()
    return problem(
      c,
      429,
      'A little slower, please',
      'There were many checks from your address. Wait a minute and try again.',
    )
  })
  app.openapi(verifyRoute, async (c) => {
    const { verdict, steps } = await verifyCredential(world, c.req.valid('json').credential)
    return c.json({ verdict, steps: steps.map(({ step, result, reason }) => ({ step, result, reason })) }, 200)
  })
  return app
}
