-- What leaders see of their schools side by side.

create table school_progress (
  org_id uuid not null references organisation (id),
  organisation_id uuid not null references organisation (id),
  educators integer not null,
  taking_part integer not null,
  -- People with an award, and with a decision, in the twelve months before it was counted
  earners integer not null,
  awards integer not null,
  hours numeric not null,
  decided_people integer not null,
  decisions integer not null,
  decided_earned integer not null,
  -- On average, of what was earned; null: nothing was
  attempts numeric,
  median_days numeric,
  counted_at timestamptz not null,
  primary key (org_id, organisation_id)
);
comment on table school_progress is 'insights: what each school and district adds up to, counted every hour; it can be counted anew at any time';
