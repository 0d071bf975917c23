-- The catalogue: a badge holds stacks, a stack holds micro-credentials; each has numbered versions, and a published
-- version never changes. org_id is the publisher. Content is kept as it was written in the content files.

create extension if not exists pg_trgm;

create table badge (
  org_id uuid not null references organisation (id),
  id uuid not null,
  slug text not null,
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, slug)
);
comment on table badge is 'catalogue: the whole, for example the Project Based Learning Badge';

create table badge_version (
  org_id uuid not null,
  id uuid not null,
  badge_id uuid not null,
  number integer not null check (number > 0),
  state text not null check (state in ('draft', 'published', 'retired')),
  title text not null,
  content jsonb not null,
  content_hash text not null,
  published_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, badge_id) references badge (org_id, id),
  unique (org_id, badge_id, number),
  check ((state = 'draft') = (published_at is null))
);
comment on table badge_version is 'catalogue: what a badge said and held at one time';

create table stack (
  org_id uuid not null references organisation (id),
  id uuid not null,
  slug text not null,
  badge_id uuid not null,
  position integer not null check (position > 0),
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, slug),
  foreign key (org_id, badge_id) references badge (org_id, id)
);
comment on table stack is 'catalogue: micro-credentials of one domain of teaching';

create table stack_version (
  org_id uuid not null,
  id uuid not null,
  stack_id uuid not null,
  number integer not null check (number > 0),
  state text not null check (state in ('draft', 'published', 'retired')),
  title text not null,
  content jsonb not null,
  content_hash text not null,
  published_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, stack_id) references stack (org_id, id),
  unique (org_id, stack_id, number),
  check ((state = 'draft') = (published_at is null))
);
comment on table stack_version is 'catalogue: what a stack said and how it is drawn at one time';

create table micro_credential (
  org_id uuid not null references organisation (id),
  id uuid not null,
  slug text not null,
  stack_id uuid not null,
  position integer not null check (position > 0),
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, slug),
  foreign key (org_id, stack_id) references stack (org_id, id)
);
comment on table micro_credential is 'catalogue: the assessment of one competency; what it says stands in its versions';
create index micro_credential_id on micro_credential (id);

create table micro_credential_version (
  org_id uuid not null,
  id uuid not null,
  micro_credential_id uuid not null,
  number integer not null check (number > 0),
  state text not null check (state in ('draft', 'published', 'retired')),
  title text not null,
  competency text not null,
  hours_min numeric not null check (hours_min > 0),
  hours_max numeric not null,
  hours_credited numeric not null,
  content jsonb not null,
  content_hash text not null,
  published_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, micro_credential_id) references micro_credential (org_id, id),
  unique (org_id, micro_credential_id, number),
  check ((state = 'draft') = (published_at is null)),
  check (hours_min <= hours_credited and hours_credited <= hours_max)
);
comment on table micro_credential_version is 'catalogue: one version; a draft is an outline that cannot be started, a published one never changes';
create unique index micro_credential_version_draft on micro_credential_version (org_id, micro_credential_id) where state = 'draft';
create index micro_credential_version_id on micro_credential_version (id);

create table micro_credential_alignment (
  org_id uuid not null,
  micro_credential_id uuid not null,
  framework text not null,
  edition text not null,
  code text not null,
  name text not null,
  primary key (org_id, micro_credential_id, framework, edition, code),
  foreign key (org_id, micro_credential_id) references micro_credential (org_id, id)
);
comment on table micro_credential_alignment is 'catalogue: the framework components of the newest version, for filtering';
create index micro_credential_alignment_component on micro_credential_alignment (org_id, framework, edition, code);

create table micro_credential_search (
  org_id uuid not null,
  micro_credential_id uuid not null,
  document tsvector not null,
  words text not null,
  primary key (org_id, micro_credential_id),
  foreign key (org_id, micro_credential_id) references micro_credential (org_id, id)
);
comment on table micro_credential_search is 'catalogue: weighted text of the newest version (title, aliases, competency, body) and its words for spelling that is nearly right';
create index micro_credential_search_document on micro_credential_search using gin (document);
create index micro_credential_search_words on micro_credential_search using gin (words gin_trgm_ops);

create table catalogue_revision (
  org_id uuid primary key references organisation (id),
  revision text not null,
  changed_at timestamptz not null
);
comment on table catalogue_revision is 'catalogue: changes whenever anything a public page shows has changed';
