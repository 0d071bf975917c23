-- What the tables of awards do without, so that many are recorded at once.

alter table bulk_batch
  add column unsigned uuid[] not null default '{}';
comment on column bulk_batch.unsigned is 'awards whose credential no template gives; they are signed one by one after the batches';
