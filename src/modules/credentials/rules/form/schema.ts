/**
 * Open Badges 3.0 as its specification says it (1EdTech, document 1.2; Verifiable Credentials 2.0), in our own words:
 * nothing has to be fetched to check a credential. schema.test.ts holds it against the official schema.
 */

import { z } from 'zod'

const moment = z.iso.datetime({ offset: true })
const uri = z.string()
const extension = z.string().regex(/^ext:[a-zA-Z0-9._-]+$/)

/** A list of types that names this one; others may stand beside it. */
const typed = (...names: string[]) =>
  z
    .array(z.string())
    .refine((types) => names.some((name) => types.includes(name)), `must name the type ${names.join(' or ')}`)

const image = z.strictObject({ id: uri, type: z.literal('Image'), caption: z.string().optional() })

const language = z
  .string()
  .regex(/^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/)
  .optional()

const alignment = z.looseObject({
  type: typed('Alignment'),
  targetName: z.string(),
  targetUrl: uri,
  targetCode: z.string().optional(),
  targetDescription: z.string().optional(),
  targetFramework: z.string().optional(),
  targetType: z
    .enum([
      'ceasn:Competency',
      'ceterms:Credential',
      'CFItem',
      'CFRubric',
      'CFRubricCriterion',
      'CFRubricCriterionLevel',
      'CTDL',
    ])
    .or(extension)
    .optional(),
})
const alignments = z.array(alignment).optional()

const IDENTITY_TYPES = (
  'name sourcedId systemId productId userName accountId emailAddress nationalIdentityNumber isbn issn ' +
  'lisSourcedId oneRosterSourcedId sisSourcedId ltiContextId ltiDeploymentId ltiToolId ltiPlatformId ' +
  'ltiUserId identifier'
).split(' ')
const identityType = z.enum(IDENTITY_TYPES).or(extension)

const identity = z.strictObject({
  type: z.literal('IdentityObject'),
  hashed: z.boolean(),
  identityHash: z.string(),
  identityType,
  salt: z.string().optional(),
})

const otherIdentifier = z
  .array(z.strictObject({ type: z.literal('IdentifierEntry'), identifier: z.string(), identifierType: identityType }))
  .optional()

const address = z.looseObject({
  type: typed('Address'),
  addressCountry: z.string().optional(),
  addressCountryCode: z.string().optional(),
  addressRegion: z.string().optional(),
  addressLocality: z.string().optional(),
  streetAddress: z.string().optional(),
  postOfficeBoxNumber: z.string().optional(),
  postalCode: z.string().optional(),
  geo: z.looseObject({ type: z.literal('GeoCoordinates'), latitude: z.number(), longitude: z.number() }).optional(),
})

const jws = z.array(z.string().regex(/^[a-zA-Z0-9_-]+\.[a-zA-Z0-9_-]*\.[a-zA-Z0-9_-]+$/)).optional()

const profile = z.looseObject({
  id: uri,
  type: typed('Profile'),
  name: z.string().optional(),
  url: uri.optional(),
  phone: z.string().optional(),
  description: z.string().optional(),
  image: image.optional(),
  email: z.string().optional(),
  address: address.optional(),
  otherIdentifier,
  official: z.string().optional(),
  familyName: z.string().optional(),
  givenName: z.string().optional(),
  additionalName: z.string().optional(),
  patronymicName: z.string().optional(),
  honorificPrefix: z.string().optional(),
  honorificSuffix: z.string().optional(),
  familyNamePrefix: z.string().optional(),
  dateOfBirth: z.iso.date().optional(),
  endorsementJwt: jws,
  get endorsement() {
    return endorsements
  },
  get parentOrg() {
    return profile.optional()
  },
})

const idAndType = z.looseObject({ id: uri, type: z.string() })
const contexts = z
  .tuple([
    z.literal('https://www.w3.org/ns/credentials/v2'),
    z.string().regex(/^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.\d\.\d)*\.json$/),
  ])
  .rest(z.string().or(z.looseObject({})))

const proof = z.looseObject({
  type: z.string(),
  created: moment.optional(),
  cryptosuite: z.string().optional(),
  challenge: z.string().optional(),
  domain: z.string().optional(),
  nonce: z.string().optional(),
  proofPurpose: z.string().optional(),
  proofValue: z.string().optional(),
  verificationMethod: z.string().optional(),
})

/** What every credential of the specification carries around its subject. */
const envelope = {
  '@context': contexts,
  id: uri,
  description: z.string().optional(),
  awardedDate: moment.optional(),
  issuer: uri.or(profile),
  validFrom: moment,
  validUntil: moment.optional(),
  proof: z.array(proof).optional(),
  credentialSchema: z.array(idAndType).optional(),
  credentialStatus: idAndType.optional(),
  refreshService: idAndType.optional(),
  termsOfUse: z.array(z.looseObject({ id: uri.optional(), type: z.string() })).optional(),
}

export const endorsementSchema = z.looseObject({
  ...envelope,
  get issuer() {
    return z.union([uri, profile])
  },
  type: typed('VerifiableCredential').and(typed('EndorsementCredential')),
  name: z.string(),
  credentialSubject: z.looseObject({
    id: uri,
    type: typed('EndorsementSubject'),
    endorsementComment: z.string().optional(),
  }),
})
const endorsements: z.ZodOptional<z.ZodArray<z.ZodType>> = z.array(endorsementSchema as z.ZodType).optional()

const RESULT_TYPES = (
  'GradePointAverage LetterGrade Percent PerformanceLevel PredictedScore RawScore Result ' +
  'RubricCriterion RubricCriterionLevel RubricScore ScaledScore Status'
).split(' ')

const resultDescription = z.looseObject({
  id: uri,
  type: typed('ResultDescription'),
  name: z.string(),
  resultType: z.enum(RESULT_TYPES).or(extension),
  alignment: alignments,
  allowedValue: z.array(z.string()).optional(),
  requiredLevel: uri.optional(),
  requiredValue: z.string().optional(),
  valueMax: z.string().optional(),
  valueMin: z.string().optional(),
  rubricCriterionLevel: z
    .array(
      z.looseObject({
        id: uri,
        type: typed('RubricCriterionLevel'),
        name: z.string(),
        alignment: alignments,
        description: z.string().optional(),
        level: z.string().optional(),
        points: z.string().optional(),
      }),
    )
    .optional(),
})

const ACHIEVEMENT_TYPES = (
  'Achievement ApprenticeshipCertificate Assessment Assignment AssociateDegree Award Badge ' +
  'BachelorDegree Certificate CertificateOfCompletion Certification CommunityService Competency Course ' +
  'CoCurricular Degree Diploma DoctoralDegree Fieldwork GeneralEducationDevelopment ' +
  'JourneymanCertificate LearningProgram License Membership ProfessionalDoctorate ' +
  'QualityAssuranceCredential MasterCertificate MasterDegree MicroCredential ResearchDoctorate ' +
  'SecondarySchoolDiploma'
).split(' ')

const achievement = z.looseObject({
  id: uri,
  type: typed('Achievement'),
  name: z.string(),
  description: z.string(),
  criteria: z.looseObject({ id: uri.optional(), narrative: z.string().optional() }),
  achievementType: z.enum(ACHIEVEMENT_TYPES).or(extension).optional(),
  alignment: alignments,
  creator: profile.optional(),
  creditsAvailable: z.number().optional(),
  endorsement: endorsements,
  endorsementJwt: jws,
  fieldOfStudy: z.string().optional(),
  humanCode: z.string().optional(),
  image: image.optional(),
  inLanguage: language,
  otherIdentifier,
  related: z
    .array(z.looseObject({ id: uri, type: typed('Related'), inLanguage: language, version: z.string().optional() }))
    .optional(),
  resultDescription: z.array(resultDescription).optional(),
  specialization: z.string().optional(),
  tag: z.array(z.string()).optional(),
  version: z.string().optional(),
})

const subject = z.looseObject({
  id: uri.optional(),
  type: typed('AchievementSubject'),
  achievement,
  activityStartDate: moment.optional(),
  activityEndDate: moment.optional(),
  creditsEarned: z.number().optional(),
  identifier: z.array(identity).optional(),
  image: image.optional(),
  licenseNumber: z.string().optional(),
  narrative: z.string().optional(),
  role: z.string().optional(),
  source: profile.optional(),
  term: z.string().optional(),
  result: z
    .array(
      z.looseObject({
        type: typed('Result'),
        achievedLevel: uri.optional(),
        alignment: alignments,
        resultDescription: uri.optional(),
        status: z
          .enum(['Completed', 'Enrolled', 'Failed', 'InProgress', 'OnHold', 'Provisional', 'Withdrew'])
          .optional(),
        value: z.string().optional(),
      }),
    )
    .optional(),
})

/** An Open Badges 3.0 credential in the strict form, in which what may be several is always a list. */
export const openBadgeSchema = z.looseObject({
  ...envelope,
  type: typed('VerifiableCredential').and(typed('AchievementCredential', 'OpenBadgeCredential')),
  name: z.string().optional(),
  image: image.optional(),
  credentialSubject: subject,
  endorsement: endorsements,
  endorsementJwt: jws,
  evidence: z
    .array(
      z.looseObject({
        id: uri.optional(),
        type: typed('Evidence'),
        narrative: z.string().optional(),
        name: z.string().optional(),
        description: z.string().optional(),
        genre: z.string().optional(),
        audience: z.string().optional(),
      }),
    )
    .optional(),
})

export type OpenBadge = z.infer<typeof openBadgeSchema>
