import type { MedallionContent } from '../content.ts'

/** What two texts of one draft say differently, in words: `stands` is what is saved. */
export type Difference = { what: string; stands: string; other: string }

const NOTHING = ''

/** `titleOf` names a micro-credential. */
export function differencesOf(
  stands: MedallionContent,
  other: MedallionContent,
  titleOf: (slug: string) => string,
): Difference[] {
  const of = (what: string, read: (content: MedallionContent) => string | undefined): Difference[] => {
    const [one, two] = [read(stands) ?? NOTHING, read(other) ?? NOTHING]
    return one === two ? [] : [{ what, stands: one, other: two }]
  }
  const all = <T>(read: (content: MedallionContent) => readonly T[]): T[] => [
    ...new Set([...read(stands), ...read(other)]),
  ]
  const goalOf = ({ goals }: MedallionContent, id: string | undefined) => goals.find((goal) => goal.id === id)
  const groupOf = ({ groups }: MedallionContent, id: string | undefined) => groups.find((group) => group.id === id)
  const pickOf = ({ picks }: MedallionContent, slug: string) => picks.find((pick) => pick.micro_credential === slug)
  return [
    ...of('Title', ({ title }) => title),
    ...of('Monogram', ({ monogram }) => monogram),
    ...of('Summary', ({ summary }) => summary),
    ...of('Mission', ({ mission }) => mission),
    ...all(({ goals }) => goals.map(({ id }) => id)).flatMap((id) => [
      ...of('Name of a goal', (content) => goalOf(content, id)?.name),
      ...of('Text of a goal', (content) => goalOf(content, id)?.text),
    ]),
    ...all(({ groups }) => groups.map(({ id }) => id)).flatMap((id) => [
      ...of('Title of a choice', (content) => groupOf(content, id)?.title),
      ...of('How many of a choice', (content) => groupOf(content, id)?.needed.toString()),
    ]),
    ...of('Picks, in their order', ({ picks }) => picks.map((pick) => titleOf(pick.micro_credential)).join('\n')),
    ...all(({ picks }) => picks.map((pick) => pick.micro_credential)).flatMap((slug) => {
      const named = titleOf(slug)
      if (pickOf(stands, slug) === undefined || pickOf(other, slug) === undefined) return []
      return [
        ...of(`${named}: its line`, (content) => pickOf(content, slug)?.mission_line),
        ...of(`${named}: its goal`, (content) => goalOf(content, pickOf(content, slug)?.goal)?.name),
        ...of(`${named}: its choice`, (content) => groupOf(content, pickOf(content, slug)?.group)?.title),
        ...of(`${named}: its term`, (content) => pickOf(content, slug)?.when),
      ]
    }),
  ]
}
