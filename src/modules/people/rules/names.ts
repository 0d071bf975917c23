/** The longest name that an organisation or a person can have. */
export const LONGEST_NAME = 200

/** A name as it is kept: one line, with single spaces. */
export const cleanName = (text: string): string => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()

export type NameFault = 'name_missing' | 'name_long'

/** Why a cleaned name cannot be kept; null where it can. */
export const nameFault = (name: string): NameFault | null =>
  name === '' ? 'name_missing' : name.length > LONGEST_NAME ? 'name_long' : null
