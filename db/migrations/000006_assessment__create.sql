-- The assessor's side. A judgement lies beside its submission (same org_id). seat leaves room for a second assessor.

create table judgement (
  org_id uuid not null,
  id uuid not null,
  submission_id uuid not null,
  assessor_id uuid not null references person (id),
  seat integer not null default 1 check (seat between 1 and 3),
  state text not null check (state in ('claimed', 'in_progress', 'completed', 'released', 'expired')),
  claimed_at timestamptz not null,
  active_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, submission_id) references submission (org_id, id),
  check ((state in ('claimed', 'in_progress')) = (ended_at is null))
);
comment on table judgement is 'assessment: one assessor at work on one submission; claims are exclusive and expire by themselves';
create unique index judgement_claim on judgement (org_id, submission_id, seat) where state in ('claimed', 'in_progress', 'completed');
create index judgement_id on judgement (id);
create index judgement_assessor on judgement (assessor_id, state);
create index judgement_expiry on judgement (expires_at) where state in ('claimed', 'in_progress');

create table score (
  org_id uuid not null,
  judgement_id uuid not null,
  criterion_id text not null,
  level_id text,
  comment text not null default '',
  revision integer not null check (revision > 0),
  saved_at timestamptz not null,
  primary key (org_id, judgement_id, criterion_id),
  foreign key (org_id, judgement_id) references judgement (org_id, id)
);
comment on table score is 'assessment: level and comment of one criterion in one judgement, saved while it is being made';

create table evidence_concern (
  org_id uuid not null,
  id uuid not null,
  submission_id uuid not null,
  judgement_id uuid not null,
  kind text not null check (kind in ('file_does_not_open', 'student_recognisable', 'knows_person')),
  assessor_id uuid not null references person (id),
  known_person_id uuid references person (id),
  note text not null default '',
  raised_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, submission_id) references submission (org_id, id),
  foreign key (org_id, judgement_id) references judgement (org_id, id),
  check ((kind = 'knows_person') = (known_person_id is not null))
);
comment on table evidence_concern is 'assessment: something an assessor saw that is not a matter of the rubric; known_person_id is never offered to assessor_id again';
create index evidence_concern_known on evidence_concern (assessor_id) where known_person_id is not null;
