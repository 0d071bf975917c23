import type { Section } from '../sections.ts'

/** How each section is written well: the house style, in a few sentences beside the form. */
export const GUIDANCE: Record<Section, readonly string[]> = {
  about: [
    'Warm, exact, at the reading level of grade 8 to 10. Short verbs; no praise, and no jargon without a gloss.',
    'One competency: if the sentence needs an “and”, there may be two in it.',
    'Say what is not assessed, so that nobody hands in more than is asked.',
  ],
  method: [
    'Four or five named steps that lead to the evidence, each something to do.',
    'Explain an idea the first time it stands there; a reader may not know its name.',
  ],
  sources: [
    'Cite only works you are certain exist, and say what each found and where that ends.',
    'No promises that research cannot keep: one study of whole units says nothing of one step.',
    'Mark honestly whether an editor had the work in hand.',
  ],
  time: [
    'One to two hours in all: 10 to 15 minutes to read, three parts, 5 to 10 to check.',
    'The minutes of the parts add up to the total, and the total is the hours.',
    'Normal teaching time is not counted.',
  ],
  product: [
    'One prompt, one job. Poor: “Explain how you differentiate.” Good: “Who could this question leave out, and what one change would you make?”',
    'Guidance names the usual mistake.',
    'Each part needs a way for an educator without a class, to the same rubric.',
  ],
  application: [
    'One class episode, or the evidence of one small group, is enough.',
    'Learners are A, B and C: no names, faces, voices or stories that could be guessed.',
    'Never ask for a photo or a video of children.',
  ],
  reflection: [
    'Ask for a decision with its reason, a quotation, a rejected option: what makes thinking visible.',
    'Offer speech wherever writing is not the skill.',
    'Look for barriers in the task, not for deficits in learners.',
  ],
  rubric: [
    'Each level names something that a stranger can point to; levels differ in what is there, not in adverbs.',
    '“Developing” is the commonest near miss. “Distinguished” adds one thing and is never needed.',
    'Score what was done, not luck: “before and after side by side, improved or not”.',
  ],
  alignments: [
    'Align to what is really shown here, and say of each component why, in a line.',
    'What the authors of this catalogue infer is marked as inferred; no owner of a framework has endorsed it.',
  ],
  examples: [
    'Two examples of 120 to 200 words: one meets all that it shows, the other misses two or three by a step, kindly explained.',
    'Score your own example against every descriptor before you call it met.',
  ],
  stack: [
    'A stack is one domain of teaching. Two micro-credentials are enough; six make a good ring.',
    'Its figure and ink are on every seal that people earn in it: choose once.',
  ],
  badge: ['Say for whom it is, what it asks for and how long it takes. Nothing to buy, nothing to promise.'],
}
