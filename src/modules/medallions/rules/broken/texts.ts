import { misfitsOfTexts } from '../../../catalogue/rules/checks.ts'
import { LONGEST, type MedallionContent } from '../content.ts'
import { broken, shortened, type BrokenRule } from './rule.ts'

/** Texts are short enough to be read, and plain words. */
export function brokenTexts(content: MedallionContent): BrokenRule[] {
  const texts: [BrokenRule['path'], string, number][] = [
    [['title'], content.title, LONGEST.title],
    [['summary'], content.summary, LONGEST.summary],
    [['mission'], content.mission, LONGEST.mission],
    [['note'], content.note ?? '', LONGEST.note],
    ...content.goals.flatMap(({ name, text }, place): [BrokenRule['path'], string, number][] => [
      [['goals', place, 'name'], name, LONGEST.goalName],
      [['goals', place, 'text'], text, LONGEST.goalText],
    ]),
    ...content.groups.map(({ title }, place): [BrokenRule['path'], string, number] => [
      ['groups', place, 'title'],
      title,
      LONGEST.groupTitle,
    ]),
    ...content.picks.flatMap((pick, place): [BrokenRule['path'], string, number][] => [
      [['picks', place, 'mission_line'], pick.mission_line, LONGEST.missionLine],
      [['picks', place, 'when'], pick.when ?? '', LONGEST.when],
    ]),
  ]
  return [
    ...texts.flatMap(([path, text, longest]) =>
      text.length <= longest
        ? []
        : [
            broken(
              'too_long',
              path,
              `A text has ${text.length} letters: "${shortened(text)}".`,
              `Shorten it to ${longest} letters at most.`,
            ),
          ],
    ),
    ...misfitsOfTexts(content).map(({ path }) =>
      broken(
        'not_plain',
        path as BrokenRule['path'],
        'A text holds code of a web page, or a sign that cannot be printed.',
        'Write it in plain words; take out what stands in angle brackets.',
      ),
    ),
  ]
}
