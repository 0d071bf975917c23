import type { StackContent } from '../content.ts'
import type { StackStyle } from './emblems.ts'

/** How the drawings of a stack look; its salt is part of what was published. */
export const styleOf = ({ figure, ink, salt, numeral, title }: StackContent): StackStyle => ({
  figure,
  ink,
  salt,
  numeral,
  title,
})

/** Changes when a drawing of the same content would look different, so that browsers may keep drawings for good. */
const DRAWN = '1'

/** Where a drawing is served, as struck: for share images, e-mail and other sites. Pages draw it in place instead. */
export const drawingPath = (
  kind: 'micro-credential' | 'stack' | 'badge',
  slug: string,
  format: 'svg' | 'png',
  size?: number,
): string => {
  const folder = { 'micro-credential': '', stack: 'stacks/', badge: 'badges/' }[kind]
  return `/emblems/${folder}${slug}.${format}?v=${DRAWN}${size === undefined ? '' : `&size=${size}`}`
}
