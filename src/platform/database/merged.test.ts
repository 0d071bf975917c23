import { describe, expect, it } from 'vitest'
import { mergedLookup } from './merged.ts'

describe('merged look-ups', () => {
  it('ask once for all keys of a turn, and again in the next', async () => {
    const asked: string[][] = []
    const find = mergedLookup((keys) => {
      asked.push(keys)
      return Promise.resolve(new Map(keys.filter((key) => key !== 'missing').map((key) => [key, key.toUpperCase()])))
    })
    expect(await Promise.all([find('a'), find('b'), find('a'), find('missing')])).toEqual(['A', 'B', 'A', null])
    expect(await find('a')).toBe('A')
    expect(asked).toEqual([['a', 'b', 'missing'], ['a']])
  })

  it('tell every caller of a turn when the look-up breaks, and recover', async () => {
    let broken = true
    const find = mergedLookup((keys) =>
      broken ? Promise.reject(new Error('gone')) : Promise.resolve(new Map(keys.map((key) => [key, key]))),
    )
    await expect(Promise.all([find('a'), find('b')])).rejects.toThrow('gone')
    broken = false
    expect(await find('a')).toBe('a')
  })
})
