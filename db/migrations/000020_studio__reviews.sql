-- Review by a second author, and what is known of a publication.

create table draft_contribution (
  org_id uuid not null,
  draft_id uuid not null,
  person_id uuid not null references person (id),
  words integer not null check (words >= 0),
  primary key (org_id, draft_id, person_id),
  foreign key (org_id, draft_id) references draft (org_id, id)
);
comment on table draft_contribution is 'studio: how many words each author has put into a draft; who wrote most of it cannot be its reviewer';

create table draft_review (
  org_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  asked_by uuid not null references person (id),
  asked_at timestamptz not null,
  note text not null default '',
  word text check (word in ('ready', 'please change')),
  said_by uuid references person (id),
  said_at timestamptz,
  answer text not null default '',
  said_of text,
  primary key (org_id, id),
  foreign key (org_id, draft_id) references draft (org_id, id),
  check ((word is null) = (said_at is null) and (word is null) = (said_by is null) and (word is null) = (said_of is null))
);
comment on table draft_review is 'studio: a question to a second author and the word that came back; said_of is the hash of the text it was said of, so that it counts for no other';
create unique index draft_review_open on draft_review (org_id, draft_id) where word is null;

create table draft_comment (
  org_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  section text not null,
  place text not null,
  place_name text not null,
  answer_to uuid,
  body text not null check (body <> ''),
  written_by uuid not null references person (id),
  written_at timestamptz not null,
  resolved_by uuid references person (id),
  resolved_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, draft_id) references draft (org_id, id),
  foreign key (org_id, answer_to) references draft_comment (org_id, id),
  check ((resolved_by is null) = (resolved_at is null)),
  check (answer_to is null or resolved_at is null)
);
comment on table draft_comment is 'studio: what somebody said of one place of a draft (empty: of the whole section), or an answer to that; place_name is what the place was called then';
create index draft_comment_draft on draft_comment (org_id, draft_id);

-- Who published a version, from which draft and why; a file that was imported names nobody. Without a second author the
-- reason is kept in place of the reviewer.
alter table badge_version
  add column change_note text not null default '',
  add column published_by uuid references person (id),
  add column reviewed_by uuid references person (id),
  add column unreviewed_because text,
  add column draft_id uuid,
  add check (reviewed_by is null or unreviewed_because is null);
alter table stack_version
  add column change_note text not null default '',
  add column published_by uuid references person (id),
  add column reviewed_by uuid references person (id),
  add column unreviewed_because text,
  add column draft_id uuid,
  add check (reviewed_by is null or unreviewed_because is null);
alter table micro_credential_version
  add column change_note text not null default '',
  add column published_by uuid references person (id),
  add column reviewed_by uuid references person (id),
  add column unreviewed_because text,
  add column draft_id uuid,
  add check (reviewed_by is null or unreviewed_because is null);

-- The thing is retired, not one of its versions: they all stay what they were, for who is under way and who has earned it.
alter table badge add column retired_at timestamptz, add column retired_because text, add check ((retired_at is null) = (retired_because is null));
alter table stack add column retired_at timestamptz, add column retired_because text, add check ((retired_at is null) = (retired_because is null));
alter table micro_credential add column retired_at timestamptz, add column retired_because text, add check ((retired_at is null) = (retired_because is null));
alter table badge_version drop constraint badge_version_state_check, add constraint badge_version_state_check check (state in ('draft', 'published'));
alter table stack_version drop constraint stack_version_state_check, add constraint stack_version_state_check check (state in ('draft', 'published'));
alter table micro_credential_version drop constraint micro_credential_version_state_check, add constraint micro_credential_version_state_check check (state in ('draft', 'published'));
