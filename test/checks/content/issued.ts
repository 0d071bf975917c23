import { z } from 'zod'
import {
  collectionAchievement,
  microCredentialAchievement,
  type Achievement,
} from '#src/modules/credentials/rules/achievement.ts'
import { unsignedCredential } from '#src/modules/credentials/rules/credential.ts'
import type { CatalogueContent } from '#src/modules/catalogue/rules/content.ts'
import { writtenInFull } from '#src/modules/catalogue/rules/quality/catalogue.ts'
import { requiredLevel } from '#src/modules/catalogue/rules/rubric.ts'

// The eleven mandatory elements of the European recommendation on micro-credentials, looked for where they are issued:
// in the credential of everything in a catalogue, as the program makes it for a sample educator.

const text = z.string().regex(/\S/)
const subject = (shape: z.ZodRawShape) => z.object({ credentialSubject: z.object(shape) })
const achievement = (shape: z.ZodRawShape) => subject({ achievement: z.object(shape) })
/** A line of the criteria that names the term and gives an answer. */
const line = (term: string) =>
  achievement({ criteria: z.object({ narrative: z.string().regex(new RegExp(`\\*\\*${term}\\*\\*: \\S`)) }) })

const ELEMENTS: Record<string, z.ZodType> = {
  'the identity of the learner': subject({
    id: text,
    identifier: z.array(z.object({ identityHash: text, identityType: text })).min(1),
  }),
  'the title': achievement({ name: text }),
  'the country of the issuer': z.intersection(
    z.object({ issuer: z.object({ address: z.object({ addressCountryCode: z.string().regex(/^[A-Z]{2}$/) }) }) }),
    line('Country of the issuer'),
  ),
  'the awarding body': z.object({ issuer: z.object({ id: text, name: text }) }),
  'the date of issuing': z.object({ awardedDate: z.iso.datetime() }),
  'the learning outcomes': achievement({ description: text, criteria: z.object({ narrative: text }) }),
  'the workload': z.intersection(subject({ creditsEarned: z.number().positive() }), line('Workload')),
  'the level': line('Level'),
  'the type of assessment': line('Type of assessment'),
  'the form of participation': line('Form of participation'),
  'the type of quality assurance': line('Quality assurance'),
}

/** Which of the eleven elements a credential does not carry. */
export const missingElements = (credential: unknown): string[] =>
  Object.entries(ELEMENTS)
    .filter(([, shape]) => !shape.safeParse(credential).success)
    .map(([name]) => name)

const PLACE = {
  publicUrl: 'https://credentials.example',
  issuer: { slug: 'publisher', name: 'The publisher', url: null, country: 'US', region: null },
}

const credentialOf = (of: Achievement, levels: Record<string, string>, hours: number) =>
  unsignedCredential({
    ...PLACE,
    credentialId: '0192f0c1-2b3c-7d4e-8f50-61728394a5b6',
    holder: {
      personId: '0192f0c1-2b3c-7d4e-8f50-000000000001',
      email: { hash: `sha256$${'0'.repeat(64)}`, salt: 'salt' },
      name: null,
    },
    achievement: of,
    levels,
    hours,
    components: [],
    recorded: false,
    awardedAt: new Date(0),
    validUntil: null,
    status: { list: `${PLACE.publicUrl}/status/1`, index: 1 },
  })

/** The credential of everything that a catalogue awards, by its id. */
export function sampleCredentials({ badge, stacks, microCredentials }: CatalogueContent): Map<string, object> {
  const written = writtenInFull(microCredentials)
  const hours = written.reduce((all, content) => all + content.hours.credited, 0)
  const place = (slug: string) => ({ ...PLACE, slug, version: 1 })
  const titled = (kind: 'micro-credential' | 'stack', contents: readonly { id: string; title: string }[]) =>
    contents.map(({ id, title }) => ({ kind, slug: id, title }))
  return new Map<string, object>([
    ...written.map((content): [string, object] => {
      const reached = content.rubric.criteria.map(({ id }) => [id, requiredLevel(content).id])
      const made = microCredentialAchievement(place(content.id), content)
      return [content.id, credentialOf(made, Object.fromEntries(reached), content.hours.credited)]
    }),
    ...stacks.map((stack): [string, object] => {
      const members = titled('micro-credential', written).filter(({ slug }) => stack.micro_credentials.includes(slug))
      return [stack.id, credentialOf(collectionAchievement('stack', place(stack.id), stack, members), {}, hours)]
    }),
    [
      badge.id,
      credentialOf(collectionAchievement('badge', place(badge.id), badge, titled('stack', stacks)), {}, hours),
    ],
  ])
}
