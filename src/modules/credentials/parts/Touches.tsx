import { listWords } from '../../../ui/words/words.ts'
import type { AwardAction, AwardState } from '../rules/award.ts'

/** What is built on an award; `decides` is who issued it, where that is another than the issuer of the award. */
export type Built = { title: string; state: AwardState; decides: string | null }

interface Props {
  readonly action: AwardAction
  readonly person: string
  readonly collections: readonly Built[]
}

/** What an action will touch, before it is done. */
export function Touches({ action, person, collections }: Props) {
  const inForce = partsOf(collections, 'active')
  const held = partsOf(collections, 'suspended')
  const says = {
    revoke: [
      `From then on everyone who checks the credential is told that it was revoked, and why. ${person} keeps the file.`,
      inForce.own.length + inForce.others.length === 0 ? 'Nothing else is built on it.' : '',
      about(inForce.own, 'is built on it and will be suspended until you decide about it.'),
      about(inForce.others, `was earned with it and will be suspended until ${issuersOf(inForce.others)} decides.`),
      'You can reinstate it later.',
    ],
    suspend: [
      'Until you reinstate or revoke it, everyone who checks the credential is told that it is suspended, and why.',
      about(inForce.own, 'is built on it and stays in force.'),
      about(inForce.others, `was earned with it and will be suspended until ${issuersOf(inForce.others)} decides.`),
    ],
    reinstate: [
      'The credential is in force again, with its old date.',
      about(held.own, 'stays suspended until you reinstate it too.'),
      about(held.others, `stays suspended until ${issuersOf(held.others)} reinstates it.`),
    ],
  } satisfies Record<AwardAction, string[]>
  return <p>{says[action].filter((sentence) => sentence !== '').join(' ')}</p>
}

function partsOf(collections: readonly Built[], wanted: AwardState): { own: Built[]; others: Built[] } {
  const found = collections.filter(({ state }) => state === wanted)
  return {
    own: found.filter(({ decides }) => decides === null),
    others: found.filter(({ decides }) => decides !== null),
  }
}

const issuersOf = (others: readonly Built[]): string =>
  listWords([...new Set(others.flatMap(({ decides }) => decides ?? []))], 'or')

/** A sentence about one thing, said of each. */
function about(some: readonly Built[], sentence: string): string {
  if (some.length === 0) return ''
  const titles = listWords(some.map(({ title }) => title))
  return some.length === 1 ? `${titles} ${sentence}` : `${titles}: each ${sentence}`
}
