import { createHash } from 'node:crypto'
import { findCatalogue, type Catalogue } from '../../../catalogue/queries/tree.ts'
import { flatten } from '../../../catalogue/rules/emblems/emblems.ts'
import { drawPng } from '../../../../platform/pictures.ts'
import type { World } from '../../../../platform/world.ts'
import { findCredential } from '../../queries/credentials.ts'
import { findMission } from '../../queries/medallions/mission.ts'
import { findNewest } from '../../queries/lifecycle.ts'
import { countIssued, listIssuedAfter, listIssuers, type IssuedRow } from '../../queries/holdings.ts'
import type { KnownIssuer } from '../../queries/issuers.ts'
import { listStatusLists } from '../../queries/status.ts'
import { achievementAt } from '../../rules/achievement.ts'
import { assessedIn } from '../../rules/assessed.ts'
import { bakePng } from '../../rules/baking/png.ts'
import { bakeSvg } from '../../rules/baking/svg.ts'
import { issuerDid } from '../../rules/didweb.ts'
import { openBadgeSchema, type OpenBadge } from '../../rules/form/schema.ts'
import { sealOf } from '../../rules/seal.ts'
import { closedFolder, cover, type CoverIssuer } from '../../rules/site/cover.ts'
import { credentialPage } from '../../rules/site/credential-page.ts'
import { dayIn, hoursText } from '../../rules/transcript/words.ts'
import { writeAchievement } from './achievement-files.ts'
import { openFolder, type Folder } from './folder.ts'
import { issuerFiles, statusFiles } from './issuer-files.ts'

type Given = Pick<World, 'db' | 'config' | 'now'>

/** Read and written so many at a time: memory does not grow with the number of credentials. */
const AT_ONCE = 100
const SEAL = 600
/** Changes when the same credential would be written otherwise. */
const WRITTEN = '1'

export type Exported = { issuers: number; credentials: number; written: number }

/**
 * Writes everything that verifiers and people need of these issuers into a folder whose files lie at the paths of their
 * addresses, so that any server of plain files under the same name answers for this program once it is gone. Evidence is
 * never among it: it can be taken back at any moment, and a copy cannot. What is there already and unchanged is left
 * alone, so a run that was broken off goes on where it stopped. `slugs` null: all who have issued.
 */
export async function exportSite(
  world: Given,
  { slugs, folder: root, say }: { slugs: readonly string[] | null; folder: string; say: (line: string) => void },
): Promise<Exported | { unknown: string[] }> {
  const all = await listIssuers(world.db)
  const unknown = (slugs ?? []).filter((slug) => all.every((issuer) => issuer.slug !== slug))
  if (unknown.length > 0) return { unknown }
  const issuers = all.filter(({ slug }) => slugs === null || slugs.includes(slug))
  const folder = openFolder(root)
  const catalogue = await findCatalogue(world.db)
  const covers: CoverIssuer[] = []
  let written = 0
  for (const issuer of issuers) {
    const drawn = drawings(catalogue)
    const total = await countIssued(world.db, issuer.orgId)
    const shared: { id: string; title: string; person: string }[] = []
    const achievements = new Set<string>()
    let count = 0
    for (let after: string | null = null; ;) {
      const rows = await listIssuedAfter(world.db, issuer.orgId, after, AT_ONCE)
      for (const row of rows) {
        const document = await textOf(world, row)
        const badge = openBadgeSchema.parse(JSON.parse(document))
        if (await writeCredential(world, folder, { issuer, row, document, badge, drawn })) written++
        const { achievement } = badge.credentialSubject
        if (!achievements.has(achievement.id)) await writeAchievement(world, folder, achievement.id, catalogue)
        achievements.add(achievement.id)
        if (row.shared) shared.push({ id: row.id, title: achievement.name, person: row.person })
      }
      count += rows.length
      after = rows.at(-1)?.id ?? null
      if (rows.length > 0) say(`${issuer.slug}: ${count} of ${Math.max(count, total)} credentials`)
      if (rows.length < AT_ONCE) break
    }
    // Last, so that no list is older than what a page above says.
    for (const id of await listStatusLists(world.db, issuer.orgId))
      for (const { path, body } of await statusFiles(world, id)) await folder.write(path, body)
    for (const { path, body } of await issuerFiles(world, issuer)) await folder.write(path, body)
    covers.push({ ...issuer, did: issuerDid(world.config.publicUrl, issuer.slug), credentials: count, shared })
  }
  for (const closed of ['credentials', 'status-lists', 'achievements', 'organisations'])
    await folder.write(`${closed}/index.html`, closedFolder)
  await folder.write('index.html', cover({ issuers: covers, on: dayIn(world.now(), 'UTC') }))
  return {
    issuers: issuers.length,
    credentials: covers.reduce((sum, { credentials }) => sum + credentials, 0),
    written,
  }
}

async function textOf({ db }: Given, { id }: IssuedRow): Promise<string> {
  const found = await findCredential(db, id)
  if (found === null) throw new Error(`The credential ${id} was listed a moment ago.`)
  return found.document
}

type Drawing = { svg: string; png: () => Promise<Uint8Array> }
type Drawings = (
  what: Pick<IssuedRow, 'kind' | 'medallion'> & { slug: string },
  struck: boolean,
  title: string,
) => Drawing | null

/** There are few drawings, and each is on many credentials. */
function drawings(catalogue: Catalogue | null): Drawings {
  const kept = new Map<string, Drawing | null>()
  return (what, struck, title) => {
    const name = JSON.stringify([what, struck])
    const known = kept.get(name)
    if (known !== undefined) return known
    const inking = struck ? 'earned' : 'untouched'
    const drawn = catalogue && sealOf(catalogue, what, { inking, size: SEAL, title })
    const svg = drawn && flatten(drawn)
    let png: Promise<Uint8Array> | null = null
    const drawing = svg === null ? null : { svg, png: () => (png ??= drawPng(svg, SEAL)) }
    kept.set(name, drawing)
    return drawing
  }
}

/** The page goes last: when it is there as it should be, so is the rest. Says whether anything was written. */
async function writeCredential(
  { db, config }: Given,
  folder: Folder,
  {
    issuer,
    row,
    document,
    badge,
    drawn,
  }: { issuer: KnownIssuer; row: IssuedRow; document: string; badge: OpenBadge; drawn: Drawings },
): Promise<boolean> {
  const { id, kind, medallion, state, replaced } = row
  const { achievement, narrative } = badge.credentialSubject
  const slug = achievementAt(config.publicUrl, achievement.id)?.slug ?? ''
  const struck = state === 'active' && replaced === null
  const drawing = drawn({ kind, slug, medallion }, struck, `The seal of ${achievement.name}`)
  const { timeZone } = issuer
  const body = credentialPage({
    id,
    title: achievement.name,
    kind,
    person: row.person,
    issuer: { name: issuer.name, id: issuerDid(config.publicUrl, issuer.slug) },
    says: achievement.description,
    awardedOn: dayIn(row.awardedAt, timeZone),
    hours: hoursText(row.hours),
    validUntil: badge.validUntil === undefined ? null : dayIn(badge.validUntil, timeZone),
    standing: { state, since: dayIn(row.changedAt, timeZone), reason: row.reason },
    replaced: replaced === null ? null : { at: dayIn(replaced.at, timeZone), by: `/credentials/${replaced.by}/` },
    assessed: assessedIn(badge),
    narrative: narrative ?? null,
    mission: kind === 'medallion' ? await findMission(db, config.publicUrl, badge) : null,
    seal: drawing?.svg ?? null,
    found: row.shared,
    made: createHash('sha256').update(`${WRITTEN} ${document}`).digest('base64url'),
  })
  const place = `credentials/${id}/index.html`
  // What stands in its place may change without the page of this one.
  const newest = replaced === null ? null : await findNewest(db, id)
  if (newest !== null) await folder.write(`credentials/${id}/refresh`, newest.document)
  if (await folder.holds(place, body)) return false
  await folder.write(`credentials/${id}.json`, document)
  if (newest === null) await folder.write(`credentials/${id}/refresh`, document)
  if (drawing !== null) {
    await folder.write(`credentials/${id}.svg`, bakeSvg(drawing.svg, document))
    await folder.write(`credentials/${id}.png`, bakePng(await drawing.png(), document))
  }
  return folder.write(place, body)
}
