/** What a collection (a stack, a badge, a medallion) was earned with: the credential of each part, pinned by the digest of its exact bytes. */

export type ComponentCredential = {
  title: string
  version: number
  hours: number
  /** The achievement of the version that was earned */
  achievementId: string
  /** Where its credential lies, which never changes */
  address: string
  /** `sha384-` and the base64 of the digest, as browsers write it for scripts */
  digest: string
}

const MEDIA_TYPE = 'application/json'

const called = ({ title, version }: ComponentCredential): string => `${title}, version ${version}`

/** The components as resources that belong to the credential (VCDM 2.0, 5.3): a verifier can hold each to its digest. */
export const relatedResources = (components: readonly ComponentCredential[]) =>
  components.map((component) => ({
    id: component.address,
    name: called(component),
    digestSRI: component.digest,
    mediaType: MEDIA_TYPE,
  }))

/** The same as results of the person, each in line with the achievement of the version that they earned. */
export const componentResults = (components: readonly ComponentCredential[]) =>
  components.map((component) => ({
    type: ['Result'],
    status: 'Completed',
    alignment: [{ type: ['Alignment'], targetName: called(component), targetUrl: component.achievementId }],
  }))
