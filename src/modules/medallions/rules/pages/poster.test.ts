import { expect, test } from 'vitest'
import { medallionOf, PICKS } from '#test/factories/medallions/designed.ts'
import { LONGEST } from '../content.ts'
import { pageOf } from './page.ts'
import { settingOf } from './poster.ts'

const setting = (mission: string, when: string, slugs: readonly string[] = PICKS) => {
  const content = medallionOf(slugs)
  const picks = content.picks.map((pick, place) => ({ ...pick, when: when === '' ? '' : `${place}${when}` }))
  return settingOf({ mission, ...pageOf({ ...content, picks }, []) })
}

test('a poster is set the closer, the more it has to say', () => {
  const mission = 'x'.repeat(LONGEST.mission)
  const term = 'x'.repeat(LONGEST.when - 2)
  expect([
    setting('We make things.', ''),
    setting('x'.repeat(900), ''),
    setting(mission, ''),
    setting(mission, term, [...PICKS, ...PICKS]),
  ]).toEqual(['wide', 'close', 'tight', 'tightest'])
})

test('many short paragraphs take as much room as long ones', () => {
  expect(setting('We make things.\n'.repeat(100), '')).toBe('tightest')
})
