import type { MedallionContent } from '../../../medallions/rules/content.ts'
import { achievementAt } from '../achievement.ts'
import type { OpenBadge } from '../form/schema.ts'

/** What a medallion stands for, and beside each thing that it was earned with what it was chosen for. */
export type Mission = {
  mission: string
  goals: { name: string; text: string }[]
  /** `says` is as the credential says it, with version and hours */
  parts: { says: string; line: string }[]
}

/** The parts that a signed credential says a collection was earned with. */
export const partsIn = (narrative: string): string[] =>
  narrative
    .split('\n')
    .filter((line) => line.startsWith('- '))
    .map((line) => line.slice(2))

/** Read from the signed credential of a medallion and the version that it names. */
export function missionOf(publicUrl: string, { credentialSubject }: OpenBadge, content: MedallionContent): Mission {
  const { narrative = '', result = [] } = credentialSubject
  const earned = result.map(({ alignment }) => achievementAt(publicUrl, alignment?.[0]?.targetUrl ?? '')?.slug)
  return {
    mission: content.mission,
    goals: content.goals.map(({ name, text }) => ({ name, text })),
    parts: partsIn(narrative).map((says, place) => ({
      says,
      line: content.picks.find(({ micro_credential: slug }) => slug === earned[place])?.mission_line ?? '',
    })),
  }
}
