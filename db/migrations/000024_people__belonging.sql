-- Invitations, transfers and the addresses of people.

create table invitation (
  org_id uuid not null references organisation (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  email text not null check (email = lower(email)),
  kind text not null check (kind in ('educator', 'assessor', 'leader', 'author', 'registrar', 'admin')),
  -- Sha-256 of the token in the link; null: its letter is not written yet
  token_hash text unique,
  -- How many letters were asked for: sent again, it has another link
  letters integer not null default 1 check (letters > 0),
  invited_by uuid not null references person (id),
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  answer text check (answer in ('accepted', 'declined', 'withdrawn')),
  answered_by uuid references person (id),
  answered_at timestamptz,
  primary key (org_id, id),
  check ((answer is null) = (answered_at is null)),
  check (answer is distinct from 'accepted' or answered_by is not null)
);
comment on table invitation is 'people: a role that somebody is offered by mail; to an educator of another tree it is a transfer';
create unique index invitation_open on invitation (org_id, organisation_id, email, kind) where answer is null;
create index invitation_email on invitation (email) where answer is null;
create index invitation_organisation on invitation (organisation_id) where answer is null;

create table address_request (
  person_id uuid not null references person (id),
  email text not null check (email = lower(email)),
  token_hash text not null unique,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (person_id, email)
);
comment on table address_request is 'people: an address that a person wants to add and has not confirmed yet';

create index role_organisation on role (organisation_id, kind) where ended_at is null;
create index role_id on role (id);
