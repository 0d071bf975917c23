import { referenceCanonical } from '#src/modules/credentials/rules/rdf/reference.ts'
import { compileTemplate } from '#src/modules/credentials/rules/rdf/template.ts'
import { EARNER_SLOTS, fixtureCredential, fixtureEarner, type Earner } from '../credential-fixture.ts'
import { Dice } from '../dice.ts'
import { hostileText } from '../random-credentials.ts'

const TEXTS = ['name', 'score', 'hours', 'narrative1', 'narrative2', 'narrative3'] as const
const IDS = ['0', 'zzz', 'a.b_c', 'A-9']

/** Holds a template against the reference on random values; `different` are the seeds at fault. */
export async function compareTemplate(named: boolean, from: number, count: number) {
  const template = await compileTemplate((values) => fixtureCredential(values as Earner, named), EARNER_SLOTS)
  const found = { same: 0, left: 0, different: new Array<number>() }
  for (let seed = from; seed < from + count; seed += 1) {
    const dice = new Dice(seed + 999)
    const earner = fixtureEarner(seed)
    for (const slot of TEXTS) if (dice.chance(0.6)) earner[slot] = hostileText(dice)
    // Two nodes with one name.
    if (dice.chance(0.1)) earner.evidence1 = earner.evidence2
    if (dice.chance(0.5)) earner.id = dice.chance(0.3) ? dice.uuid() : dice.pick(IDS)
    if (dice.chance(0.3)) earner.list = String(dice.below(300))
    const document = fixtureCredential(earner, named)
    const values = template.slots.map((name) => earner[name as keyof Earner])
    const filled = template.fill(values)
    if (template.text(values) !== JSON.stringify(document, null, 2)) found.different.push(seed)
    else if (filled === null) found.left += 1
    else {
      const bytes = Uint8Array.from(filled)
      const same = Buffer.compare(bytes, await referenceCanonical(document)) === 0
      if (same) found.same += 1
      else found.different.push(seed)
    }
  }
  return found
}
