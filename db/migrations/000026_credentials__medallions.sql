-- Medallions: awards of a school or a district, earned with awards of the catalogue's publisher.

alter table award
  drop constraint award_kind_check,
  add constraint award_kind_check check (kind in ('micro-credential', 'stack', 'badge', 'medallion'));

create table award_component (
  org_id uuid not null,
  award_id uuid not null,
  position integer not null check (position > 0),
  component_org_id uuid not null,
  component_id uuid not null,
  primary key (org_id, award_id, position),
  foreign key (org_id, award_id) references award (org_id, id),
  foreign key (component_org_id, component_id) references award (org_id, id),
  unique (org_id, award_id, component_org_id, component_id)
);
comment on table award_component is 'credentials: the awards that a medallion was earned with, by whomever, in the order of its path; of a choice those that were earned first';
create index award_component_of on award_component (component_org_id, component_id);

-- Who has earned some micro-credentials, read from the index alone: of a district, thousands at once.
create index award_in_force on award (achievement_id, person_id) where kind = 'micro-credential' and state = 'active';
