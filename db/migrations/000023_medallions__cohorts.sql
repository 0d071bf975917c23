-- Who works on a medallion: cohorts with a coach and dates, and what every educator answered.

create table cohort (
  org_id uuid not null,
  id uuid not null,
  medallion_id uuid not null,
  version_id uuid not null,
  -- The school or district that it was launched for; leaders of it and above it see it
  organisation_id uuid not null references organisation (id),
  name text not null check (name <> ''),
  starts_on date not null,
  ends_on date not null,
  coach_id uuid references person (id),
  -- A micro-credential done together first
  together_id uuid,
  welcome text not null default '',
  -- What stands in the invitation link; null: there is none. Who has it may take up the medallion, once signed in
  invitation_token text unique check (char_length(invitation_token) >= 20),
  launched_by uuid not null references person (id),
  launched_at timestamptz not null,
  closed_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, medallion_id) references medallion (org_id, id),
  foreign key (org_id, version_id) references medallion_version (org_id, id),
  check (starts_on <= ends_on)
);
comment on table cohort is 'medallions: educators who work on a medallion together, with a coach and dates';
create unique index cohort_id on cohort (id);
create index cohort_medallion on cohort (org_id, medallion_id);
create index cohort_organisation on cohort (organisation_id);
create index cohort_coach on cohort (coach_id) where coach_id is not null;

create table enrolment (
  org_id uuid not null,
  medallion_id uuid not null,
  person_id uuid not null references person (id),
  -- What is asked of this educator: the version stays until they choose to move
  version_id uuid not null,
  cohort_id uuid,
  state text not null check (state in ('offered', 'accepted', 'declined', 'left')),
  offered_at timestamptz not null,
  answered_at timestamptz,
  -- "Not now": the offer stands, and nobody is reminded of it
  put_off_at timestamptz,
  -- The newer version that the educator was told of and chose not to move to
  passed_over_id uuid,
  -- Whether the letter of the cohort went out, or was not called for
  welcomed_at timestamptz,
  -- The educator had earned all of it when it was offered: the award waits for a leader's word
  qualified_at_offer boolean not null default false,
  confirmed_by uuid references person (id),
  confirmed_at timestamptz,
  primary key (org_id, medallion_id, person_id),
  foreign key (org_id, medallion_id) references medallion (org_id, id),
  foreign key (org_id, version_id) references medallion_version (org_id, id),
  foreign key (org_id, cohort_id) references cohort (org_id, id),
  check ((state = 'offered') = (answered_at is null)),
  check (put_off_at is null or state = 'offered'),
  check ((confirmed_by is null) = (confirmed_at is null))
);
comment on table enrolment is 'medallions: one educator and one medallion: offered, accepted, declined or left; with a cohort or alone';
create index enrolment_person on enrolment (person_id);
create index enrolment_cohort on enrolment (org_id, cohort_id) where cohort_id is not null;
create index enrolment_unwelcomed on enrolment (org_id, cohort_id) where welcomed_at is null and state = 'offered';
