import type { Catalogue } from '../../../catalogue/queries/tree.ts'
import { flatten } from '../../../catalogue/rules/emblems/emblems.ts'
import { drawPng } from '../../../../platform/pictures.ts'
import type { World } from '../../../../platform/world.ts'
import { findAchievement } from '../../queries/achievements.ts'
import { findPublishingIssuer } from '../../queries/issuers.ts'
import { AWARD_KINDS } from '../../rules/achievement.ts'
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
  const path = id.startsWith(`${publicUrl}/`) ? id.slice(publicUrl.length + 1) : ''
  const [, kinds, slug, number] = /^achievements\/([a-z-]+)\/([a-z0-9-]+)\/(\d{1,6})$/.exec(path) ?? []
  const kind = AWARD_KINDS.find((each) => `${each}s` === kinds)
  const issuer = await findPublishingIssuer(db)
  if (kind === undefined || slug === undefined || issuer === null) return
  const asked = { publicUrl, orgId: issuer.orgId, issuer, kind, slug, number: Number(number) }
  const achievement = await findAchievement(db, asked)
  if (achievement === null) return
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
  const drawn = catalogue && sealOf(catalogue, { kind, slug }, { inking: 'earned', size: SEAL, title })
  if (drawn === null) return
  const svg = flatten(drawn)
  const picture = `emblems/${kind === 'micro-credential' ? '' : `${kind}s/`}${slug}`
  if (await folder.holds(`${picture}.svg`, svg)) return
  await folder.write(`${picture}.png`, await drawPng(svg, SEAL))
  await folder.write(`${picture}.svg`, svg)
}
