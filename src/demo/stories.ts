/**
 * Who did what, in business days before the first start of the demo. With `submitted` the work was handed in on that
 * day; with `decided` the assessor read and decided it then. Work without either is a draft.
 */
export type Story = { person: string; work: string; started: number; submitted?: number; decided?: number }

/** Dev is overdue by one business day; nobody who teaches where Lucía does may see her work. */
export const STORIES: readonly Story[] = [
  { person: 'educator', work: 'amara-checking-in', started: 34, submitted: 28, decided: 25 },
  { person: 'hana', work: 'hana-driving-question', started: 26, submitted: 19, decided: 15 },
  { person: 'educator', work: 'amara-driving-question', started: 20, submitted: 12, decided: 9 },
  { person: 'dev', work: 'dev-driving-question', started: 14, submitted: 6 },
  { person: 'lucia', work: 'lucia-checking-in', started: 12, submitted: 1 },
  { person: 'hana', work: 'hana-checking-in', started: 8, submitted: 2 },
  { person: 'educator', work: 'amara-authentic-task', started: 6 },
]

/** `made` in business days before the start; `inDays` in calendar days after it. */
export type Plan = {
  person: string
  made: number
  goal: string
  items: readonly { slug: string; inDays: number; why: string }[]
}

export const PLANS: readonly Plan[] = [
  {
    person: 'educator',
    made: 36,
    goal: 'My projects keep learners busy. By June I want to see sooner what they think, and I want at least one thing that they make to be used by somebody who is not me.',
    items: [
      {
        slug: 'developing-driving-questions',
        inDays: 11,
        why: 'The geese project starts after the break. Two criteria are left, and I know which lines to rewrite.',
      },
      {
        slug: 'designing-authentic-tasks',
        inDays: 25,
        why: 'The kitchen manager throws milk away after every field trip. My seventh graders could do something about it.',
      },
      {
        slug: 'meaningful-feedback',
        inDays: 60,
        why: 'I sort slips well by now. What I write on them is still "good thinking".',
      },
      {
        slug: 'public-product',
        inDays: 95,
        why: 'If the packing card works, the other schools that use these coolers should get to see it.',
      },
    ],
  },
  {
    person: 'educator-2',
    made: 4,
    goal: 'In my history projects I do most of the asking. I want ninth graders to find a question in the sources and stay with it for three weeks.',
    items: [
      {
        slug: 'guiding-research',
        inDays: 28,
        why: 'They stop at the first source that agrees with them.',
      },
      {
        slug: 'creating-an-environment-of-sustained-inquiry',
        inDays: 63,
        why: 'Week one is lively, and by week three I am the only one with questions.',
      },
    ],
  },
]
