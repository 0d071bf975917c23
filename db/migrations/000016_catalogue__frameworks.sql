-- The frameworks that micro-credentials are aligned to. An alignment names framework, edition and code and points at no
-- row here: a published version keeps saying what it said, whatever becomes of the framework.

create table framework (
  org_id uuid not null references organisation (id),
  -- what a shipped file calls it, or the identifier of the document that it first came from
  key text not null,
  name text not null,
  note text not null,
  created_at timestamptz not null,
  primary key (org_id, key)
);
comment on table framework is 'catalogue: a framework of teaching, in one or more editions';

create table framework_edition (
  org_id uuid not null,
  id uuid not null,
  framework_key text not null,
  -- what alignments call the framework
  name text not null,
  edition text not null,
  publisher text not null,
  source text not null check (source in ('shipped', 'imported')),
  verified boolean not null,
  note text not null,
  document_identifier uuid,
  document_uri text,
  content_hash text not null,
  changed_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, framework_key) references framework (org_id, key),
  unique (org_id, name, edition),
  unique (org_id, document_identifier, edition),
  check ((source = 'imported') = (document_identifier is not null)),
  check (not (verified and source = 'imported'))
);
comment on table framework_edition is 'catalogue: what a framework is made of in one edition, shipped or imported from a CASE file';

create table framework_component (
  org_id uuid not null,
  edition_id uuid not null,
  position integer not null check (position > 0),
  depth integer not null check (depth > 0),
  code text not null,
  name text not null,
  statement text,
  kind text,
  domain text not null,
  item_identifier uuid,
  item_uri text,
  -- its words for the search, each after a space
  words text not null,
  primary key (org_id, edition_id, position),
  foreign key (org_id, edition_id) references framework_edition (org_id, id) on delete cascade,
  unique (org_id, edition_id, code),
  check ((item_identifier is null) = (item_uri is null))
);
comment on table framework_component is 'catalogue: what a micro-credential can be aligned to; in the order of the edition, each below the last one that is less deep';
create index framework_component_words on framework_component using gin (words gin_trgm_ops);

create table framework_check (
  org_id uuid not null references organisation (id),
  person_id uuid not null references person (id),
  id uuid not null,
  edition jsonb not null,
  notes jsonb not null,
  checked_at timestamptz not null,
  primary key (org_id, person_id)
);
comment on table framework_check is 'catalogue: a CASE file that an admin checked and has not yet added';
