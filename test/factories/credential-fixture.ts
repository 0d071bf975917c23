/** A credential that carries as much as a rich one does: about 6.3 KB of JSON, 120 statements. Benchmarks measure it. */

import { Dice } from './dice.ts'

export const FIXTURE_CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
]
export const FIXTURE_ISSUER = 'https://badges.example.org/issuers/state-dept-of-education'
export const FIXTURE_METHOD = `${FIXTURE_ISSUER}#key-1`
const BASE = 'https://badges.example.org'
const ACHIEVEMENT = `${BASE}/achievements/formative-assessment-2`
const IMAGE = { id: `${BASE}/img/fa2.png`, type: 'Image', caption: 'Badge: Formative Assessment Practitioner' }

const FIRST = ['Ana', 'Björn', 'Chloë', 'Dmitri', 'Élodie', 'Fatima', '王芳', 'José', 'Siobhán', 'O\'Neil "Red"']
const LAST = ['García', 'Smith', 'Nguyễn', 'Østergaard', 'Jones', 'Müller']

/** What differs from earner to earner; tokens may stand inside an IRI, literals are any text. */
export const EARNER_SLOTS = {
  id: 'token',
  subject: 'token',
  name: 'literal',
  validFrom: 'literal',
  score: 'literal',
  hours: 'literal',
  evidence1: 'token',
  evidence2: 'token',
  evidence3: 'token',
  narrative1: 'literal',
  narrative2: 'literal',
  narrative3: 'literal',
  list: 'token',
  index: 'token',
} as const
export type Earner = Record<keyof typeof EARNER_SLOTS, string>

export function fixtureEarner(seed: number): Earner {
  const dice = new Dice(seed + 1)
  const validFrom = `${new Date(1.78e12 + dice.below(1e10)).toISOString().slice(0, 19)}Z`
  const narrative = (at: number) =>
    `Artifact ${at}: lesson sequence "Fractions & decimals" taught to ${20 + dice.below(15)} pupils; reflection dated ${validFrom.slice(0, 10)}.\nPeer observation score ${dice.below(5)}/5.`
  return {
    id: dice.uuid(),
    subject: dice.uuid(),
    name: `${dice.pick(FIRST)} ${dice.pick(LAST)} ${seed}`,
    validFrom,
    score: (70 + dice.next() * 30).toFixed(1),
    hours: String(10 + dice.below(80)),
    evidence1: dice.uuid(),
    evidence2: dice.uuid(),
    evidence3: dice.uuid(),
    narrative1: narrative(1),
    narrative2: narrative(2),
    narrative3: narrative(3),
    list: String(seed >> 17),
    index: String(seed & 131_071),
  }
}

/** `named`: every node has an IRI; otherwise those that Open Badges commonly leaves without one have none. */
export function fixtureCredential(earner: Earner, named = true) {
  const id = `${BASE}/credentials/${earner.id}`
  const list = `${BASE}/status/${earner.list}`
  const node = <Rest extends object>(iri: string, rest: Rest) => (named ? { id: iri, ...rest } : rest)
  const evidence = (at: number, uuid: string, narrative: string) => ({
    id: `${BASE}/evidence/${uuid}`,
    type: ['Evidence'],
    name: `Artifact ${at}`,
    narrative,
    description: 'Submitted portfolio artifact',
    genre: 'Portfolio',
    audience: 'Assessors',
  })
  return {
    '@context': FIXTURE_CONTEXTS,
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: {
      id: FIXTURE_ISSUER,
      type: ['Profile'],
      name: 'State Department of Education',
      url: 'https://education.example.gov',
      email: 'badges@education.example.gov',
      image: { id: `${BASE}/img/issuer.png`, type: 'Image', caption: 'Department seal' },
    },
    validFrom: earner.validFrom,
    validUntil: '2031-06-30T00:00:00Z',
    awardedDate: earner.validFrom,
    name: 'Formative Assessment Practitioner, Level 2',
    image: IMAGE,
    credentialSubject: {
      id: `urn:uuid:${earner.subject}`,
      type: ['AchievementSubject'],
      identifier: [
        node(`${id}#identity`, {
          type: 'IdentityObject',
          identityHash: earner.name,
          identityType: 'name',
          hashed: false,
          salt: 'not-used',
        }),
      ],
      activityStartDate: '2026-01-12',
      activityEndDate: '2026-05-29',
      creditsEarned: 1.5,
      role: 'Classroom teacher',
      term: 'Spring 2026',
      achievement: achievement(node),
      result: [
        node(`${id}#result-score`, {
          type: ['Result'],
          resultDescription: `${ACHIEVEMENT}#result-score`,
          value: earner.score,
          status: 'Completed',
        }),
        node(`${id}#result-hours`, {
          type: ['Result'],
          resultDescription: `${ACHIEVEMENT}#result-hours`,
          value: earner.hours,
        }),
      ],
    },
    evidence: [
      evidence(1, earner.evidence1, earner.narrative1),
      evidence(2, earner.evidence2, earner.narrative2),
      evidence(3, earner.evidence3, earner.narrative3),
    ],
    credentialStatus: {
      id: `${list}#${earner.index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: earner.index,
      statusListCredential: list,
    },
    credentialSchema: [
      {
        id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
        type: '1EdTechJsonSchemaValidator2019',
      },
    ],
  }
}

const achievement = (node: <Rest extends object>(iri: string, rest: Rest) => object) => ({
  id: ACHIEVEMENT,
  type: ['Achievement'],
  achievementType: 'MicroCredential',
  name: 'Formative Assessment Practitioner, Level 2',
  description:
    'The earner plans, runs and interprets formative assessment in ordinary lessons, adapts teaching to what the evidence shows, and reports on the effect for learners.',
  criteria: node(`${ACHIEVEMENT}#criteria`, {
    narrative:
      'Complete 40 hours of professional learning, submit three artifacts (unit plan, student work sample, reflection), and reach at least "proficient" on every rubric row.\n\nArtifacts are read by two trained assessors.',
  }),
  creator: { id: FIXTURE_ISSUER, type: ['Profile'], name: 'State Department of Education' },
  image: IMAGE,
  tag: ['formative assessment', 'teaching', 'micro-credential'],
  inLanguage: 'en-US',
  creditsAvailable: 1.5,
  fieldOfStudy: 'Education',
  humanCode: 'FA-2',
  version: '2.1',
  alignment: ['6', '7', '8'].map((standard) =>
    node(`${ACHIEVEMENT}#alignment-${standard}`, {
      type: ['Alignment'],
      targetName: `InTASC Standard ${standard}: Assessment and planning`,
      targetUrl: `https://ccsso.example.org/intasc/standard-${standard}`,
      targetCode: `InTASC-${standard}`,
      targetFramework: 'InTASC Model Core Teaching Standards',
      targetType: 'ceasn:Competency',
      targetDescription:
        'The teacher understands and uses multiple methods of assessment to engage learners in their own growth.',
    }),
  ),
  resultDescription: [
    {
      id: `${ACHIEVEMENT}#result-score`,
      type: ['ResultDescription'],
      name: 'Portfolio score',
      resultType: 'Percent',
      valueMin: '0',
      valueMax: '100',
      requiredValue: '70',
    },
    {
      id: `${ACHIEVEMENT}#result-hours`,
      type: ['ResultDescription'],
      name: 'Hours of learning',
      resultType: 'ext:Hours',
      requiredValue: '10',
    },
  ],
})
