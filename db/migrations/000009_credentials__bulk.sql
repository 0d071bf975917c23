-- Awards that a registrar records in bulk, and credentials that are kept as what differs from a template.

create table bulk (
  org_id uuid not null references organisation (id),
  id uuid not null,
  file_name text not null,
  by_person_id uuid not null references person (id),
  state text not null check (state in ('checked', 'running', 'done')),
  row_count integer not null check (row_count >= 0),
  -- Everything up to this row of the file is dealt with; more may be.
  done_through integer not null default 0,
  awarded_count integer not null default 0,
  checked_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (org_id, id)
);
comment on table bulk is 'credentials: a file of awards that a registrar checked and may have run';

create table bulk_row (
  org_id uuid not null,
  bulk_id uuid not null,
  number integer not null check (number > 0),
  -- as they stood in the file
  email text not null,
  item text not null,
  day text not null,
  hours_said text not null default '',
  -- what they were found to mean; a row with a problem is never awarded
  problem text,
  person_id uuid,
  kind text,
  achievement_id uuid,
  version_id uuid,
  awarded_at timestamptz,
  hours numeric,
  primary key (org_id, bulk_id, number),
  foreign key (org_id, bulk_id) references bulk (org_id, id) on delete cascade,
  check (problem is not null or num_nulls(person_id, kind, achievement_id, version_id, awarded_at, hours) = 0)
);
comment on table bulk_row is 'credentials: one row of such a file; kept until a month after it was run';

create table bulk_batch (
  org_id uuid not null,
  bulk_id uuid not null,
  -- The rows of the file from the first to the last of these are dealt with.
  first integer not null,
  last integer not null,
  awarded integer not null,
  primary key (org_id, bulk_id, first),
  foreign key (org_id, bulk_id) references bulk (org_id, id) on delete cascade
);
comment on table bulk_batch is 'credentials: rows of a file that were recorded together, written in the transaction that did it';

alter table award
  add column bulk_id uuid,
  drop constraint award_check,
  add constraint award_source_check check (
    case kind when 'micro-credential' then num_nonnulls(submission_id, bulk_id) = 1 else submission_id is null end
  ),
  add constraint award_bulk_fkey foreign key (org_id, bulk_id) references bulk (org_id, id);
comment on table award is 'credentials: the fact that a person earned an achievement, once per issuer, person and achievement; from a submission, from its parts, or recorded in bulk';

create table award_template (
  org_id uuid not null references organisation (id),
  id uuid not null,
  -- names the content: two templates of one hash are one
  hash text not null,
  content jsonb not null,
  made_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, hash)
);
comment on table award_template is 'credentials: what the credentials of one achievement share, never changed; with the values of one it gives its signed text';

alter table credential
  alter column document drop not null,
  add column template_id uuid,
  add column slot_values text[],
  add column signature bytea check (length(signature) = 64),
  add column text_sha256 bytea check (length(text_sha256) = 32),
  add constraint credential_template_fkey foreign key (org_id, template_id) references award_template (org_id, id),
  add constraint credential_text_check check (
    num_nonnulls(document, template_id) = 1 and num_nonnulls(template_id, slot_values, signature, text_sha256) in (0, 4)
  );
