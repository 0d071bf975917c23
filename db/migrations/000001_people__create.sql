-- Who there is: organisations as a tree, people, their e-mail addresses, and the roles they hold.
-- These are reference tables: small, and read by every tenant.

create table organisation (
  id uuid primary key,
  root_id uuid not null references organisation (id),
  parent_id uuid references organisation (id),
  kind text not null check (kind in ('publisher', 'district', 'school')),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (name <> ''),
  country text not null check (country ~ '^[A-Z]{2}$'),
  region text,
  time_zone text not null,
  url text,
  demo boolean not null default false,
  created_at timestamptz not null,
  check (parent_id is not null or root_id = id),
  check (parent_id <> id)
);
comment on table organisation is 'people: publishers, districts and schools; root_id is the tenant a row belongs to';
create index organisation_root on organisation (root_id);

create table person (
  id uuid primary key,
  name text not null check (name <> ''),
  time_zone text,
  sign_name boolean not null default false,
  demo boolean not null default false,
  created_at timestamptz not null
);
comment on table person is 'people: an identity that outlives a job; sign_name is the wish to have the name inside signed credentials';

create table person_email (
  email text primary key check (email = lower(email)),
  person_id uuid not null references person (id),
  is_primary boolean not null,
  verified_at timestamptz,
  created_at timestamptz not null
);
comment on table person_email is 'people: the addresses of a person, in lower case';
create unique index person_email_primary on person_email (person_id) where is_primary;

create table role (
  org_id uuid not null references organisation (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  person_id uuid not null references person (id),
  kind text not null check (kind in ('educator', 'assessor', 'leader', 'author', 'registrar', 'admin')),
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (org_id, id),
  check (ended_at >= started_at)
);
comment on table role is 'people: what a person may do in an organisation, from when until when';
create unique index role_current on role (org_id, organisation_id, person_id, kind) where ended_at is null;
create index role_person on role (person_id) where ended_at is null;

create table setup_link (
  token_hash text primary key,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table setup_link is 'people: the single-use link that makes the first admin of a new installation';
