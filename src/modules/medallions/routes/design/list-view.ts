import type { Actor } from '../../../../platform/actor.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { hasRole } from '../../../people/rules.ts'
import { readExamples } from '../../commands/designing/examples.ts'
import { countAtWork } from '../../queries/designing/at-work.ts'
import { listKnown } from '../../queries/designing/known.ts'
import { listPlacesUnder } from '../../queries/designing/places.ts'
import { listTouched } from '../../queries/designing/touched.ts'
import { listDrafts, listDraftsToRead, type MedallionDraft } from '../../queries/drafts.ts'
import { listMedallions, listPublishedMedallions } from '../../queries/medallions.ts'
import { uninked } from '../public/public-view.ts'

const draftRow = ({ id, medallionId, content, organisation, savedBy, savedAt }: MedallionDraft, personId: string) => ({
  id,
  medallionId,
  title: content.title.trim(),
  organisation: organisation.name,
  savedBy: savedBy.id === personId ? null : savedBy.name,
  savedAt,
})

/** In which organisations somebody designs, tree by tree. */
const treesOf = ({ roles }: Actor) =>
  [...Map.groupBy(roles, ({ orgId }) => orgId)].flatMap(([orgId, held]) => {
    const ids = held.flatMap(({ kind, organisationId }) =>
      kind === 'leader' || kind === 'admin' ? [organisationId] : [],
    )
    return ids.length === 0 ? [] : [{ orgId, ids: [...new Set(ids)] }]
  })

async function loadTree(db: Db, { orgId, ids }: { orgId: string; ids: string[] }, personId: string) {
  const [medallions, drafts, touched, places] = await Promise.all([
    listMedallions(db, orgId, ids),
    listDrafts(db, orgId, ids),
    listTouched(db, orgId, ids),
    listPlacesUnder(db, orgId, ids),
  ])
  const [counted, known] = await Promise.all([
    countAtWork(
      db,
      orgId,
      medallions.map(({ medallionId }) => medallionId),
    ),
    listKnown(db, [
      ...new Set(medallions.flatMap(({ content }) => content.picks.map((pick) => pick.micro_credential))),
    ]),
  ])
  return {
    places: places.map(({ id, name }) => ({ value: id, label: name })),
    drafts: drafts.map((draft) => draftRow(draft, personId)),
    medallions: medallions.map((version) => ({
      id: version.medallionId,
      organisationId: version.organisationId,
      organisation: version.organisation.name,
      href: `/medallions/${version.organisation.slug}/${version.slug}`,
      title: version.title,
      number: version.number,
      publishedAt: version.publishedAt,
      retired: version.retired,
      monogram: version.content.monogram,
      petals: uninked(version.content, known),
      underWay: counted.get(version.medallionId)?.underWay ?? 0,
      asked: counted.get(version.medallionId)?.asked ?? 0,
      draftId: drafts.find(({ medallionId }) => medallionId === version.medallionId)?.id ?? null,
      touched: touched.find(({ medallionId }) => medallionId === version.medallionId)?.picks ?? [],
    })),
  }
}

/** A leader's own medallions, what is designed and what waits to be read, and with what a new one may begin. */
export async function loadDesk(db: Db, actor: Actor) {
  const [trees, toRead] = await Promise.all([
    Promise.all(treesOf(actor).map((tree) => loadTree(db, tree, actor.personId))),
    listDraftsToRead(db, actor.personId),
  ])
  const designs = trees.length > 0
  const [examples, published] = designs ? await Promise.all([readExamples(), listPublishedMedallions(db)]) : [[], []]
  const medallions = trees.flatMap((tree) => tree.medallions)
  const own = new Set(medallions.map(({ id }) => id))
  return {
    designs,
    leads: hasRole(actor, 'leader'),
    medallions,
    drafts: trees.flatMap((tree) => tree.drafts),
    places: trees.flatMap((tree) => tree.places),
    toRead: toRead.map((draft) => draftRow(draft, actor.personId)),
    examples: examples.map(({ id, title, summary }) => ({ id, title, summary })),
    others: published
      .filter(({ medallionId }) => !own.has(medallionId))
      .map(({ id, title, organisation }) => ({ id, title, organisation: organisation.name })),
    timeZone: actor.timeZone,
  }
}
export type Desk = Awaited<ReturnType<typeof loadDesk>>
export type DeskMedallion = Desk['medallions'][number]
