/** The page of a credential in a static site: what the live page says, without what only a running program can. */

import type { AwardKind } from '../achievement.ts'
import type { Assessed } from '../assessed.ts'
import { CONFIRMS, type AwardState } from '../award.ts'
import type { Mission } from '../medallions/mission.ts'
import { facts, html, page } from './document.ts'

export type CredentialPage = {
  id: string
  title: string
  kind: AwardKind
  person: string
  issuer: { name: string; id: string }
  says: string
  /** As the issuer's calendar has it */
  awardedOn: string
  hours: string
  validUntil: string | null
  standing: { state: AwardState; since: string; reason: string | null }
  /** The address of the credential that stands in its place */
  replaced: { at: string; by: string } | null
  assessed: readonly Assessed[]
  narrative: string | null
  /** Of a medallion; null for all else */
  mission: Mission | null
  /** A flat drawing of our own */
  seal: string | null
  found: boolean
  /** A digest of the signed document: the page changes with it */
  made: string
}

const EARNED = {
  'micro-credential': 'has earned the micro-credential',
  stack: 'has earned the stack',
  badge: 'has earned the badge',
  medallion: 'has earned the medallion',
} satisfies Record<AwardKind, string>

function standingOf({ standing: { state, since, reason }, replaced, issuer }: CredentialPage): string {
  if (state !== 'active')
    return `<p class="alert">${html(`This credential is ${state}. ${issuer.name} ${state} it on ${since}. Reason: ${reason ?? ''}`)}</p>`
  if (replaced === null) return ''
  return `<p class="alert">Replaced on ${html(replaced.at)}. <a href="${html(replaced.by)}">What stands in its place</a></p>`
}

const criterion = ({ title, says, level, above }: Assessed): string =>
  `<h3>${html(title)}</h3><p>${html(says)}</p><p class="soft">${html(level)}, ${above ? 'above the required level' : 'the required level'}.</p>`

function assessedPart({ assessed, narrative, mission }: CredentialPage): string {
  if (mission !== null)
    return `<ul>${mission.parts.map(({ says, line }) => `<li>${html(says)}<br><span class="soft">${html(line)}</span></li>`).join('')}</ul>`
  if (assessed.length > 0) return assessed.map(criterion).join('')
  const lines = (narrative ?? '').split(/\n+/).filter(Boolean)
  const items = lines.filter((line) => line.startsWith('- ')).map((line) => `<li>${html(line.slice(2))}</li>`)
  return `<p>${html(lines[0] ?? '')}</p><ul>${items.join('')}</ul>`
}

export function credentialPage(view: CredentialPage): string {
  const { id, title, kind, person, issuer, says, awardedOn, hours, seal, standing, made } = view
  const file = (ending: string) => `/credentials/${id}.${ending}`
  const body = [
    standingOf(view),
    '<main><div class="diploma">',
    `<p>${html(issuer.name)} ${CONFIRMS[standing.state]}</p>`,
    `<h1 class="name">${html(person)}</h1>`,
    `<p>${EARNED[kind]}</p>`,
    `<h2>${html(title)}</h2>`,
    seal ?? '',
    `<p>${html(says)}</p>`,
    `<p class="soft">${html(awardedOn)} · ${html(hours)}</p>`,
    '</div>',
    '<h2>Is it real, and valid now?</h2>',
    `<p>This is a copy of a page. The proof is in the signed file: give <a href="${file('json')}">the credential</a> to any verifier of Open Badges 3.0 or of W3C Verifiable Credentials. It reads the issuer’s keys and the list of what was withdrawn from this site.</p>`,
    `<ul><li><a href="${file('json')}" download>Signed file, JSON</a></li>`,
    seal === null
      ? ''
      : `<li><a href="${file('png')}" download>Picture with the credential inside, PNG</a></li><li><a href="${file('svg')}" download>Picture with the credential inside, SVG</a></li>`,
    '</ul>',
    facts([
      ['Issued by', issuer.name],
      ['Identifier of the issuer', issuer.id],
      ['Earned', awardedOn],
      ['Credited', hours],
      ['Valid until', view.validUntil],
      ['Number', id],
    ]),
    view.mission === null ? '' : `<h2>What it stands for</h2><p>${html(view.mission.mission)}</p>`,
    `<h2>${kind === 'micro-credential' ? 'What was assessed' : 'What it was earned with'}</h2>`,
    assessedPart(view),
    `</main><!-- ${html(made)} -->`,
  ].join('\n')
  return page({ title: `${title}, earned by ${person}`, body, found: view.found })
}
