-- What was issued with a status by the issuer /vc-api/status, which suites and other programs test with.

create table vc_api_entry (
  credential_id text primary key,
  index integer not null unique check (index >= 0),
  revoked boolean not null default false,
  suspended boolean not null default false,
  issued_at timestamptz not null
);
comment on table vc_api_entry is 'credentials: places in the two status lists of the VC-API issuer; a reference table';
