-- What the migrations add up to. Written by `npm run schema`; change db/migrations instead.

-- people: an address that a person wants to add and has not confirmed yet
create table address_request (
  person_id uuid not null,
  email text not null,
  token_hash text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (person_id, email),
  unique (token_hash),
  check (email = lower(email)),
  foreign key (person_id) references person (id)
);

-- credentials: what the authorization server keeps (clients, grants, codes, tokens); a reference table
create table authorization_record (
  kind text not null,
  id text not null,
  payload jsonb not null,
  uid text,
  grant_id text,
  person_id uuid,
  expires_at timestamptz,
  primary key (kind, id),
  foreign key (person_id) references person (id)
);
create index authorization_record_expiry on authorization_record (expires_at) where (expires_at is not null);
create index authorization_record_grant on authorization_record (grant_id) where (grant_id is not null);
create index authorization_record_person on authorization_record (person_id) where (person_id is not null);
create index authorization_record_uid on authorization_record (uid) where (uid is not null);

-- credentials: the fact that a person earned an achievement, once per issuer, person and achievement; from a submission, from its parts, or recorded in bulk
create table award (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  achievement_id uuid not null,
  version_id uuid not null,
  source_org_id uuid,
  submission_id uuid,
  hours numeric not null,
  state text not null,
  reason text,
  awarded_at timestamptz not null,
  state_changed_at timestamptz not null,
  bulk_id uuid,
  primary key (org_id, id),
  check ((state = 'active') or (reason <> '')),
  check (hours > (0)::numeric),
  check (kind in ('micro-credential', 'stack', 'badge', 'medallion')),
  check (
case kind
    when 'micro-credential' then (num_nonnulls(submission_id, bulk_id) = 1)
    else (submission_id is null)
end),
  check (state in ('active', 'suspended', 'revoked')),
  foreign key (source_org_id, submission_id) references submission (org_id, id)
);
create index award_in_force on award (achievement_id, person_id) where ((kind = 'micro-credential') and (state = 'active'));
create unique index award_once on award (org_id, person_id, kind, achievement_id);
create index award_person on award (person_id);

-- credentials: the awards that a medallion was earned with, by whomever, in the order of its path; of a choice those that were earned first
create table award_component (
  org_id uuid not null,
  award_id uuid not null,
  "position" integer not null,
  component_org_id uuid not null,
  component_id uuid not null,
  primary key (org_id, award_id, "position"),
  unique (org_id, award_id, component_org_id, component_id),
  check ("position" > 0),
  foreign key (component_org_id, component_id) references award (org_id, id),
  foreign key (org_id, award_id) references award (org_id, id)
);
create index award_component_of on award_component (component_org_id, component_id);

-- credentials: what the credentials of one achievement share, never changed; with the values of one it gives its signed text
create table award_template (
  org_id uuid not null,
  id uuid not null,
  hash text not null,
  content jsonb not null,
  made_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, hash),
  foreign key (org_id) references organisation (id)
);

-- catalogue: the whole, for example the Project Based Learning Badge
create table badge (
  org_id uuid not null,
  id uuid not null,
  slug text not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  retired_because text,
  primary key (org_id, id),
  unique (org_id, slug),
  check ((retired_at is null) = (retired_because is null)),
  foreign key (org_id) references organisation (id)
);

-- catalogue: what a badge said and held at one time
create table badge_version (
  org_id uuid not null,
  id uuid not null,
  badge_id uuid not null,
  number integer not null,
  state text not null,
  title text not null,
  content jsonb not null,
  content_hash text not null,
  published_at timestamptz,
  content_version text,
  change_note text not null default '',
  published_by uuid,
  reviewed_by uuid,
  unreviewed_because text,
  draft_id uuid,
  primary key (org_id, id),
  unique (org_id, badge_id, number),
  check ((state = 'draft') = (published_at is null)),
  check ((reviewed_by is null) or (unreviewed_because is null)),
  check (number > 0),
  check (state in ('draft', 'published')),
  foreign key (org_id, badge_id) references badge (org_id, id),
  foreign key (published_by) references person (id),
  foreign key (reviewed_by) references person (id)
);
create unique index badge_version_name on badge_version (org_id, badge_id, content_version) where (state <> 'draft');

-- credentials: a file of awards that a registrar checked and may have run
create table bulk (
  org_id uuid not null,
  id uuid not null,
  file_name text not null,
  by_person_id uuid not null,
  state text not null,
  row_count integer not null,
  done_through integer not null default 0,
  awarded_count integer not null default 0,
  checked_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (org_id, id),
  check (row_count >= 0),
  check (state in ('checked', 'running', 'done')),
  foreign key (by_person_id) references person (id),
  foreign key (org_id) references organisation (id)
);

-- credentials: rows of a file that were recorded together, written in the transaction that did it
create table bulk_batch (
  org_id uuid not null,
  bulk_id uuid not null,
  first integer not null,
  last integer not null,
  awarded integer not null,
  unsigned uuid[] not null default '{}'::uuid[], -- awards whose credential no template gives; they are signed one by one after the batches
  primary key (org_id, bulk_id, first),
  foreign key (org_id, bulk_id) references bulk (org_id, id) on delete cascade
);

-- credentials: one row of such a file; kept until a month after it was run
create table bulk_row (
  org_id uuid not null,
  bulk_id uuid not null,
  number integer not null,
  email text not null,
  item text not null,
  day text not null,
  hours_said text not null default '',
  problem text,
  person_id uuid,
  kind text,
  achievement_id uuid,
  version_id uuid,
  awarded_at timestamptz,
  hours numeric,
  primary key (org_id, bulk_id, number),
  check ((problem is not null) or (num_nulls(person_id, kind, achievement_id, version_id, awarded_at, hours) = 0)),
  check (number > 0),
  foreign key (org_id, bulk_id) references bulk (org_id, id) on delete cascade
);

-- catalogue: the framework components that anything was ever aligned to, numbered for the search
create table catalogue_component (
  org_id uuid not null,
  number integer not null,
  framework text not null,
  edition text not null,
  code text not null,
  name text not null,
  primary key (org_id, number),
  unique (org_id, framework, edition, code),
  check (number > 0),
  foreign key (org_id) references organisation (id)
);

-- catalogue: changes whenever anything a public page shows has changed
create table catalogue_revision (
  org_id uuid not null,
  revision text not null,
  changed_at timestamptz not null,
  primary key (org_id),
  foreign key (org_id) references organisation (id)
);

-- catalogue: the words of titles, aliases and tags, for spellings that are nearly right
create table catalogue_word (
  org_id uuid not null,
  word text not null,
  primary key (org_id, word),
  foreign key (org_id) references organisation (id)
);
create index catalogue_word_spelling on catalogue_word using gin (word gin_trgm_ops);

-- submissions: what a coach says of a draft, for its educator alone
create table coaching_comment (
  org_id uuid not null,
  request_id uuid not null,
  about text not null,
  body text not null,
  saved_at timestamptz not null,
  primary key (org_id, request_id, about),
  check (char_length(about) <= 120),
  check (body <> ''),
  foreign key (org_id, request_id) references coaching_request (org_id, id)
);

-- submissions: an educator asked a coach to read a draft; it opens the draft to that coach while it is asked and not handed in
create table coaching_request (
  org_id uuid not null,
  id uuid not null,
  submission_id uuid not null,
  coach_id uuid not null,
  question text not null,
  state text not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  primary key (org_id, id),
  check ((state = 'asked') = (ended_at is null)),
  check (question <> ''),
  check (state in ('asked', 'answered', 'withdrawn')),
  foreign key (coach_id) references person (id),
  foreign key (org_id, submission_id) references submission (org_id, id)
);
create index coaching_request_coach on coaching_request (coach_id);
create unique index coaching_request_id on coaching_request (id);
create unique index coaching_request_open on coaching_request (org_id, submission_id) where (state = 'asked');
create index coaching_request_submission on coaching_request (org_id, submission_id);

-- medallions: educators who work on a medallion together, with a coach and dates
create table cohort (
  org_id uuid not null,
  id uuid not null,
  medallion_id uuid not null,
  version_id uuid not null,
  organisation_id uuid not null,
  name text not null,
  starts_on date not null,
  ends_on date not null,
  coach_id uuid,
  together_id uuid,
  welcome text not null default '',
  invitation_token text,
  launched_by uuid not null,
  launched_at timestamptz not null,
  closed_at timestamptz,
  primary key (org_id, id),
  unique (invitation_token),
  check (starts_on <= ends_on),
  check (char_length(invitation_token) >= 20),
  check (name <> ''),
  foreign key (coach_id) references person (id),
  foreign key (launched_by) references person (id),
  foreign key (org_id, medallion_id) references medallion (org_id, id),
  foreign key (org_id, version_id) references medallion_version (org_id, id),
  foreign key (organisation_id) references organisation (id)
);
create index cohort_coach on cohort (coach_id) where (coach_id is not null);
create unique index cohort_id on cohort (id);
create index cohort_medallion on cohort (org_id, medallion_id);
create index cohort_organisation on cohort (organisation_id);

-- credentials: the signed Open Badges 3.0 document of an award, as it was signed; one of an award is in force, and those that it replaced name it
create table credential (
  org_id uuid not null,
  id uuid not null,
  award_id uuid not null,
  document text,
  key_id uuid not null,
  issued_at timestamptz not null,
  template_id uuid,
  slot_values text[],
  signature bytea,
  text_sha256 bytea,
  valid_until timestamptz,
  superseded_at timestamptz,
  superseded_by uuid,
  superseded_because text,
  revision integer not null default 1, -- changes whenever the page of the credential would look different
  primary key (org_id, id),
  check (length(signature) = 64),
  check (superseded_because in ('holder', 'version', 'key')),
  check (((superseded_at is null) = (superseded_by is null)) and ((superseded_at is null) = (superseded_because is null))),
  check ((num_nonnulls(document, template_id) = 1) and (num_nonnulls(template_id, slot_values, signature, text_sha256) = any (array[0, 4]))),
  check (length(text_sha256) = 32),
  foreign key (org_id, superseded_by) references credential (org_id, id) deferrable initially deferred
);
create unique index credential_current on credential (org_id, award_id) where (superseded_at is null);
create unique index credential_id on credential (id);
create index credential_superseded on credential (org_id, award_id) where (superseded_at is not null);
create index credential_superseded_by on credential (org_id, superseded_by) where (superseded_by is not null);

-- submissions: the outcome of a submission as its educator sees it; written only by recordDecision
create table decision (
  org_id uuid not null,
  submission_id uuid not null,
  outcome text not null,
  decided_at timestamptz not null,
  primary key (org_id, submission_id),
  check (outcome in ('earned', 'not_yet')),
  foreign key (org_id, submission_id) references submission (org_id, id)
);

-- submissions: level and comment per criterion of a decision, without a word of who assessed
create table decision_criterion (
  org_id uuid not null,
  submission_id uuid not null,
  criterion_id text not null,
  level_id text not null,
  met boolean not null,
  comment text not null default '',
  primary key (org_id, submission_id, criterion_id),
  check (met or (comment <> '')),
  foreign key (org_id, submission_id) references decision (org_id, submission_id)
);

-- studio: the next version of something in the catalogue while it is written; thing_id and based_on_version_id say of what, version is that of the file it began from
create table draft (
  org_id uuid not null,
  id uuid not null,
  kind text not null,
  slug text not null,
  thing_id uuid,
  based_on_version_id uuid,
  version text not null,
  state text not null,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed text,
  closed_by uuid,
  closed_at timestamptz,
  primary key (org_id, id),
  check (((closed is null) = (closed_at is null)) and ((closed is null) = (closed_by is null))),
  check (closed in ('discarded', 'published')),
  check (kind in ('micro-credential', 'stack', 'badge')),
  check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  check (state in ('writing', 'in review', 'ready')),
  foreign key (closed_by) references person (id),
  foreign key (created_by) references person (id),
  foreign key (org_id) references organisation (id)
);
create unique index draft_open on draft (org_id, kind, slug) where (closed is null);

-- studio: what somebody said of one place of a draft (empty: of the whole section), or an answer to that; place_name is what the place was called then
create table draft_comment (
  org_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  section text not null,
  place text not null,
  place_name text not null,
  answer_to uuid,
  body text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  resolved_by uuid,
  resolved_at timestamptz,
  primary key (org_id, id),
  check (body <> ''),
  check ((resolved_by is null) = (resolved_at is null)),
  check ((answer_to is null) or (resolved_at is null)),
  foreign key (org_id, answer_to) references draft_comment (org_id, id),
  foreign key (org_id, draft_id) references draft (org_id, id),
  foreign key (resolved_by) references person (id),
  foreign key (written_by) references person (id)
);
create index draft_comment_draft on draft_comment (org_id, draft_id);

-- studio: a section as somebody wrote it while somebody else saved another; kept until its writer has chosen
create table draft_conflict (
  org_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  section text not null,
  content jsonb not null,
  base_revision integer not null,
  kept_by uuid not null,
  kept_at timestamptz not null,
  settled_at timestamptz,
  primary key (org_id, id),
  foreign key (kept_by) references person (id),
  foreign key (org_id, draft_id) references draft (org_id, id)
);
create index draft_conflict_draft on draft_conflict (org_id, draft_id);

-- studio: how many words each author has put into a draft; who wrote most of it cannot be its reviewer
create table draft_contribution (
  org_id uuid not null,
  draft_id uuid not null,
  person_id uuid not null,
  words integer not null,
  primary key (org_id, draft_id, person_id),
  check (words >= 0),
  foreign key (org_id, draft_id) references draft (org_id, id),
  foreign key (person_id) references person (id)
);

-- studio: who has a section open, and when their page last said so
create table draft_presence (
  org_id uuid not null,
  draft_id uuid not null,
  section text not null,
  person_id uuid not null,
  seen_at timestamptz not null,
  primary key (org_id, draft_id, section, person_id),
  foreign key (org_id, draft_id) references draft (org_id, id),
  foreign key (person_id) references person (id)
);

-- studio: a question to a second author and the word that came back; said_of is the hash of the text it was said of, so that it counts for no other
create table draft_review (
  org_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  note text not null default '',
  word text,
  said_by uuid,
  said_at timestamptz,
  answer text not null default '',
  said_of text,
  primary key (org_id, id),
  check (((word is null) = (said_at is null)) and ((word is null) = (said_by is null)) and ((word is null) = (said_of is null))),
  check (word in ('ready', 'please change')),
  foreign key (asked_by) references person (id),
  foreign key (org_id, draft_id) references draft (org_id, id),
  foreign key (said_by) references person (id)
);
create unique index draft_review_open on draft_review (org_id, draft_id) where (word is null);

-- studio: a draft, section by section; revision counts the saves, so that two authors cannot overwrite each other
create table draft_section (
  org_id uuid not null,
  draft_id uuid not null,
  section text not null,
  content jsonb not null,
  revision integer not null,
  saved_by uuid not null,
  saved_at timestamptz not null,
  primary key (org_id, draft_id, section),
  check (revision > 0),
  foreign key (org_id, draft_id) references draft (org_id, id),
  foreign key (saved_by) references person (id)
);

-- medallions: one educator and one medallion: offered, accepted, declined or left; with a cohort or alone
create table enrolment (
  org_id uuid not null,
  medallion_id uuid not null,
  person_id uuid not null,
  version_id uuid not null,
  cohort_id uuid,
  state text not null,
  offered_at timestamptz not null,
  answered_at timestamptz,
  put_off_at timestamptz,
  passed_over_id uuid,
  welcomed_at timestamptz,
  qualified_at_offer boolean not null default false,
  confirmed_by uuid,
  confirmed_at timestamptz,
  primary key (org_id, medallion_id, person_id),
  check ((state = 'offered') = (answered_at is null)),
  check ((put_off_at is null) or (state = 'offered')),
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (state in ('offered', 'accepted', 'declined', 'left')),
  foreign key (confirmed_by) references person (id),
  foreign key (org_id, cohort_id) references cohort (org_id, id),
  foreign key (org_id, medallion_id) references medallion (org_id, id),
  foreign key (org_id, version_id) references medallion_version (org_id, id),
  foreign key (person_id) references person (id)
);
create index enrolment_cohort on enrolment (org_id, cohort_id) where (cohort_id is not null);
create index enrolment_person on enrolment (person_id);
create index enrolment_unwelcomed on enrolment (org_id, cohort_id) where ((welcomed_at is null) and (state = 'offered'));

-- platform: append-only record of what happened, written in the transaction that did it
create table event (
  org_id uuid not null,
  id uuid not null,
  type text not null,
  subject_id uuid not null,
  actor_id uuid,
  payload jsonb not null,
  at timestamptz not null,
  primary key (org_id, id),
  foreign key (actor_id) references person (id),
  foreign key (org_id) references organisation (id)
);
create index event_subject on event (subject_id, at);
create index event_type on event (org_id, type, at);

-- submissions: a link or a file under a prompt; never part of a credential
create table evidence (
  org_id uuid not null,
  id uuid not null,
  submission_id uuid not null,
  prompt_id text not null,
  kind text not null,
  name text not null,
  url text,
  file_key text,
  media_type text,
  bytes bigint,
  sha256 text,
  state text not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  primary key (org_id, id),
  check (bytes >= 0),
  check ((kind = 'link') = (url is not null)),
  check ((kind = 'link') or (state <> 'ready') or ((file_key is not null) and (bytes is not null) and (media_type is not null))),
  check (kind in ('link', 'image', 'pdf', 'document', 'audio', 'video')),
  check (name <> ''),
  check (state in ('uploading', 'ready', 'removed')),
  foreign key (org_id, submission_id) references submission (org_id, id)
);
create index evidence_id on evidence (id);
create index evidence_submission on evidence (org_id, submission_id);

-- assessment: something an assessor saw that is not a matter of the rubric; known_person_id is never offered to assessor_id again
create table evidence_concern (
  org_id uuid not null,
  id uuid not null,
  submission_id uuid not null,
  judgement_id uuid not null,
  kind text not null,
  assessor_id uuid not null,
  known_person_id uuid,
  note text not null default '',
  raised_at timestamptz not null,
  primary key (org_id, id),
  check ((kind = 'knows_person') = (known_person_id is not null)),
  check (kind in ('file_does_not_open', 'student_recognisable', 'knows_person')),
  foreign key (assessor_id) references person (id),
  foreign key (known_person_id) references person (id),
  foreign key (org_id, judgement_id) references judgement (org_id, id),
  foreign key (org_id, submission_id) references submission (org_id, id)
);
create index evidence_concern_known on evidence_concern (assessor_id) where (known_person_id is not null);

-- catalogue: a framework of teaching, in one or more editions
create table framework (
  org_id uuid not null,
  key text not null,
  name text not null,
  note text not null,
  created_at timestamptz not null,
  primary key (org_id, key),
  foreign key (org_id) references organisation (id)
);

-- catalogue: a CASE file that an admin checked and has not yet added
create table framework_check (
  org_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  edition jsonb not null,
  notes jsonb not null,
  checked_at timestamptz not null,
  primary key (org_id, person_id),
  foreign key (org_id) references organisation (id),
  foreign key (person_id) references person (id)
);

-- catalogue: what a micro-credential can be aligned to; in the order of the edition, each below the last one that is less deep
create table framework_component (
  org_id uuid not null,
  edition_id uuid not null,
  "position" integer not null,
  depth integer not null,
  code text not null,
  name text not null,
  statement text,
  kind text,
  domain text not null,
  item_identifier uuid,
  item_uri text,
  words text not null,
  primary key (org_id, edition_id, "position"),
  unique (org_id, edition_id, code),
  check ((item_identifier is null) = (item_uri is null)),
  check (depth > 0),
  check ("position" > 0),
  foreign key (org_id, edition_id) references framework_edition (org_id, id) on delete cascade
);
create index framework_component_words on framework_component using gin (words gin_trgm_ops);

-- catalogue: what a framework is made of in one edition, shipped or imported from a CASE file
create table framework_edition (
  org_id uuid not null,
  id uuid not null,
  framework_key text not null,
  name text not null,
  edition text not null,
  publisher text not null,
  source text not null,
  verified boolean not null,
  note text not null,
  document_identifier uuid,
  document_uri text,
  content_hash text not null,
  changed_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, document_identifier, edition),
  unique (org_id, name, edition),
  check ((source = 'imported') = (document_identifier is not null)),
  check (not (verified and (source = 'imported'))),
  check (source in ('shipped', 'imported')),
  foreign key (org_id, framework_key) references framework (org_id, key)
);

-- credentials: a credential of another issuer that a person keeps here, as it came
create table held_credential (
  person_id uuid not null,
  id uuid not null,
  issuer text not null,
  issuer_name text not null,
  credential_id text not null,
  title text not null,
  form text not null,
  document text not null,
  received_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (person_id, id),
  unique (person_id, issuer, credential_id),
  check (form in ('json', 'jwt')),
  foreign key (person_id) references person (id)
);

-- credentials: what a person tells other badge services about themselves, beside name and address
create table host_profile (
  person_id uuid not null,
  document jsonb not null,
  changed_at timestamptz not null,
  primary key (person_id),
  foreign key (person_id) references person (id)
);

-- people: a role that somebody is offered by mail; to an educator of another tree it is a transfer
create table invitation (
  org_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  email text not null,
  kind text not null,
  token_hash text,
  letters integer not null default 1,
  invited_by uuid not null,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  answer text,
  answered_by uuid,
  answered_at timestamptz,
  primary key (org_id, id),
  unique (token_hash),
  check (answer in ('accepted', 'declined', 'withdrawn')),
  check ((answer is null) = (answered_at is null)),
  check ((answer IS DISTINCT FROM 'accepted') or (answered_by is not null)),
  check (email = lower(email)),
  check (kind in ('educator', 'assessor', 'leader', 'author', 'registrar', 'admin')),
  check (letters > 0),
  foreign key (answered_by) references person (id),
  foreign key (invited_by) references person (id),
  foreign key (org_id) references organisation (id),
  foreign key (organisation_id) references organisation (id)
);
create index invitation_email on invitation (email) where (answer is null);
create unique index invitation_open on invitation (org_id, organisation_id, email, kind) where (answer is null);
create index invitation_organisation on invitation (organisation_id) where (answer is null);

-- credentials: signing keys of an issuer; the private half is encrypted by the master key, and gone once retired
create table issuer_key (
  org_id uuid not null,
  id uuid not null,
  algorithm text not null,
  public_multibase text not null,
  private_encrypted bytea,
  state text not null,
  created_at timestamptz not null,
  state_changed_at timestamptz not null,
  primary key (org_id, id),
  check (algorithm in ('Ed25519', 'P-256')),
  check ((state = 'retired') = (private_encrypted is null)),
  check (state in ('active', 'replaced', 'retired')),
  foreign key (org_id) references organisation (id)
);
create unique index issuer_key_active on issuer_key (org_id, algorithm) where (state = 'active');

-- assessment: one assessor at work on one submission; claims are exclusive and expire by themselves
create table judgement (
  org_id uuid not null,
  id uuid not null,
  submission_id uuid not null,
  assessor_id uuid not null,
  seat integer not null default 1,
  state text not null,
  claimed_at timestamptz not null,
  active_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (org_id, id),
  check ((state in ('claimed', 'in_progress')) = (ended_at is null)),
  check ((seat >= 1) and (seat <= 3)),
  check (state in ('claimed', 'in_progress', 'completed', 'released', 'expired')),
  foreign key (assessor_id) references person (id),
  foreign key (org_id, submission_id) references submission (org_id, id)
);
create index judgement_assessor on judgement (assessor_id, state);
create unique index judgement_claim on judgement (org_id, submission_id, seat) where (state in ('claimed', 'in_progress', 'completed'));
create index judgement_expiry on judgement (expires_at) where (state in ('claimed', 'in_progress'));
create index judgement_id on judgement (id);

-- platform: the outbox; a job hands each row to the mail server
create table mail (
  id uuid not null,
  to_address text not null,
  subject text not null,
  body text not null,
  state text not null default 'queued',
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz,
  headers jsonb not null default '{}'::jsonb,
  file_id uuid,
  primary key (id),
  check (state in ('queued', 'sent', 'refused')),
  foreign key (file_id) references mail_file (id) on delete set null
);
create index mail_created on mail (created_at);
create index mail_file_of on mail (file_id) where (file_id is not null);

-- platform: a file that letters carry, kept once for all of them; forgotten after a month
create table mail_file (
  id uuid not null,
  name text not null,
  media_type text not null,
  bytes bytea not null,
  created_at timestamptz not null,
  primary key (id)
);

-- medallions: micro-credentials that an organisation has chosen for its mission; what it says stands in its versions
create table medallion (
  org_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  slug text not null,
  created_by uuid not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  retired_because text,
  primary key (org_id, id),
  unique (org_id, organisation_id, slug),
  check ((retired_at is null) = (retired_because is null)),
  check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  foreign key (created_by) references person (id),
  foreign key (org_id) references organisation (id),
  foreign key (organisation_id) references organisation (id)
);
create unique index medallion_id on medallion (id);
create index medallion_organisation on medallion (organisation_id);

-- medallions: what somebody says of a draft
create table medallion_comment (
  org_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  about text not null,
  body text not null,
  author_id uuid not null,
  written_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  primary key (org_id, id),
  check (body <> ''),
  check ((settled_at is null) = (settled_by is null)),
  foreign key (author_id) references person (id),
  foreign key (org_id, draft_id) references medallion_draft (org_id, id),
  foreign key (settled_by) references person (id)
);
create index medallion_comment_draft on medallion_comment (org_id, draft_id);

-- medallions: what could not be put together with what somebody else had saved of a draft first; one of the two is chosen
create table medallion_conflict (
  org_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  content jsonb not null,
  kept_by uuid not null,
  kept_at timestamptz not null,
  settled_at timestamptz,
  primary key (org_id, id),
  foreign key (kept_by) references person (id),
  foreign key (org_id, draft_id) references medallion_draft (org_id, id)
);
create index medallion_conflict_draft on medallion_conflict (org_id, draft_id) where (settled_at is null);

-- medallions: the next version while it is designed; content may be incomplete; one open draft of a medallion
create table medallion_draft (
  org_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  medallion_id uuid,
  content jsonb not null,
  revision integer not null default 1,
  start jsonb,
  saved_by uuid not null,
  saved_at timestamptz not null,
  created_by uuid not null,
  created_at timestamptz not null,
  closed text,
  closed_at timestamptz,
  primary key (org_id, id),
  check ((closed is null) = (closed_at is null)),
  check (closed in ('published', 'discarded')),
  check (revision > 0),
  foreign key (created_by) references person (id),
  foreign key (org_id) references organisation (id),
  foreign key (org_id, medallion_id) references medallion (org_id, id),
  foreign key (organisation_id) references organisation (id),
  foreign key (saved_by) references person (id)
);
create unique index medallion_draft_id on medallion_draft (id);
create unique index medallion_draft_open on medallion_draft (org_id, medallion_id) where ((closed is null) and (medallion_id is not null));
create index medallion_draft_organisation on medallion_draft (organisation_id) where (closed is null);

-- medallions: the micro-credentials that a version lists, in the order of its path, as far as queries go by them
create table medallion_pick (
  org_id uuid not null,
  version_id uuid not null,
  "position" integer not null,
  publisher_id uuid not null,
  micro_credential_id uuid not null,
  group_id text,
  needed integer not null,
  primary key (org_id, version_id, "position"),
  unique (org_id, version_id, micro_credential_id),
  check ((group_id is not null) or (needed = 1)),
  check (needed > 0),
  check ("position" > 0),
  foreign key (org_id, version_id) references medallion_version (org_id, id),
  foreign key (publisher_id, micro_credential_id) references micro_credential (org_id, id)
);
create index medallion_pick_micro_credential on medallion_pick (micro_credential_id);

-- medallions: a colleague who was asked to read a draft and may comment on it
create table medallion_reader (
  org_id uuid not null,
  draft_id uuid not null,
  person_id uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  primary key (org_id, draft_id, person_id),
  foreign key (asked_by) references person (id),
  foreign key (org_id, draft_id) references medallion_draft (org_id, id),
  foreign key (person_id) references person (id)
);
create index medallion_reader_person on medallion_reader (person_id);

-- medallions: the last revisions of a draft, so that what two leaders made of one of them can be put together
create table medallion_save (
  org_id uuid not null,
  draft_id uuid not null,
  revision integer not null,
  content jsonb not null,
  saved_by uuid not null,
  saved_at timestamptz not null,
  primary key (org_id, draft_id, revision),
  check (revision > 0),
  foreign key (org_id, draft_id) references medallion_draft (org_id, id),
  foreign key (saved_by) references person (id)
);

-- medallions: what a medallion said and asked for at one time; a version never changes
create table medallion_version (
  org_id uuid not null,
  id uuid not null,
  medallion_id uuid not null,
  organisation_id uuid not null,
  number integer not null,
  title text not null,
  needed integer not null,
  hours_min numeric not null,
  hours_max numeric not null,
  content jsonb not null,
  content_hash text not null,
  change_note text not null default '',
  published_by uuid not null,
  published_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, medallion_id, number),
  check (hours_min <= hours_max),
  check ((needed >= 8) and (needed <= 12)),
  check (number > 0),
  check (title <> ''),
  foreign key (org_id, medallion_id) references medallion (org_id, id),
  foreign key (organisation_id) references organisation (id),
  foreign key (published_by) references person (id)
);
create unique index medallion_version_id on medallion_version (id);

-- catalogue: the assessment of one competency; what it says stands in its versions
create table micro_credential (
  org_id uuid not null,
  id uuid not null,
  slug text not null,
  stack_id uuid not null,
  "position" integer not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  retired_because text,
  primary key (org_id, id),
  unique (org_id, slug),
  check ((retired_at is null) = (retired_because is null)),
  check ("position" > 0),
  foreign key (org_id) references organisation (id),
  foreign key (org_id, stack_id) references stack (org_id, id)
);
create index micro_credential_id on micro_credential (id);

-- catalogue: every micro-credential that can be found, as its newest version says: weighted text (all of it, and without the body), where it stands, what narrows it; written anew when its source has changed
create table micro_credential_search (
  org_id uuid not null,
  micro_credential_id uuid not null,
  source text not null,
  stack_id uuid not null,
  place integer not null,
  hours double precision not null,
  components integer[] not null,
  words text[] not null,
  heading tsvector not null,
  document tsvector not null,
  primary key (org_id, micro_credential_id),
  foreign key (org_id, micro_credential_id) references micro_credential (org_id, id)
);
create index micro_credential_search_document on micro_credential_search using gin (document) with (fastupdate=off);

-- catalogue: one version; a draft is an outline that cannot be started, a published one never changes
create table micro_credential_version (
  org_id uuid not null,
  id uuid not null,
  micro_credential_id uuid not null,
  number integer not null,
  state text not null,
  title text not null,
  competency text not null,
  hours_min numeric not null,
  hours_max numeric not null,
  hours_credited numeric not null,
  content jsonb not null,
  content_hash text not null,
  published_at timestamptz,
  content_version text,
  change_note text not null default '',
  published_by uuid,
  reviewed_by uuid,
  unreviewed_because text,
  draft_id uuid,
  primary key (org_id, id),
  unique (org_id, micro_credential_id, number),
  check ((state = 'draft') = (published_at is null)),
  check ((hours_min <= hours_credited) and (hours_credited <= hours_max)),
  check ((reviewed_by is null) or (unreviewed_because is null)),
  check (hours_min > (0)::numeric),
  check (number > 0),
  check (state in ('draft', 'published')),
  foreign key (org_id, micro_credential_id) references micro_credential (org_id, id),
  foreign key (published_by) references person (id),
  foreign key (reviewed_by) references person (id)
);
create unique index micro_credential_version_draft on micro_credential_version (org_id, micro_credential_id) where (state = 'draft');
create index micro_credential_version_id on micro_credential_version (id);
create unique index micro_credential_version_name on micro_credential_version (org_id, micro_credential_id, content_version) where (state <> 'draft');

-- people: publishers, districts and schools; root_id is the tenant a row belongs to
create table organisation (
  id uuid not null,
  root_id uuid not null,
  parent_id uuid,
  kind text not null,
  slug text not null,
  name text not null,
  country text not null,
  region text,
  time_zone text not null,
  url text,
  demo boolean not null default false,
  created_at timestamptz not null,
  path uuid[] not null, -- from the root to the organisation itself: who answers for one of these answers for it
  primary key (id),
  unique (slug),
  check ((parent_id is not null) or (root_id = id)),
  check (parent_id <> id),
  check (country ~ '^[A-Z]{2}$'),
  check (kind in ('publisher', 'district', 'school')),
  check (name <> ''),
  check ((path[1] = root_id) and (path[cardinality(path)] = id)),
  check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  foreign key (parent_id) references organisation (id),
  foreign key (root_id) references organisation (id)
);
create index organisation_path on organisation using gin (path);
create index organisation_root on organisation (root_id);

-- people: how an organisation looks, its mission and the named goals of it ({ id, name, text }); no row: nothing was said yet
create table organisation_profile (
  org_id uuid not null,
  organisation_id uuid not null,
  monogram text not null default '',
  ink text not null default '',
  mission text not null default '',
  goals jsonb not null default '[]'::jsonb,
  updated_by uuid not null,
  updated_at timestamptz not null,
  primary key (org_id, organisation_id),
  check ((ink = '') or (ink ~ '^#[0-9a-f]{6}$')),
  check (char_length(monogram) <= 3),
  foreign key (org_id) references organisation (id),
  foreign key (organisation_id) references organisation (id),
  foreign key (updated_by) references person (id)
);

-- people: a file of people: read (nothing is changed), applied, undone
create table people_import (
  org_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  organisation_id uuid not null,
  format text not null,
  file_name text not null,
  whole boolean not null,
  admins boolean not null default false,
  welcome boolean not null default false,
  without_rows boolean not null default false,
  state text not null,
  roster bytea,
  memory bytea,
  digest text not null,
  counts jsonb not null,
  by_person_id uuid not null,
  read_at timestamptz not null,
  applied_by uuid,
  applied_at timestamptz,
  undone_by uuid,
  undone_at timestamptz,
  primary key (org_id, id),
  check ((state = 'read') = (applied_at is null)),
  check ((state = 'undone') = (undone_at is not null)),
  check (format in ('csv', 'oneroster')),
  check (state in ('read', 'applied', 'undone')),
  foreign key (applied_by) references person (id),
  foreign key (by_person_id) references person (id),
  foreign key (org_id) references organisation (id),
  foreign key (org_id, source_id) references people_source (org_id, id),
  foreign key (organisation_id) references organisation (id),
  foreign key (undone_by) references person (id)
);
create index people_import_applied on people_import (org_id, applied_at);

-- people: what a file would change, and once applied, what it changed and how it was before
create table people_import_change (
  org_id uuid not null,
  import_id uuid not null,
  number integer not null,
  part integer not null,
  category text not null,
  what text not null,
  line integer not null,
  name text not null,
  email text not null,
  person_id uuid,
  organisation_id uuid,
  role_id uuid,
  role text,
  place text not null default '',
  before text,
  after text,
  kept text,
  primary key (org_id, import_id, number, part),
  check (category in ('organisation', 'added', 'changed', 'moved', 'leaving', 'offered', 'kept')),
  foreign key (org_id, import_id) references people_import (org_id, id) on delete cascade
);
create index people_import_change_category on people_import_change (org_id, import_id, category, number);

-- people: rows of a file that cannot be taken in, and why
create table people_import_problem (
  org_id uuid not null,
  import_id uuid not null,
  number integer not null,
  whole boolean not null,
  file text not null,
  line integer not null,
  problem text not null,
  detail text not null default '',
  primary key (org_id, import_id, number),
  foreign key (org_id, import_id) references people_import (org_id, id) on delete cascade
);

-- people: where files of people come from; what it said last is remembered under its own ids
create table people_source (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, name),
  check (name <> ''),
  foreign key (org_id) references organisation (id)
);

-- people: roles that came from a source; only these end when it says so, never one that somebody gave by hand
create table people_source_given (
  org_id uuid not null,
  role_id uuid not null,
  source_id uuid not null,
  primary key (org_id, role_id),
  foreign key (org_id, role_id) references role (org_id, id) on delete cascade,
  foreign key (org_id, source_id) references people_source (org_id, id)
);

-- people: what a source calls an organisation (sourcedId)
create table people_source_organisation (
  org_id uuid not null,
  source_id uuid not null,
  ref text not null,
  organisation_id uuid,
  kind text not null,
  name text not null,
  parent_ref text,
  primary key (org_id, source_id, ref),
  check (kind in ('district', 'school', 'other')),
  foreign key (org_id, source_id) references people_source (org_id, id),
  foreign key (organisation_id) references organisation (id)
);
create index people_source_organisation_id on people_source_organisation (organisation_id);

-- people: what a source calls a person (sourcedId, employee id), and what it wrote of them last
create table people_source_person (
  org_id uuid not null,
  source_id uuid not null,
  ref text not null,
  person_id uuid not null,
  name text not null,
  email text not null,
  primary key (org_id, source_id, ref),
  foreign key (org_id, source_id) references people_source (org_id, id),
  foreign key (person_id) references person (id)
);
create index people_source_person_id on people_source_person (person_id);

-- people: a role that a source says somebody has; several may say the same
create table people_source_role (
  org_id uuid not null,
  source_id uuid not null,
  ref text not null,
  person_ref text not null,
  organisation_id uuid not null,
  kind text not null,
  primary key (org_id, source_id, ref),
  check (kind in ('educator', 'assessor', 'leader', 'author', 'registrar', 'admin')),
  foreign key (org_id, source_id, person_ref) references people_source_person (org_id, source_id, ref),
  foreign key (organisation_id) references organisation (id)
);
create index people_source_role_person on people_source_role (org_id, source_id, person_ref);

-- people: an identity that outlives a job; sign_name is the wish to have the name inside signed credentials
create table person (
  id uuid not null,
  name text not null,
  time_zone text,
  sign_name boolean not null default false,
  demo boolean not null default false,
  created_at timestamptz not null,
  primary key (id),
  check (name <> '')
);

-- people: the addresses of a person, in lower case
create table person_email (
  email text not null,
  person_id uuid not null,
  is_primary boolean not null,
  verified_at timestamptz,
  created_at timestamptz not null,
  primary key (email),
  check (email = lower(email)),
  foreign key (person_id) references person (id)
);
create unique index person_email_primary on person_email (person_id) where is_primary;

-- submissions: what an educator wants to learn, in their own words
create table plan (
  org_id uuid not null,
  person_id uuid not null,
  goal text not null default '',
  updated_at timestamptz not null,
  primary key (org_id, person_id),
  foreign key (org_id) references organisation (id),
  foreign key (person_id) references person (id)
);
create index plan_person on plan (person_id);

-- submissions: a micro-credential an educator chose, in order, with a target date and a reason
create table plan_item (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  micro_credential_id uuid not null,
  "position" integer not null,
  target_date date,
  why text not null default '',
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, person_id, micro_credential_id),
  foreign key (org_id) references organisation (id),
  foreign key (person_id) references person (id)
);
create index plan_item_person on plan_item (person_id);

-- submissions: one educator at work on one version; organisation_id is the school at the start
create table pursuit (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  publisher_id uuid not null,
  micro_credential_id uuid not null,
  version_id uuid not null,
  state text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (org_id, id),
  check ((state = 'active') = (ended_at is null)),
  check (state in ('active', 'earned', 'withdrawn')),
  foreign key (org_id) references organisation (id),
  foreign key (organisation_id) references organisation (id),
  foreign key (person_id) references person (id),
  foreign key (publisher_id) references organisation (id),
  foreign key (publisher_id, micro_credential_id) references micro_credential (org_id, id),
  foreign key (publisher_id, version_id) references micro_credential_version (org_id, id)
);
create index pursuit_id on pursuit (id);
create unique index pursuit_one on pursuit (org_id, person_id, micro_credential_id) where (state <> 'withdrawn');
create index pursuit_person on pursuit (person_id);

-- insights: whether and when a person is reminded by mail, and when last; no row: wanted, and never yet. A reference table
create table reminder_preference (
  person_id uuid not null,
  wanted boolean not null default true,
  quiet_from integer not null default 18,
  quiet_until integer not null default 7,
  changed_at timestamptz,
  last_letter_at timestamptz,
  primary key (person_id),
  check ((quiet_from >= 12) and (quiet_from <= 24)),
  check ((quiet_until >= 0) and (quiet_until <= 12)),
  foreign key (person_id) references person (id)
);

-- insights: what a person was reminded of last, in which state. A reference table
create table reminder_told (
  person_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  state text not null,
  told_at timestamptz not null,
  primary key (person_id, kind, subject_id),
  check (kind in ('offer', 'not started', 'stalled', 'not yet', 'one left')),
  foreign key (person_id) references person (id)
);

-- insights: who else of the tree gets a report by mail
create table report_reader (
  org_id uuid not null,
  schedule_id uuid not null,
  person_id uuid not null,
  primary key (org_id, schedule_id, person_id),
  foreign key (org_id, schedule_id) references report_schedule (org_id, id),
  foreign key (person_id) references person (id)
);

-- insights: a board report that goes out by mail, as long as its leader leads what it is about
create table report_schedule (
  org_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  medallion_id uuid,
  leader_id uuid not null,
  every text not null,
  next_on date not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_because text,
  primary key (org_id, id),
  check ((ended_at is null) = (ended_because is null)),
  check (ended_because in ('stopped', 'role ended')),
  check (every in ('month', 'quarter')),
  foreign key (leader_id) references person (id),
  foreign key (org_id) references organisation (id),
  foreign key (org_id, medallion_id) references medallion (org_id, id),
  foreign key (organisation_id) references organisation (id)
);
create index report_schedule_due on report_schedule (next_on) where (ended_at is null);
create unique index report_schedule_one on report_schedule (org_id, organisation_id, leader_id, medallion_id) nulls not distinct where (ended_at is null);

-- submissions: what was written under a prompt; revision counts the saves, so that two tabs cannot overwrite each other
create table response (
  org_id uuid not null,
  submission_id uuid not null,
  prompt_id text not null,
  body text not null,
  revision integer not null,
  saved_at timestamptz not null,
  primary key (org_id, submission_id, prompt_id),
  check (revision > 0),
  foreign key (org_id, submission_id) references submission (org_id, id)
);

-- submissions: text that came from an older tab; kept until the educator has chosen
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

-- people: what a person may do in an organisation, from when until when
create table role (
  org_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  kind text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (org_id, id),
  check (ended_at >= started_at),
  check (kind in ('educator', 'assessor', 'leader', 'author', 'registrar', 'admin')),
  foreign key (org_id) references organisation (id),
  foreign key (organisation_id) references organisation (id),
  foreign key (person_id) references person (id)
);
create unique index role_current on role (org_id, organisation_id, person_id, kind) where (ended_at is null);
create index role_id on role (id);
create index role_organisation on role (organisation_id, kind) where (ended_at is null);
create index role_person on role (person_id) where (ended_at is null);

-- insights: what each school and district adds up to, counted every hour; it can be counted anew at any time
create table school_progress (
  org_id uuid not null,
  organisation_id uuid not null,
  educators integer not null,
  taking_part integer not null,
  earners integer not null,
  awards integer not null,
  hours numeric not null,
  decided_people integer not null,
  decisions integer not null,
  decided_earned integer not null,
  attempts numeric,
  median_days numeric,
  counted_at timestamptz not null,
  primary key (org_id, organisation_id),
  foreign key (org_id) references organisation (id),
  foreign key (organisation_id) references organisation (id)
);

-- assessment: level and comment of one criterion in one judgement, saved while it is being made
create table score (
  org_id uuid not null,
  judgement_id uuid not null,
  criterion_id text not null,
  level_id text,
  comment text not null default '',
  revision integer not null,
  saved_at timestamptz not null,
  primary key (org_id, judgement_id, criterion_id),
  check (revision > 0),
  foreign key (org_id, judgement_id) references judgement (org_id, id)
);

-- submissions: the level an educator thinks their work is at; never shown to the assessor
create table self_assessment (
  org_id uuid not null,
  submission_id uuid not null,
  criterion_id text not null,
  level_id text not null,
  saved_at timestamptz not null,
  primary key (org_id, submission_id, criterion_id),
  foreign key (org_id, submission_id) references submission (org_id, id)
);

-- people: the single-use link that makes the first admin of a new installation
create table setup_link (
  token_hash text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (token_hash)
);

-- credentials: awards whose page its educator shares: with a picture for other sites, and to be found by search engines
create table shared_award (
  org_id uuid not null,
  award_id uuid not null,
  shared_at timestamptz not null,
  primary key (org_id, award_id),
  foreign key (org_id, award_id) references award (org_id, id)
);

-- credentials: the links and files of the own submission that an educator shows to everyone beside a shared award
create table shared_evidence (
  org_id uuid not null,
  award_id uuid not null,
  evidence_id uuid not null,
  source_org_id uuid not null,
  shared_at timestamptz not null,
  primary key (org_id, award_id, evidence_id),
  foreign key (org_id, award_id) references shared_award (org_id, award_id) on delete cascade,
  foreign key (source_org_id, evidence_id) references evidence (org_id, id)
);

-- catalogue: micro-credentials of one domain of teaching
create table stack (
  org_id uuid not null,
  id uuid not null,
  slug text not null,
  badge_id uuid,
  "position" integer not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  retired_because text,
  primary key (org_id, id),
  unique (org_id, slug),
  check ((retired_at is null) = (retired_because is null)),
  check ("position" > 0),
  foreign key (org_id, badge_id) references badge (org_id, id),
  foreign key (org_id) references organisation (id)
);

-- catalogue: what a stack said and how it is drawn at one time
create table stack_version (
  org_id uuid not null,
  id uuid not null,
  stack_id uuid not null,
  number integer not null,
  state text not null,
  title text not null,
  content jsonb not null,
  content_hash text not null,
  published_at timestamptz,
  content_version text,
  change_note text not null default '',
  published_by uuid,
  reviewed_by uuid,
  unreviewed_because text,
  draft_id uuid,
  primary key (org_id, id),
  unique (org_id, stack_id, number),
  check ((state = 'draft') = (published_at is null)),
  check ((reviewed_by is null) or (unreviewed_because is null)),
  check (number > 0),
  check (state in ('draft', 'published')),
  foreign key (org_id, stack_id) references stack (org_id, id),
  foreign key (published_by) references person (id),
  foreign key (reviewed_by) references person (id)
);
create unique index stack_version_name on stack_version (org_id, stack_id, content_version) where (state <> 'draft');

-- credentials: the random place of a credential in a pair of status lists; set_at says that the bit is set. Credentials of a reserved list are entered when their bit is set first
create table status_entry (
  org_id uuid not null,
  list_id uuid not null,
  index integer not null,
  credential_id uuid not null,
  set_at timestamptz,
  suspended boolean not null default false,
  primary key (org_id, list_id, index),
  check (index >= 0),
  check ((set_at is not null) or (not suspended))
);
create index status_entry_credential on status_entry (org_id, credential_id);

-- credentials: a Bitstring Status List and its twin of suspensions; the documents are the signed lists of document_revision
create table status_list (
  org_id uuid not null,
  id uuid not null,
  size integer not null,
  document text,
  document_revision integer not null default 0,
  revision integer not null default 0,
  created_at timestamptz not null,
  suspension_document text,
  reserved boolean not null default false, -- a bulk run made it for itself: nobody else takes a place in it
  primary key (org_id, id),
  check (size >= 131072),
  foreign key (org_id) references organisation (id)
);
create index status_list_id on status_list (id);

-- submissions: one attempt; open_criteria are the criteria that this attempt is scored on; code is the name assessors see
create table submission (
  org_id uuid not null,
  id uuid not null,
  pursuit_id uuid not null,
  attempt integer not null,
  code text not null,
  state text not null,
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
  unique (org_id, code),
  unique (org_id, pursuit_id, attempt),
  check (attempt > 0),
  check ((state in ('draft', 'withdrawn')) or ((submitted_at is not null) and (due_at is not null) and own_work and no_identities and may_be_read)),
  check ((state in ('earned', 'not_yet')) = (decided_at is not null)),
  check (state in ('draft', 'submitted', 'in_assessment', 'earned', 'not_yet', 'withdrawn')),
  foreign key (org_id, pursuit_id) references pursuit (org_id, id)
);
create index submission_id on submission (id);
create unique index submission_open on submission (org_id, pursuit_id) where (state in ('draft', 'submitted', 'in_assessment'));
create index submission_waiting on submission (due_at) where (state = 'submitted');

-- credentials: places in the two status lists of the VC-API issuer; a reference table
create table vc_api_entry (
  credential_id text not null,
  index integer not null,
  revoked boolean not null default false,
  suspended boolean not null default false,
  issued_at timestamptz not null,
  primary key (credential_id),
  unique (index),
  check (index >= 0)
);

-- credentials: an offer to bring one credential into a wallet, used once; codes and tokens as hashes
create table wallet_offer (
  org_id uuid not null,
  id uuid not null,
  credential_id uuid not null,
  code_hash text not null,
  transaction_code_hash text not null,
  attempts integer not null default 0,
  expires_at timestamptz not null,
  token_hash text,
  token_expires_at timestamptz,
  received_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, credential_id) references credential (org_id, id)
);
create unique index wallet_offer_code on wallet_offer (code_hash);
create index wallet_offer_expiry on wallet_offer (expires_at);
create unique index wallet_offer_token on wallet_offer (token_hash) where (token_hash is not null);

-- people: a way to sign in (password, later single sign-on)
create table auth.account (
  id uuid not null,
  account_id text not null,
  provider_id text not null,
  login_id uuid not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (id),
  foreign key (login_id) references auth.login (id) on delete cascade
);
create index account_login on auth.account (login_id);

-- people: what better-auth knows of a person
create table auth.login (
  id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (id),
  unique (email),
  foreign key (id) references person (id)
);

-- people: one signed-in browser
create table auth.session (
  id uuid not null,
  expires_at timestamptz not null,
  token text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ip_address text,
  user_agent text,
  login_id uuid not null,
  primary key (id),
  unique (token),
  foreign key (login_id) references auth.login (id) on delete cascade
);
create index session_login on auth.session (login_id);

-- people: a magic link or code that waits to be used
create table auth.verification (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (id)
);
create index verification_identifier on auth.verification (identifier);
