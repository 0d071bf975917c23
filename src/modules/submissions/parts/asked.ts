import type { Part, Prompt } from '../../catalogue/rules/content.ts'
import { acceptAttribute, kindsFor, takesFiles } from '../rules/evidence.ts'

/** A part as its page asks for it. */
export const partAsked = (part: Part) => ({
  kind: part.kind,
  title: part.title,
  purpose: part.purpose,
  minutes: part.minutes,
  accepted: part.accepted_evidence,
  withoutClass: part.without_a_class,
  privacy: part.student_privacy,
})
export type PartAsked = ReturnType<typeof partAsked>

/** A prompt as its page asks for it, with what can be handed in under it. */
export const promptAsked = (prompt: Prompt) => ({
  id: prompt.id,
  text: prompt.text,
  guidance: prompt.guidance,
  required: prompt.required,
  words: prompt.words,
  takesFiles: takesFiles(prompt.responses),
  takesLinks: kindsFor(prompt.responses).includes('link'),
  accept: acceptAttribute(prompt.responses),
})
