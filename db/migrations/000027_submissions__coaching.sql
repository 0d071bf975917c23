-- A coach reads a draft before it is handed in: no scores, and what is said is for the educator alone.

create table coaching_request (
  org_id uuid not null,
  id uuid not null,
  submission_id uuid not null,
  coach_id uuid not null references person (id),
  -- What the educator would like to know, in their own words
  question text not null check (question <> ''),
  state text not null check (state in ('asked', 'answered', 'withdrawn')),
  asked_at timestamptz not null,
  ended_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, submission_id) references submission (org_id, id),
  check ((state = 'asked') = (ended_at is null))
);
comment on table coaching_request is 'submissions: an educator asked a coach to read a draft; it opens the draft to that coach while it is asked and not handed in';
create unique index coaching_request_id on coaching_request (id);
create unique index coaching_request_open on coaching_request (org_id, submission_id) where state = 'asked';
create index coaching_request_submission on coaching_request (org_id, submission_id);
create index coaching_request_coach on coaching_request (coach_id);

create table coaching_comment (
  org_id uuid not null,
  request_id uuid not null,
  -- prompt:ID, criterion:ID, or empty: the whole
  about text not null check (char_length(about) <= 120),
  body text not null check (body <> ''),
  saved_at timestamptz not null,
  primary key (org_id, request_id, about),
  foreign key (org_id, request_id) references coaching_request (org_id, id)
);
comment on table coaching_comment is 'submissions: what a coach says of a draft, for its educator alone';
