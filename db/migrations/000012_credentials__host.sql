-- The Open Badges host: what the authorization server remembers, and credentials that people bring from elsewhere.

create table authorization_record (
  kind text not null,
  id text not null,
  payload jsonb not null,
  uid text,
  grant_id text,
  person_id uuid references person (id),
  expires_at timestamptz,
  primary key (kind, id)
);
comment on table authorization_record is 'credentials: what the authorization server keeps (clients, grants, codes, tokens); a reference table';
create index authorization_record_uid on authorization_record (uid) where uid is not null;
create index authorization_record_grant on authorization_record (grant_id) where grant_id is not null;
create index authorization_record_person on authorization_record (person_id) where person_id is not null;
create index authorization_record_expiry on authorization_record (expires_at) where expires_at is not null;

create table held_credential (
  person_id uuid not null references person (id),
  id uuid not null,
  issuer text not null,
  issuer_name text not null,
  credential_id text not null,
  title text not null,
  form text not null check (form in ('json', 'jwt')),
  document text not null,
  received_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (person_id, id),
  unique (person_id, issuer, credential_id)
);
comment on table held_credential is 'credentials: a credential of another issuer that a person keeps here, as it came';

create table host_profile (
  person_id uuid primary key references person (id),
  document jsonb not null,
  changed_at timestamptz not null
);
comment on table host_profile is 'credentials: what a person tells other badge services about themselves, beside name and address';
