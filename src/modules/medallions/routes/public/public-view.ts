import type { Db } from '../../../../platform/database/database.ts'
import { inkFault } from '../../../people/rules/ink.ts'
import { listKnown } from '../../queries/designing/known.ts'
import { findMedallion, type MedallionVersion } from '../../queries/medallions.ts'
import type { MedallionContent } from '../../rules/content.ts'
import { petalsOf } from '../../rules/designing/petals.ts'
import type { KnownMicroCredential } from '../../rules/known.ts'
import { pageOf } from '../../rules/pages/page.ts'

/** A medallion as pages draw it for everyone: nothing of it is earned, so nothing is metal. */
export const uninked = (content: MedallionContent, known: readonly KnownMicroCredential[]) =>
  petalsOf(content, known).map((petal) => ({ ...petal, inking: 'untouched' as const }))

/** Who issues a medallion, with its ink where that can be seen on both papers. */
export const issuerOf = ({ organisation: { slug, name, url, ink } }: MedallionVersion) => ({
  slug,
  name,
  url,
  ink: /^#[0-9a-f]{6}$/.test(ink) && inkFault(ink) === null ? ink : null,
})

/** What the public page of a medallion and its poster show; null when there is none of this address. */
export async function loadPublicMedallion(db: Db, address: { organisation: string; slug: string }) {
  const version = await findMedallion(db, { organisationSlug: address.organisation, slug: address.slug })
  if (version === null) return null
  const { content } = version
  const known = await listKnown(
    db,
    content.picks.map((pick) => pick.micro_credential),
  )
  const titles = new Map(known.map(({ slug, title }) => [slug, title]))
  const { title, summary, mission, monogram, picks, groups } = content
  return {
    version,
    page: {
      ...pageOf(content, known),
      title,
      summary,
      mission,
      monogram,
      asks: { picks, groups },
      needed: version.needed,
      hours: { least: version.hoursMin, most: version.hoursMax },
      issuer: issuerOf(version),
      petals: uninked(content, known).map((petal) => ({ ...petal, title: titles.get(petal.id) ?? petal.id })),
    },
  }
}
