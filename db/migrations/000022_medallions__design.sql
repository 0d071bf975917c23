-- Medallions: what a school or a district asks for, chosen from the catalogue. org_id is the root of the tree that the
-- organisation stands in; organisation_id is who designs and issues it.

create table medallion (
  org_id uuid not null references organisation (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  created_by uuid not null references person (id),
  created_at timestamptz not null,
  retired_at timestamptz,
  retired_because text,
  primary key (org_id, id),
  unique (org_id, organisation_id, slug),
  check ((retired_at is null) = (retired_because is null))
);
comment on table medallion is 'medallions: micro-credentials that an organisation has chosen for its mission; what it says stands in its versions';
create unique index medallion_id on medallion (id);
create index medallion_organisation on medallion (organisation_id);

create table medallion_version (
  org_id uuid not null,
  id uuid not null,
  medallion_id uuid not null,
  organisation_id uuid not null references organisation (id),
  number integer not null check (number > 0),
  title text not null check (title <> ''),
  -- How many micro-credentials earn it
  needed integer not null check (needed between 8 and 12),
  hours_min numeric not null,
  hours_max numeric not null,
  content jsonb not null,
  content_hash text not null,
  change_note text not null default '',
  published_by uuid not null references person (id),
  published_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, medallion_id) references medallion (org_id, id),
  unique (org_id, medallion_id, number),
  check (hours_min <= hours_max)
);
comment on table medallion_version is 'medallions: what a medallion said and asked for at one time; a version never changes';
create unique index medallion_version_id on medallion_version (id);

create table medallion_pick (
  org_id uuid not null,
  version_id uuid not null,
  position integer not null check (position > 0),
  publisher_id uuid not null,
  micro_credential_id uuid not null,
  -- Null: every educator needs it
  group_id text,
  -- Of the group; 1 where there is none
  needed integer not null check (needed > 0),
  primary key (org_id, version_id, position),
  foreign key (org_id, version_id) references medallion_version (org_id, id),
  foreign key (publisher_id, micro_credential_id) references micro_credential (org_id, id),
  unique (org_id, version_id, micro_credential_id),
  check (group_id is not null or needed = 1)
);
comment on table medallion_pick is 'medallions: the micro-credentials that a version lists, in the order of its path, as far as queries go by them';
create index medallion_pick_micro_credential on medallion_pick (micro_credential_id);

create table medallion_draft (
  org_id uuid not null references organisation (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  -- Null: it is new
  medallion_id uuid,
  content jsonb not null,
  revision integer not null default 1 check (revision > 0),
  -- What it was copied from: { title, organisation, lines, goals }; null: it began empty or as a next version
  start jsonb,
  saved_by uuid not null references person (id),
  saved_at timestamptz not null,
  created_by uuid not null references person (id),
  created_at timestamptz not null,
  closed text check (closed in ('published', 'discarded')),
  closed_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, medallion_id) references medallion (org_id, id),
  check ((closed is null) = (closed_at is null))
);
comment on table medallion_draft is 'medallions: the next version while it is designed; content may be incomplete; one open draft of a medallion';
create unique index medallion_draft_id on medallion_draft (id);
create unique index medallion_draft_open on medallion_draft (org_id, medallion_id) where closed is null and medallion_id is not null;
create index medallion_draft_organisation on medallion_draft (organisation_id) where closed is null;

create table medallion_save (
  org_id uuid not null,
  draft_id uuid not null,
  revision integer not null check (revision > 0),
  content jsonb not null,
  saved_by uuid not null references person (id),
  saved_at timestamptz not null,
  primary key (org_id, draft_id, revision),
  foreign key (org_id, draft_id) references medallion_draft (org_id, id)
);
comment on table medallion_save is 'medallions: the last revisions of a draft, so that what two leaders made of one of them can be put together';

create table medallion_conflict (
  org_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  content jsonb not null,
  kept_by uuid not null references person (id),
  kept_at timestamptz not null,
  settled_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, draft_id) references medallion_draft (org_id, id)
);
comment on table medallion_conflict is 'medallions: what could not be put together with what somebody else had saved of a draft first; one of the two is chosen';
create index medallion_conflict_draft on medallion_conflict (org_id, draft_id) where settled_at is null;

create table medallion_reader (
  org_id uuid not null,
  draft_id uuid not null,
  person_id uuid not null references person (id),
  asked_by uuid not null references person (id),
  asked_at timestamptz not null,
  primary key (org_id, draft_id, person_id),
  foreign key (org_id, draft_id) references medallion_draft (org_id, id)
);
comment on table medallion_reader is 'medallions: a colleague who was asked to read a draft and may comment on it';
create index medallion_reader_person on medallion_reader (person_id);

create table medallion_comment (
  org_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  -- The slug of a pick, title, mission, or empty: the whole
  about text not null,
  body text not null check (body <> ''),
  author_id uuid not null references person (id),
  written_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid references person (id),
  primary key (org_id, id),
  foreign key (org_id, draft_id) references medallion_draft (org_id, id),
  check ((settled_at is null) = (settled_by is null))
);
comment on table medallion_comment is 'medallions: what somebody says of a draft';
create index medallion_comment_draft on medallion_comment (org_id, draft_id);
