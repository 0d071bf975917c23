-- People from files: what a source said of them, what a file would change, and what it changed.

create table people_source (
  org_id uuid not null references organisation (id),
  id uuid not null,
  -- The program that the files come from, or a list of our own
  name text not null check (name <> ''),
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, name)
);
comment on table people_source is 'people: where files of people come from; what it said last is remembered under its own ids';

create table people_source_organisation (
  org_id uuid not null,
  source_id uuid not null,
  ref text not null,
  -- null: one that is none of ours, such as a state or a department
  organisation_id uuid references organisation (id),
  kind text not null check (kind in ('district', 'school', 'other')),
  -- As the source said it last: only what it changes there is changed here
  name text not null,
  parent_ref text,
  primary key (org_id, source_id, ref),
  foreign key (org_id, source_id) references people_source (org_id, id)
);
comment on table people_source_organisation is 'people: what a source calls an organisation (sourcedId)';
create index people_source_organisation_id on people_source_organisation (organisation_id);

create table people_source_person (
  org_id uuid not null,
  source_id uuid not null,
  ref text not null,
  person_id uuid not null references person (id),
  -- As the source wrote them last: only what it changes there is changed here
  name text not null,
  email text not null,
  primary key (org_id, source_id, ref),
  foreign key (org_id, source_id) references people_source (org_id, id)
);
comment on table people_source_person is 'people: what a source calls a person (sourcedId, employee id), and what it wrote of them last';
create index people_source_person_id on people_source_person (person_id);

create table people_source_role (
  org_id uuid not null,
  source_id uuid not null,
  ref text not null,
  person_ref text not null,
  organisation_id uuid not null references organisation (id),
  kind text not null check (kind in ('educator', 'assessor', 'leader', 'author', 'registrar', 'admin')),
  primary key (org_id, source_id, ref),
  foreign key (org_id, source_id, person_ref) references people_source_person (org_id, source_id, ref)
);
comment on table people_source_role is 'people: a role that a source says somebody has; several may say the same';
create index people_source_role_person on people_source_role (org_id, source_id, person_ref);

create table people_source_given (
  org_id uuid not null,
  role_id uuid not null,
  source_id uuid not null,
  primary key (org_id, role_id),
  foreign key (org_id, role_id) references role (org_id, id) on delete cascade,
  foreign key (org_id, source_id) references people_source (org_id, id)
);
comment on table people_source_given is 'people: roles that came from a source; only these end when it says so, never one that somebody gave by hand';

create table people_import (
  org_id uuid not null references organisation (id),
  id uuid not null,
  source_id uuid not null,
  -- The district or the school that it is for; nothing outside is touched
  organisation_id uuid not null references organisation (id),
  format text not null check (format in ('csv', 'oneroster')),
  file_name text not null,
  -- Whoever is missing leaves
  whole boolean not null,
  admins boolean not null default false,
  welcome boolean not null default false,
  without_rows boolean not null default false,
  state text not null check (state in ('read', 'applied', 'undone')),
  -- What the file said, packed; forgotten after a month
  roster bytea,
  -- What its source had said before it was applied, packed; until the next import, for undoing
  memory bytea,
  -- Sha-256 of the changes that were shown
  digest text not null,
  counts jsonb not null,
  by_person_id uuid not null references person (id),
  read_at timestamptz not null,
  applied_by uuid references person (id),
  applied_at timestamptz,
  undone_by uuid references person (id),
  undone_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, source_id) references people_source (org_id, id),
  check ((state = 'read') = (applied_at is null)),
  check ((state = 'undone') = (undone_at is not null))
);
comment on table people_import is 'people: a file of people: read (nothing is changed), applied, undone';
create index people_import_applied on people_import (org_id, applied_at);

create table people_import_change (
  org_id uuid not null,
  import_id uuid not null,
  -- The entry, a line on the page, and its parts
  number integer not null,
  part integer not null,
  category text not null
    check (category in ('organisation', 'added', 'changed', 'moved', 'leaving', 'offered', 'kept')),
  what text not null,
  line integer not null,
  -- Who or what it is about, as the page says it
  name text not null,
  email text not null,
  person_id uuid,
  organisation_id uuid,
  role_id uuid,
  role text,
  place text not null default '',
  before text,
  after text,
  -- Said when it was undone: why this stayed
  kept text,
  primary key (org_id, import_id, number, part),
  foreign key (org_id, import_id) references people_import (org_id, id) on delete cascade
);
comment on table people_import_change is 'people: what a file would change, and once applied, what it changed and how it was before';
create index people_import_change_category on people_import_change (org_id, import_id, category, number);

create table people_import_problem (
  org_id uuid not null,
  import_id uuid not null,
  number integer not null,
  -- Of the whole file: nothing can be taken in before it is mended
  whole boolean not null,
  file text not null,
  line integer not null,
  problem text not null,
  detail text not null default '',
  primary key (org_id, import_id, number),
  foreign key (org_id, import_id) references people_import (org_id, id) on delete cascade
);
comment on table people_import_problem is 'people: rows of a file that cannot be taken in, and why';
