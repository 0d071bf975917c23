import type { Pool } from 'pg'

type Row = {
  schema: string
  table: string
  comment: string | null
  columns: Column[]
  constraints: string[]
  indexes: string[]
}
type Column = {
  name: string
  type: string
  required: boolean
  otherwise: string | null
  generated: boolean
  comment: string | null
}

/**
 * All tables of Mintmark's own schemas, as the catalogues of a migrated database hold them. Only what every supported
 * version of PostgreSQL says in the same words: not-null, for instance, is read from the columns, since version 18
 * lists it among the constraints too.
 */
const TABLES = `
  select n.nspname as schema, c.relname as table, obj_description(c.oid, 'pg_class') as comment,
    (select coalesce(json_agg(json_build_object(
        'name', quote_ident(a.attname), 'type', format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull,
        'otherwise', pg_get_expr(d.adbin, d.adrelid), 'generated', a.attgenerated <> '',
        'comment', col_description(c.oid, a.attnum)) order by a.attnum), '[]')
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(json_agg(pg_get_constraintdef(k.oid) order by position(k.contype::text in 'pucfx'), k.conname), '[]')
      from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'c', 'f', 'x')) as constraints,
    (select coalesce(json_agg(pg_get_indexdef(i.indexrelid) order by x.relname), '[]')
      from pg_index i join pg_class x on x.oid = i.indexrelid
      where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))) as indexes
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname in ('public', 'auth') and (n.nspname, c.relname) <> ('public', 'migration')
  order by n.nspname <> 'public', n.nspname, c.relname collate "C"`

/** A readable account of every table, in alphabetical order; the same text from PostgreSQL 15 and from 18. */
export async function describeSchema(pool: Pool): Promise<string> {
  const client = await pool.connect()
  try {
    // Names outside pg_catalog are then written with their schema, whatever the connection's own path is.
    await client.query(`set search_path to ''`)
    const { rows } = await client.query<Row>(TABLES)
    return [HEAD, ...rows.map(describeTable)].join('\n\n') + '\n'
  } finally {
    client.release(true)
  }
}

const HEAD = '-- What the migrations add up to. Written by `npm run schema`; change db/migrations instead.'

function describeTable({ schema, table, comment, columns, constraints, indexes }: Row): string {
  const name = schema === 'public' ? table : `${schema}.${table}`
  const lines = [...columns.map(describeColumn), ...constraints.map(plain)]
  const body = lines.map((line, place) => {
    const note = columns[place]?.comment
    return `  ${line}${place < lines.length - 1 ? ',' : ''}${note ? ` -- ${oneLine(note)}` : ''}`
  })
  const head = comment === null ? [] : [`-- ${oneLine(comment)}`]
  return [...head, `create table ${name} (`, ...body, ');', ...indexes.map((index) => `${plain(index)};`)].join('\n')
}

function describeColumn({ name, type, required, otherwise, generated }: Column): string {
  const value =
    otherwise === null
      ? ''
      : generated
        ? ` generated always as (${plain(otherwise)}) stored`
        : ` default ${plain(otherwise)}`
  return `${name} ${SHORT.get(type) ?? type}${required ? ' not null' : ''}${value}`
}

const SHORT = new Map([
  ['timestamp with time zone', 'timestamptz'],
  ['timestamp without time zone', 'timestamp'],
])

const KEYWORDS =
  /\b(PRIMARY KEY|FOREIGN KEY|REFERENCES|UNIQUE|NULLS NOT DISTINCT|CHECK|ON (?:DELETE|UPDATE)|CASCADE|SET (?:NULL|DEFAULT)|RESTRICT|DEFERRABLE|INITIALLY DEFERRED|CREATE(?: UNIQUE)? INDEX|ON|USING|WHERE|INCLUDE|IS(?: NOT)? NULL|AND|OR|NOT|ANY|ARRAY|CASE|WHEN|THEN|ELSE|END|DESC|ASC|NULLS (?:FIRST|LAST)|EXCLUDE|WITH)\b/g

/** As our migrations would say it: small letters outside quotes, no schema that everything is in, no doubled brackets. */
const plain = (text: string): string =>
  small(text)
    .replaceAll(/(\w+) = any \(array\[([^\]]*)\]\)/g, '$1 in ($2)')
    .replace(/^check \(\((.*)\)\)$/, 'check ($1)')
    .replaceAll(' using btree', '')
    .replaceAll(/(references \w[\w.]*)\(/g, '$1 (')

const small = (text: string): string =>
  text
    .split(/('(?:[^']|'')*')/)
    .map((piece, place) =>
      place % 2 === 1
        ? piece
        : piece
            .replaceAll(KEYWORDS, (word) => word.toLowerCase())
            .replaceAll(/\bpublic\./g, '')
            .replaceAll('::text', ''),
    )
    .join('')

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')
