import type { Catalogue } from '../../../catalogue/queries/tree.ts'
import { flatten } from '../../../catalogue/rules/emblems/emblems.ts'
import { drawPng } from '../../../../platform/pictures.ts'
import type { World } from '../../../../platform/world.ts'
import { findAchievement } from '../../queries/achievements.ts'
import { findIssuerOf } from '../../queries/issuers.ts'
import { findDrawn } from '../../queries/medallions/drawn.ts'
import { achievementAt, achievementPath } from '../../rules/achievement.ts'
import { CREDENTIALS_V2, OPEN_BADGES } from '../../rules/contexts.ts'
import { sealOf } from '../../rules/seal.ts'
import { facts, html, page } from '../../rules/site/document.ts'
import type { Folder } from './folder.ts'

const SEAL = 512

/** What can be earned, at the address that credentials name, with its drawing; nothing for an address of another site. */
export async function writeAchievement(
  { db, config: { publicUrl } }: Pick<World, 'db' | 'config'>,
  folder: Folder,
  id: string,
  catalogue: Catalogue | null,
): Promise<void> {
  const at = achievementAt(publicUrl, id)
  if (at === null) return
  const { kind, slug, number } = at
  const issuer = await findIssuerOf(db, kind, slug)
  const achievement = issuer && (await findAchievement(db, { publicUrl, orgId: issuer.orgId, issuer, ...at }))
  if (achievement === null) return
  const path = achievementPath(kind, slug, number).slice(1)
  await folder.write(path, JSON.stringify({ '@context': [CREDENTIALS_V2, OPEN_BADGES], ...achievement }))
  const about = [
    `<main><h1>${html(achievement.name)}</h1><p>${html(achievement.description)}</p>`,
    facts([
      ['Version', achievement.version],
      ['Issued by', achievement.creator.name],
    ]),
    `<h2>Criteria</h2><p style="white-space: pre-line">${html(achievement.criteria.narrative)}</p>`,
    `<p><a href="/${html(path)}">The same for programs, JSON</a></p></main>`,
  ]
  const folderPath = path.slice(0, path.lastIndexOf('/'))
  await folder.write(`${folderPath}/index.html`, page({ title: achievement.name, body: about.join('\n'), found: true }))
  const title = `The seal of ${achievement.name}`
  const medallion = kind === 'medallion' ? await findDrawn(db, slug, number) : null
  const drawn = catalogue && sealOf(catalogue, { kind, slug, medallion }, { inking: 'earned', size: SEAL, title })
  if (drawn === null) return
  const svg = flatten(drawn)
  const picture = `emblems/${kind === 'micro-credential' ? '' : `${kind}s/`}${slug}`
  if (await folder.holds(`${picture}.svg`, svg)) return
  await folder.write(`${picture}.png`, await drawPng(svg, SEAL))
  await folder.write(`${picture}.svg`, svg)
}
