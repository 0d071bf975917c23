/** Texts that JSON can write and PostgreSQL cannot keep. */

/** Whether a value can be kept as jsonb: no NUL and no half of a character in any text of it. */
export const isStorable = (value: unknown): boolean =>
  !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify(value))
