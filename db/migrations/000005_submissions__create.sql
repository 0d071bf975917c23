-- The educator's side. org_id is the district (the root organisation) in which the educator works.

create table plan (
  org_id uuid not null references organisation (id),
  person_id uuid not null references person (id),
  goal text not null default '',
  updated_at timestamptz not null,
  primary key (org_id, person_id)
);
comment on table plan is 'submissions: what an educator wants to learn, in their own words';

create table plan_item (
  org_id uuid not null references organisation (id),
  id uuid not null,
  person_id uuid not null references person (id),
  micro_credential_id uuid not null,
  position integer not null,
  target_date date,
  why text not null default '',
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, person_id, micro_credential_id)
);
comment on table plan_item is 'submissions: a micro-credential an educator chose, in order, with a target date and a reason';

create table pursuit (
  org_id uuid not null references organisation (id),
  id uuid not null,
  person_id uuid not null references person (id),
  organisation_id uuid not null references organisation (id),
  publisher_id uuid not null references organisation (id),
  micro_credential_id uuid not null,
  version_id uuid not null,
  state text not null check (state in ('active', 'earned', 'withdrawn')),
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (org_id, id),
  foreign key (publisher_id, micro_credential_id) references micro_credential (org_id, id),
  foreign key (publisher_id, version_id) references micro_credential_version (org_id, id),
  check ((state = 'active') = (ended_at is null))
);
comment on table pursuit is 'submissions: one educator at work on one version; organisation_id is the school at the start';
create unique index pursuit_one on pursuit (org_id, person_id, micro_credential_id) where state <> 'withdrawn';
create index pursuit_id on pursuit (id);
create index pursuit_person on pursuit (person_id);

create table submission (
  org_id uuid not null,
  id uuid not null,
  pursuit_id uuid not null,
  attempt integer not null check (attempt > 0),
  code text not null,
  state text not null check (state in ('draft', 'submitted', 'in_assessment', 'earned', 'not_yet', 'withdrawn')),
  open_criteria text[] not null,
  changed_note text not null default '',
  own_work boolean not null default false,
  no_identities boolean not null default false,
  may_be_read boolean not null default false,
  started_at timestamptz not null,
  submitted_at timestamptz,
  due_at timestamptz,
  decided_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, pursuit_id) references pursuit (org_id, id),
  unique (org_id, pursuit_id, attempt),
  unique (org_id, code),
  check (state in ('draft', 'withdrawn') or (submitted_at is not null and due_at is not null and own_work and no_identities and may_be_read)),
  check ((state in ('earned', 'not_yet')) = (decided_at is not null))
);
comment on table submission is 'submissions: one attempt; open_criteria are the criteria that this attempt is scored on; code is the name assessors see';
create unique index submission_open on submission (org_id, pursuit_id) where state in ('draft', 'submitted', 'in_assessment');
create index submission_id on submission (id);
create index submission_waiting on submission (due_at) where state = 'submitted';

create table response (
  org_id uuid not null,
  submission_id uuid not null,
  prompt_id text not null,
  body text not null,
  revision integer not null check (revision > 0),
  saved_at timestamptz not null,
  primary key (org_id, submission_id, prompt_id),
  foreign key (org_id, submission_id) references submission (org_id, id)
);
comment on table response is 'submissions: what was written under a prompt; revision counts the saves, so that two tabs cannot overwrite each other';

create table response_conflict (
  org_id uuid not null,
  id uuid not null,
  submission_id uuid not null,
  prompt_id text not null,
  body text not null,
  base_revision integer not null,
  kept_at timestamptz not null,
  settled_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, submission_id) references submission (org_id, id)
);
comment on table response_conflict is 'submissions: text that came from an older tab; kept until the educator has chosen';

create table evidence (
  org_id uuid not null,
  id uuid not null,
  submission_id uuid not null,
  prompt_id text not null,
  kind text not null check (kind in ('link', 'image', 'pdf', 'document', 'audio', 'video')),
  name text not null check (name <> ''),
  url text,
  file_key text,
  media_type text,
  bytes bigint check (bytes >= 0),
  sha256 text,
  state text not null check (state in ('uploading', 'ready', 'removed')),
  added_at timestamptz not null,
  removed_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, submission_id) references submission (org_id, id),
  check ((kind = 'link') = (url is not null)),
  check (kind = 'link' or state <> 'ready' or (file_key is not null and bytes is not null and media_type is not null))
);
comment on table evidence is 'submissions: a link or a file under a prompt; never part of a credential';
create index evidence_submission on evidence (org_id, submission_id);
create index evidence_id on evidence (id);

create table self_assessment (
  org_id uuid not null,
  submission_id uuid not null,
  criterion_id text not null,
  level_id text not null,
  saved_at timestamptz not null,
  primary key (org_id, submission_id, criterion_id),
  foreign key (org_id, submission_id) references submission (org_id, id)
);
comment on table self_assessment is 'submissions: the level an educator thinks their work is at; never shown to the assessor';

create table decision (
  org_id uuid not null,
  submission_id uuid not null,
  outcome text not null check (outcome in ('earned', 'not_yet')),
  decided_at timestamptz not null,
  primary key (org_id, submission_id),
  foreign key (org_id, submission_id) references submission (org_id, id)
);
comment on table decision is 'submissions: the outcome of a submission as its educator sees it; written only by recordDecision';

create table decision_criterion (
  org_id uuid not null,
  submission_id uuid not null,
  criterion_id text not null,
  level_id text not null,
  met boolean not null,
  comment text not null default '',
  primary key (org_id, submission_id, criterion_id),
  foreign key (org_id, submission_id) references decision (org_id, submission_id),
  check (met or comment <> '')
);
comment on table decision_criterion is 'submissions: level and comment per criterion of a decision, without a word of who assessed';
