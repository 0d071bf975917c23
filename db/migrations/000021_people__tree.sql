-- Where an organisation stands in its tree, and what it says of itself.

alter table organisation add column path uuid[];
with recursive tree (id, path) as (
  select id, array[id] from organisation where parent_id is null
  union all
  select organisation.id, tree.path || organisation.id
  from organisation join tree on organisation.parent_id = tree.id
)
update organisation set path = tree.path from tree where tree.id = organisation.id;
alter table organisation
  alter column path set not null,
  add constraint organisation_path_check check (path[1] = root_id and path[cardinality(path)] = id);
comment on column organisation.path is 'from the root to the organisation itself: who answers for one of these answers for it';
create index organisation_path on organisation using gin (path);

create table organisation_profile (
  org_id uuid not null references organisation (id),
  organisation_id uuid not null references organisation (id),
  monogram text not null default '' check (char_length(monogram) <= 3),
  ink text not null default '' check (ink = '' or ink ~ '^#[0-9a-f]{6}$'),
  mission text not null default '',
  goals jsonb not null default '[]',
  updated_by uuid not null references person (id),
  updated_at timestamptz not null,
  primary key (org_id, organisation_id)
);
comment on table organisation_profile is 'people: how an organisation looks, its mission and the named goals of it ({ id, name, text }); no row: nothing was said yet';
