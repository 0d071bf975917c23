-- Awards and their signed documents. org_id is the issuer.

create table issuer_key (
  org_id uuid not null references organisation (id),
  id uuid not null,
  algorithm text not null check (algorithm in ('Ed25519')),
  public_multibase text not null,
  private_encrypted bytea not null,
  state text not null check (state in ('active', 'retired')),
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (org_id, id),
  check ((state = 'retired') = (retired_at is not null))
);
comment on table issuer_key is 'credentials: signing keys of an issuer; the private half is encrypted by the master key';
create unique index issuer_key_active on issuer_key (org_id, algorithm) where state = 'active';

create table award (
  org_id uuid not null references organisation (id),
  id uuid not null,
  person_id uuid not null references person (id),
  kind text not null check (kind in ('micro-credential', 'stack', 'badge')),
  achievement_id uuid not null,
  version_id uuid not null,
  source_org_id uuid,
  submission_id uuid,
  hours numeric not null check (hours > 0),
  state text not null check (state in ('active', 'suspended', 'revoked')),
  reason text,
  awarded_at timestamptz not null,
  state_changed_at timestamptz not null,
  primary key (org_id, id),
  foreign key (source_org_id, submission_id) references submission (org_id, id),
  check ((kind = 'micro-credential') = (submission_id is not null)),
  check (state = 'active' or reason <> '')
);
comment on table award is 'credentials: the fact that a person earned an achievement, once per issuer, person and achievement';
create unique index award_once on award (org_id, person_id, kind, achievement_id);
create index award_person on award (person_id);

create table status_list (
  org_id uuid not null references organisation (id),
  id uuid not null,
  purpose text not null check (purpose in ('revocation', 'suspension')),
  size integer not null check (size >= 131072),
  document text,
  document_revision integer not null default 0,
  revision integer not null default 0,
  created_at timestamptz not null,
  primary key (org_id, id)
);
comment on table status_list is 'credentials: a Bitstring Status List; document is the signed list of document_revision';
create index status_list_id on status_list (id);

create table credential (
  org_id uuid not null,
  id uuid not null,
  award_id uuid not null,
  document text not null,
  key_id uuid not null,
  issued_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, award_id) references award (org_id, id),
  foreign key (org_id, key_id) references issuer_key (org_id, id),
  unique (org_id, award_id)
);
comment on table credential is 'credentials: the signed Open Badges 3.0 document of an award, as it was signed';

create table status_entry (
  org_id uuid not null,
  list_id uuid not null,
  index integer not null check (index >= 0),
  credential_id uuid not null,
  set_at timestamptz,
  primary key (org_id, list_id, index),
  foreign key (org_id, list_id) references status_list (org_id, id),
  unique (org_id, list_id, credential_id)
);
comment on table status_entry is 'credentials: the random place of a credential in a status list; set_at says that the bit is set';

create table credential_directory (
  credential_id uuid primary key,
  org_id uuid not null references organisation (id),
  revision integer not null default 1
);
comment on table credential_directory is 'credentials: finds the issuer of a credential id; revision changes whenever its page would look different; a reference table';
