import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { HttpEnv } from '../../../platform/http/env.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { verifyCredential } from '../commands/verify.ts'
import { ALL_STEPS, VERDICTS } from '../rules/verdict.ts'
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
    'Checks an Open Badges 3.0 or 2.0 credential, any other W3C credential, or a presentation of several, as JSON, as a ' +
    'token or at an https address. Every credential is asked the first five steps; the others are there where it carries ' +
    'what they ask about. What cannot be reached just now is not checked, and never counts against it. Nothing is stored.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .object({
              credential: z.union([z.string(), z.record(z.string(), z.unknown())]).openapi({
                description: 'The credential, as a JSON object or as its text, a token or an https address',
              }),
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
                  step: z.enum(ALL_STEPS),
                  result: z.enum(['passed', 'failed', 'not checked']),
                  reason: z.string().openapi({ description: 'A sentence in plain English' }),
                }),
              ),
              notes: z.array(z.string()).openapi({ description: 'What is worth knowing and decides nothing' }),
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
    const { verdict, steps, notes } = await verifyCredential(world, c.req.valid('json').credential)
    return c.json({ verdict, steps: steps.map(({ step, result, reason }) => ({ step, result, reason })), notes }, 200)
  })
  return app
}
