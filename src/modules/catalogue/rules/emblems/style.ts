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

/**
 * Where a drawing is served, as struck: for share images, e-mail and other sites. Pages draw it in place instead. The
 * slug of a medallion is that of its organisation and its own, with a slash between.
 */
export const drawingPath = (
  kind: 'micro-credential' | 'stack' | 'badge' | 'medallion',
  slug: string,
  format: 'svg' | 'png',
  size?: number,
): string => {
  const folder = { 'micro-credential': '', stack: 'stacks/', badge: 'badges/', medallion: 'medallions/' }[kind]
  return `/emblems/${folder}${slug}.${format}?v=${DRAWN}${size === undefined ? '' : `&size=${size}`}`
}
