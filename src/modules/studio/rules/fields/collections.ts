import { FIGURES } from '../../../catalogue/rules/emblems/emblems.ts'
import { line, lines, text, type Fields } from './field.ts'

const FIGURE_NAMES = {
  planning: 'Star polygons',
  instruction: 'Looped petals',
  assessment: 'Woven bands',
  environment: 'Overlapping circles',
  profession: 'Leaning blades',
}
const INK_NAMES = ['Prussian blue', 'Sanguine', 'Verdigris', 'Ochre', 'Aubergine']

const language = line('Language', 'Such as en, or en-US.')

export const STACK_FIELDS: Fields = {
  title: line('Title', 'The domain of teaching that its micro-credentials share.'),
  numeral: line('Numeral', 'A few letters for the middle of its drawing, such as VI.'),
  figure: {
    kind: 'choice',
    label: 'Figure',
    options: FIGURES.map((figure) => [figure, FIGURE_NAMES[figure]] as const),
  },
  ink: {
    kind: 'choice',
    label: 'Ink',
    numbers: true,
    options: INK_NAMES.map((name, place) => [String(place + 1), name] as const),
  },
  salt: { kind: 'kept', label: 'Salt', numbers: true },
  language,
  summary: text('Summary', 'What the stack is about, in two or three sentences.'),
  note: text('A note', 'Shown under the summary, where something about the stack must be said.', { optional: true }),
  micro_credentials: {
    kind: 'refs',
    to: 'micro-credential',
    label: 'Micro-credentials',
    hint: 'Two or more, in the order in which they are shown.',
  },
}

export const BADGE_FIELDS: Fields = {
  title: line('Title'),
  letter: line('Letters', 'One to four letters for the middle of its drawing.'),
  aliases: lines('Other names', 'How people call it when they search, one on each line.'),
  language,
  license: line('Licence', 'Such as CC-BY-4.0.'),
  summary: text('Summary', 'What it is and how it is earned, in two or three sentences.'),
  description: text('Description', 'For whom it is, and what it asks for.'),
  source_note: text('A note on sources', 'Where its ideas come from, and who has not endorsed it.', { optional: true }),
  stacks: { kind: 'refs', to: 'stack', label: 'Stacks', hint: 'Two or more, in the order in which they are shown.' },
}
