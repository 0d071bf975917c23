-- What the tables of awards do without, so that many are recorded at once.

alter table bulk_batch
  add column unsigned uuid[] not null default '{}';
comment on column bulk_batch.unsigned is 'awards whose credential no template gives; they are signed one by one after the batches';

-- Persons, organisations, keys, templates, lists, files and awards are never deleted, and the transaction that writes a
-- row has read them or writes them too: they are not looked up and locked once more for every row.
alter table award
  drop constraint award_org_id_fkey,
  drop constraint award_person_id_fkey,
  drop constraint award_bulk_fkey;
alter table credential
  drop constraint credential_org_id_award_id_fkey,
  drop constraint credential_org_id_key_id_fkey,
  drop constraint credential_template_fkey;
alter table status_entry
  drop constraint status_entry_org_id_list_id_fkey;

-- The index of what is in force finds an award's credential; the other need only know what was superseded.
drop index credential_award;
create index credential_superseded on credential (org_id, award_id) where superseded_at is not null;
-- Credentials are counted by key on one page of the registrar's, which may read all of them.
drop index credential_key;

-- A credential is found by its id alone, without a directory beside it.
alter table credential
  add column revision integer not null default 1;
comment on column credential.revision is 'changes whenever the page of the credential would look different';
update credential set revision = directory.revision
from credential_directory directory
where directory.credential_id = credential.id;
drop table credential_directory;
create unique index credential_id on credential (id);

-- A run of a file makes lists of its own, whose places are known from its credentials: an entry is written where one is
-- set. An entry is looked up by its list and number, or by its credential.
alter table status_list
  add column reserved boolean not null default false;
comment on column status_list.reserved is 'a bulk run made it for itself: nobody else takes a place in it';
alter table status_entry
  drop constraint status_entry_org_id_list_id_credential_id_key;
create index status_entry_credential on status_entry (org_id, credential_id);
comment on table status_entry is 'credentials: the random place of a credential in a pair of status lists; set_at says that the bit is set. Credentials of a reserved list are entered when their bit is set first';
