-- Reports that go out by mail, reminders, and mail that carries a file or headers of its own.

create table report_schedule (
  org_id uuid not null references organisation (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  -- Null: all medallions
  medallion_id uuid,
  leader_id uuid not null references person (id),
  every text not null check (every in ('month', 'quarter')),
  -- The day, by the calendar of the organisation, from which the next one is due
  next_on date not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_because text check (ended_because in ('stopped', 'role ended')),
  primary key (org_id, id),
  foreign key (org_id, medallion_id) references medallion (org_id, id),
  check ((ended_at is null) = (ended_because is null))
);
comment on table report_schedule is 'insights: a board report that goes out by mail, as long as its leader leads what it is about';
create index report_schedule_due on report_schedule (next_on) where ended_at is null;
create unique index report_schedule_one on report_schedule (org_id, organisation_id, leader_id, medallion_id) nulls not distinct
  where ended_at is null;

create table report_reader (
  org_id uuid not null,
  schedule_id uuid not null,
  person_id uuid not null references person (id),
  primary key (org_id, schedule_id, person_id),
  foreign key (org_id, schedule_id) references report_schedule (org_id, id)
);
comment on table report_reader is 'insights: who else of the tree gets a report by mail';

create table reminder_preference (
  person_id uuid primary key references person (id),
  -- False: this person asked for no more of them. Nobody else is told
  wanted boolean not null default true,
  -- Hours of the clock where the person is, between which no letter is sent: from the one in the evening to the other
  quiet_from integer not null default 18 check (quiet_from between 12 and 24),
  quiet_until integer not null default 7 check (quiet_until between 0 and 12),
  changed_at timestamptz,
  last_letter_at timestamptz
);
comment on table reminder_preference is 'insights: whether and when a person is reminded by mail, and when last; no row: wanted, and never yet. A reference table';

create table reminder_told (
  person_id uuid not null references person (id),
  kind text not null check (kind in ('offer', 'not started', 'stalled', 'not yet', 'one left')),
  -- The medallion or the pursuit that it is about
  subject_id uuid not null,
  -- What was so; the same again is told no more
  state text not null,
  told_at timestamptz not null,
  primary key (person_id, kind, subject_id)
);
comment on table reminder_told is 'insights: what a person was reminded of last, in which state. A reference table';

create table mail_file (
  id uuid primary key,
  name text not null,
  media_type text not null,
  bytes bytea not null,
  created_at timestamptz not null
);
comment on table mail_file is 'platform: a file that letters carry, kept once for all of them; forgotten after a month';

alter table mail
  add column headers jsonb not null default '{}',
  add column file_id uuid references mail_file (id) on delete set null;
create index mail_file_of on mail (file_id) where file_id is not null;
