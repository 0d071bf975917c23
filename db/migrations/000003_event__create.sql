-- What happened (the audit trail, the trigger and the source of insight), and the mail that waits to be sent.

create table event (
  org_id uuid not null references organisation (id),
  id uuid not null,
  type text not null,
  subject_id uuid not null,
  actor_id uuid references person (id),
  payload jsonb not null,
  at timestamptz not null,
  primary key (org_id, id)
);
comment on table event is 'platform: append-only record of what happened, written in the transaction that did it';
create index event_subject on event (subject_id, at);
create index event_type on event (org_id, type, at);

create table mail (
  id uuid primary key,
  to_address text not null,
  subject text not null,
  body text not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'refused')),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz
);
comment on table mail is 'platform: the outbox; a job hands each row to the mail server';
create index mail_created on mail (created_at);
