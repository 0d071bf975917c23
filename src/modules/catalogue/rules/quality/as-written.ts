/** Reads a content that may be half-written, so that the checklist can say something about it from the first word on. */

import { z } from 'zod'
import { microCredentialShape, type MicroCredentialContent } from '../content.ts'

/**
 * The micro-credential as far as it is written: where something is missing or does not fit its shape there is an empty
 * text, an empty list or 0. Whether it is complete, the shape itself decides.
 */
export const asWritten = (content: unknown): MicroCredentialContent =>
  filled(microCredentialShape, content) as MicroCredentialContent

function filled(shape: unknown, value: unknown): unknown {
  if (shape instanceof z.ZodOptional) return value === undefined ? undefined : filled(shape.unwrap(), value)
  if (shape instanceof z.ZodObject) {
    const written = recordOf(value)
    return Object.fromEntries(
      Object.entries(shape.shape).flatMap(([key, inner]) => {
        const there = filled(inner, written.get(key))
        return there === undefined ? [] : [[key, there]]
      }),
    )
  }
  // A level without words is one that is not described.
  if (shape instanceof z.ZodRecord)
    return Object.fromEntries(
      [...recordOf(value)].flatMap(([key, inner]) => {
        const there = filled(shape.valueType, inner)
        return there === '' ? [] : [[key, there]]
      }),
    )
  if (shape instanceof z.ZodArray) return Array.isArray(value) ? value.map((item) => filled(shape.element, item)) : []
  if (shape instanceof z.ZodEnum) return shape.safeParse(value).success ? value : shape.options[0]
  if (shape instanceof z.ZodNumber) return typeof value === 'number' ? value : 0
  if (shape instanceof z.ZodLiteral || shape instanceof z.ZodBoolean || shape instanceof z.ZodUnion)
    return shape.safeParse(value).success ? value : undefined
  return typeof value === 'string' ? value.trim() : ''
}

const recordOf = (value: unknown): Map<string, unknown> =>
  new Map(typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [])
