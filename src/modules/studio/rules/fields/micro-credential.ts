import { partKinds, responseKinds } from '../../../catalogue/rules/content.ts'
import type { Section } from '../sections.ts'
import { line, lines, minutes, text, type Fields } from './field.ts'

const RESPONSES = { text: 'Text', file: 'A file', image: 'A picture', audio: 'Sound', video: 'Video', link: 'A link' }
const PARTS = { product: 'Product', reflection: 'Reflection', application: 'Application' }

const seen = {
  kind: 'seen',
  label: 'Seen by an editor',
  hint: 'yes, no, or what of it was seen. Never shown.',
} as const
const url = line('Address', 'Only where it is stable.', { optional: true })

const about: Fields = {
  title: line('Title', 'What the educator does, in a few words.'),
  aliases: lines('Other names', 'How people call it when they search, one on each line.'),
  stack: { kind: 'ref', to: 'stack', label: 'Stack' },
  language: line('Language', 'Such as en, or en-US.'),
  competency: text(
    'Competency',
    'One sentence with observable verbs that begins “The educator …”. One skill, at most 35 words.',
    { words: { max: 35 } },
  ),
  summary: text('Summary', 'What you do and what you hand in, in the order of the work.'),
  why_it_matters: text('Why it matters', 'What goes wrong without it. No promises that research cannot keep.'),
  not_assessed_here: lines('Not assessed here', 'Where the border to its neighbours runs, one on each line.'),
  validity: {
    kind: 'group',
    label: 'How long it is valid',
    optional: true,
    fields: {
      months: {
        kind: 'number',
        label: 'Months',
        hint: 'Leave it empty where what was shown need not be shown again.',
      },
    },
  },
  prerequisites: {
    kind: 'refs',
    to: 'micro-credential',
    label: 'Needed before',
    hint: 'Only what the work cannot be done without.',
  },
  helpful_before: { kind: 'refs', to: 'micro-credential', label: 'Helpful before', optional: true },
  tags: lines('Tags', 'Words that people search by, one on each line.'),
}

const method: Fields = {
  key_method: {
    kind: 'group',
    label: 'Key method',
    fields: {
      name: line('Name', 'Such as “Draft, Check, Try, Revise”.'),
      in_short: text('In short', 'The whole method in one or two sentences.'),
      steps: {
        kind: 'list',
        label: 'Steps',
        one: 'step',
        hint: 'Four or five steps that lead to the evidence.',
        fields: { name: line('Name', 'Begin with a verb.'), text: text('What to do') },
      },
    },
  },
}

const sources: Fields = {
  research: {
    kind: 'list',
    label: 'Research',
    one: 'work',
    hint: 'Only works you are certain exist. Say what each found, and where it ends.',
    fields: {
      authors: line('Authors', 'Such as “Ruiz-Primo, M. A., & Furtak, E. M.”'),
      year: { kind: 'number', label: 'Year' },
      title: line('Title'),
      venue: line('Published in', 'Journal, volume and pages, or publisher.'),
      doi: line('DOI', 'Begins with 10.', { optional: true }),
      url,
      note: text('What it found', 'And its limit, in a sentence.'),
      seen,
    },
  },
  resources: {
    kind: 'list',
    label: 'Resources',
    one: 'resource',
    hint: 'Short things to read or watch before the work; nothing that costs money.',
    fields: {
      title: line('Title'),
      by: line('By'),
      kind: line('What it is', 'Such as web page, video or form.'),
      url,
      minutes: { kind: 'number', label: 'Time it takes', unit: 'minutes' },
      note: text('What it is good for'),
      seen,
    },
  },
}

const time: Fields = {
  hours: {
    kind: 'group',
    label: 'Hours',
    hint: 'Between one and two. Normal teaching time is not counted.',
    fields: {
      min: { kind: 'number', label: 'At least', unit: 'hours' },
      max: { kind: 'number', label: 'At most', unit: 'hours' },
      credited: { kind: 'number', label: 'Credited', unit: 'hours' },
    },
  },
  minutes: {
    kind: 'group',
    label: 'Minutes',
    hint: 'They add up to the total, and the total is the hours.',
    fields: {
      read: minutes('To read'),
      product: minutes('Product'),
      application: minutes('Application'),
      reflection: minutes('Reflection'),
      check_and_submit: minutes('To check and submit'),
      total: minutes('In all'),
    },
  },
  minutes_note: text('A word on the time', 'What is not counted, where that is not plain.', { optional: true }),
  work_order: {
    kind: 'order',
    label: 'Order of the work',
    options: partKinds.map((kind) => [kind, PARTS[kind]] as const),
  },
  assessment: {
    kind: 'group',
    label: 'Assessment',
    fields: {
      type: line('How it is assessed'),
      participation: line('How one takes part'),
      individual: { kind: 'flag', label: 'Each person does the work alone' },
      team_note: text('For those who work in a team', 'What may be shared, and what not.', { optional: true }),
    },
  },
}

const part: Fields = {
  kind: { kind: 'kept', label: 'Part' },
  title: line('Title'),
  purpose: text('Purpose', 'What this part shows, in one sentence that begins “To show …”.'),
  minutes: minutes('Minutes', 'The same as under Hours and assessment.'),
  prompts: {
    kind: 'list',
    label: 'Prompts',
    one: 'prompt',
    hint: 'Ask for a decision with its reason, a quotation, a before and after, a rejected option. One prompt, one job.',
    fields: {
      id: { kind: 'kept', label: 'Prompt' },
      text: text('What is asked'),
      guidance: text('Guidance', 'Names the usual mistake.'),
      responses: {
        kind: 'choices',
        label: 'Ways to answer',
        hint: 'Speech or a picture wherever writing is not the skill.',
        options: responseKinds.map((kind) => [kind, RESPONSES[kind]] as const),
      },
      words: {
        kind: 'group',
        label: 'Words asked for',
        optional: true,
        hint: 'Over all parts, at most 450 required and 1,200 allowed.',
        fields: {
          min: { kind: 'number', label: 'At least', unit: 'words' },
          max: { kind: 'number', label: 'At most', unit: 'words' },
        },
      },
      required: { kind: 'flag', label: 'Has to be answered' },
    },
  },
  accepted_evidence: lines('Accepted evidence', 'One kind on each line.'),
  without_a_class: text('Without a class', 'A way to the same rubric for coaches, librarians and substitutes.'),
  student_privacy: text(
    'Student privacy',
    'What must not be seen, and what to do instead. Never ask for pictures of children.',
  ),
}

const rubric: Fields = {
  rubric: {
    kind: 'group',
    label: 'Rubric',
    fields: {
      levels: {
        kind: 'list',
        label: 'Levels',
        one: 'level',
        fields: {
          id: { kind: 'kept', label: 'Level' },
          name: line('Name'),
          required: { kind: 'flag', label: 'The required level', optional: true },
        },
      },
      scoring_rules: lines('Scoring rules', 'One on each line.'),
      criteria: {
        kind: 'list',
        label: 'Criteria',
        one: 'criterion',
        hint: 'Six to eight over the three parts, and no idea scored twice.',
        fields: {
          id: { kind: 'kept', label: 'Criterion' },
          part: { kind: 'choice', label: 'Part', options: partKinds.map((kind) => [kind, PARTS[kind]] as const) },
          title: line('Title'),
          question: text('The one question an assessor answers'),
          look_in: lines('Look in', 'The prompts it is scored from, one on each line.'),
          levels: {
            kind: 'record',
            label: 'Descriptors',
            hint: 'What a stranger can point to, 15 to 45 words; levels differ in what is there, not in adverbs.',
          },
        },
      },
    },
  },
}

/** The words of a component are its framework's: they are picked, not written. */
export const ALIGNMENT_FIELDS: Fields = {
  framework: { kind: 'kept', label: 'Framework' },
  edition: { kind: 'kept', label: 'Edition' },
  code: { kind: 'kept', label: 'Code' },
  name: { kind: 'kept', label: 'Name' },
  why: text('Why', 'What of this component is shown here, in a line.'),
  basis: line('Who says so', '“inferred” where the authors of this catalogue do. Never shown.'),
  identifier: { kind: 'kept', label: 'CASE identifier', optional: true },
  url: { kind: 'kept', label: 'CASE address', optional: true },
}

const alignments: Fields = {
  alignments: { kind: 'list', label: 'Alignments', one: 'alignment', fields: ALIGNMENT_FIELDS },
}

const example = (label: string, hint: string) =>
  ({
    kind: 'group',
    label,
    hint,
    fields: {
      title: line('Title'),
      text: text('The work', '120 to 200 words.', { words: { min: 120, max: 200 } }),
      why: text('Why it is there', 'Point to the words of the descriptors.'),
      scores: { kind: 'record', label: 'Level in each criterion it shows' },
    },
  }) as const

const examples: Fields = {
  examples: {
    kind: 'group',
    label: 'Two worked examples',
    fields: {
      meets: example('An example that meets', 'It is at the required level in everything it shows.'),
      not_quite: example('An example that is not yet there', 'It misses two or three by a step, kindly explained.'),
    },
  },
  common_reasons_for_not_yet: lines('Common reasons for “not yet”', 'One on each line.'),
}

export const MICRO_CREDENTIAL_FIELDS = {
  about,
  method,
  sources,
  time,
  product: part,
  application: part,
  reflection: part,
  rubric,
  alignments,
  examples,
} as const satisfies Partial<Record<Section, Fields>>
