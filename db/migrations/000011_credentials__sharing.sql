-- What an educator shows beside a credential. It belongs to the award, so that it outlives a credential's replacement.

create table shared_award (
  org_id uuid not null,
  award_id uuid not null,
  shared_at timestamptz not null,
  primary key (org_id, award_id),
  foreign key (org_id, award_id) references award (org_id, id)
);
comment on table shared_award is 'credentials: awards whose page its educator shares: with a picture for other sites, and to be found by search engines';

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
comment on table shared_evidence is 'credentials: the links and files of the own submission that an educator shows to everyone beside a shared award';
