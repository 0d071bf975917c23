import { z } from 'zod'
import { inkFault } from './ink.ts'

export const MOST_GOALS = 6

const line = (most: number) => z.string().trim().min(1).max(most)

/** A goal that an organisation has named. Its id stays when its words change, since medallions refer to it. */
export const goalShape = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(80),
  name: line(120),
  text: z.string().trim().max(600),
})
export type Goal = z.infer<typeof goalShape>

/** How an organisation looks and what it stands for. The engraving of its crest is drawn from the letters and the ink. */
export const profileShape = z.strictObject({
  /** One to three letters */
  monogram: z.string().regex(/^\p{L}{1,3}$/u),
  /** #rrggbb, seen on light and on dark paper */
  ink: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .refine((ink) => inkFault(ink) === null),
  mission: line(2000),
  goals: z
    .array(goalShape)
    .min(1)
    .max(MOST_GOALS)
    .refine((goals) => new Set(goals.map(({ id }) => id)).size === goals.length),
})
export type Profile = z.infer<typeof profileShape>
