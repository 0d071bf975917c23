import type { Db } from '../../../platform/database/database.ts'
import type { CheckedView, Some } from '../parts/frameworks/checked-view.ts'
import type { Check } from '../queries/frameworks/checks.ts'
import { countAligned, listEditionComponents } from '../queries/frameworks/read.ts'
import { listStanding } from '../queries/frameworks/write.ts'
import { editionHash } from '../commands/frameworks/shipped.ts'
import type { Component } from '../rules/frameworks/edition.ts'
import { changesOf, placeOf } from '../rules/frameworks/plan.ts'

/** Of a long list, so many are shown. */
const SHOWN = 50

/** What taking in a checked file would do to what is there now. */
export async function checkedView(db: Db, orgId: string, { id, edition, notes }: Check): Promise<CheckedView> {
  const standing = await listStanding(db, orgId)
  const place = placeOf(edition, standing)
  const { components } = edition
  const about = {
    id,
    over: place.kind === 'there' ? place.standing.hash : '',
    name: edition.name,
    publisher: edition.publisher,
    edition: edition.edition,
    items: components.length,
    notes,
    top: some(components.filter(({ depth }) => depth === 1)),
  }
  switch (place.kind) {
    case 'new framework':
      return { ...about, would: 'new framework' }
    case 'new edition':
      return {
        ...about,
        would: 'new edition',
        beside: standing
          .filter(({ frameworkKey }) => frameworkKey === place.frameworkKey)
          .map((each) => `${each.name}, ${each.edition}`),
      }
    case 'taken':
      return { ...about, would: 'taken', by: `${place.by.name}, ${place.by.edition}` }
    case 'there': {
      const there = place.standing
      if (there.hash === editionHash(edition)) return { ...about, would: 'nothing' }
      const changes = changesOf(await listEditionComponents(db, orgId, there.id), components)
      const lost = [...changes.removed, ...changes.changed.map(({ before }) => before)]
      const uses = await countAligned(
        db,
        orgId,
        there,
        lost.map(({ code }) => code),
      )
      return {
        ...about,
        would: 'change',
        formerly: there.name === edition.name ? null : there.name,
        added: some(changes.added),
        removed: some(changes.removed, uses),
        changed: {
          count: changes.changed.length,
          first: changes.changed.slice(0, SHOWN).map(({ before, after }) => ({
            code: after.code,
            name: after.name,
            remark: remarkOn(before, after),
            uses: uses.get(before.code) ?? 0,
          })),
        },
        moved: changes.moved,
      }
    }
  }
}

const remarkOn = (before: Component, after: Component): string =>
  before.code === after.code && before.name === after.name
    ? 'its place, its kind, its full text or its address is another'
    : `was: ${before.code} ${before.name}`

const some = (components: readonly Component[], uses?: ReadonlyMap<string, number>): Some => ({
  count: components.length,
  first: components
    .slice(0, SHOWN)
    .map(({ code, name }) => ({ code, name, ...(uses === undefined ? {} : { uses: uses.get(code) ?? 0 }) })),
})
