-- What authors write before it is published. org_id is the publisher.

create table draft (
  org_id uuid not null references organisation (id),
  id uuid not null,
  kind text not null check (kind in ('micro-credential', 'stack', 'badge')),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  thing_id uuid,
  based_on_version_id uuid,
  version text not null,
  state text not null check (state in ('writing', 'in review', 'ready')),
  created_by uuid not null references person (id),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed text check (closed in ('discarded', 'published')),
  closed_by uuid references person (id),
  closed_at timestamptz,
  primary key (org_id, id),
  check ((closed is null) = (closed_at is null) and (closed is null) = (closed_by is null))
);
comment on table draft is 'studio: the next version of something in the catalogue while it is written; thing_id and based_on_version_id say of what, version is that of the file it began from';
create unique index draft_open on draft (org_id, kind, slug) where closed is null;

create table draft_section (
  org_id uuid not null,
  draft_id uuid not null,
  section text not null,
  content jsonb not null,
  revision integer not null check (revision > 0),
  saved_by uuid not null references person (id),
  saved_at timestamptz not null,
  primary key (org_id, draft_id, section),
  foreign key (org_id, draft_id) references draft (org_id, id)
);
comment on table draft_section is 'studio: a draft, section by section; revision counts the saves, so that two authors cannot overwrite each other';

create table draft_conflict (
  org_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  section text not null,
  content jsonb not null,
  base_revision integer not null,
  kept_by uuid not null references person (id),
  kept_at timestamptz not null,
  settled_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, draft_id) references draft (org_id, id)
);
comment on table draft_conflict is 'studio: a section as somebody wrote it while somebody else saved another; kept until its writer has chosen';
create index draft_conflict_draft on draft_conflict (org_id, draft_id);

create table draft_presence (
  org_id uuid not null,
  draft_id uuid not null,
  section text not null,
  person_id uuid not null references person (id),
  seen_at timestamptz not null,
  primary key (org_id, draft_id, section, person_id),
  foreign key (org_id, draft_id) references draft (org_id, id)
);
comment on table draft_presence is 'studio: who has a section open, and when their page last said so';
