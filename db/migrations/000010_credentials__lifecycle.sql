-- Credentials that are replaced, and lists that tell suspended from revoked.

alter table credential drop constraint credential_org_id_award_id_key;
alter table credential
  add column valid_until timestamptz,
  add column superseded_at timestamptz,
  add column superseded_by uuid,
  add column superseded_because text check (superseded_because in ('holder', 'version', 'key')),
  add constraint credential_superseded_check check (
    (superseded_at is null) = (superseded_by is null) and (superseded_at is null) = (superseded_because is null)
  ),
  -- The old one gives its place to the new one before the new one is there.
  add constraint credential_superseded_by_fkey foreign key (org_id, superseded_by)
    references credential (org_id, id) deferrable initially deferred;
create unique index credential_current on credential (org_id, award_id) where superseded_at is null;
create index credential_award on credential (org_id, award_id);
create index credential_superseded_by on credential (org_id, superseded_by) where superseded_by is not null;
comment on table credential is 'credentials: the signed Open Badges 3.0 document of an award, as it was signed; one of an award is in force, and those that it replaced name it';

-- Every list is a pair now: the bits of what is not in force, and the bits of what is only suspended.
alter table status_list
  drop column purpose,
  add column suspension_document text;
update status_list set revision = revision + 1;
comment on table status_list is 'credentials: a Bitstring Status List and its twin of suspensions; the documents are the signed lists of document_revision';

alter table status_entry
  add column suspended boolean not null default false,
  add constraint status_entry_suspended_check check (set_at is not null or not suspended);
update status_entry
set suspended = true
from credential, award
where credential.org_id = status_entry.org_id and credential.id = status_entry.credential_id
  and award.org_id = credential.org_id and award.id = credential.award_id
  and award.state = 'suspended' and status_entry.set_at is not null;
comment on table status_entry is 'credentials: the random place of a credential in a pair of status lists; set_at says that the bit is set, suspended that its twin is set too';
