-- What the search needs over thousands of micro-credentials: in one narrow row of each whatever it is narrowed, counted
-- and sorted by, and every word of the catalogue once, so that spellings nearly right are looked up in an index.

drop table micro_credential_search;
drop table micro_credential_alignment;

create table catalogue_component (
  org_id uuid not null references organisation (id),
  number integer not null check (number > 0),
  framework text not null,
  edition text not null,
  code text not null,
  name text not null,
  primary key (org_id, number),
  unique (org_id, framework, edition, code)
);
comment on table catalogue_component is 'catalogue: the framework components that anything was ever aligned to, numbered for the search';

create table micro_credential_search (
  org_id uuid not null,
  micro_credential_id uuid not null,
  source text not null,
  stack_id uuid not null,
  place integer not null,
  hours double precision not null,
  components integer[] not null,
  words text[] not null,
  heading tsvector not null,
  document tsvector not null,
  primary key (org_id, micro_credential_id),
  foreign key (org_id, micro_credential_id) references micro_credential (org_id, id)
);
comment on table micro_credential_search is 'catalogue: every micro-credential that can be found, as its newest version says: weighted text (all of it, and without the body), where it stands, what narrows it; written anew when its source has changed';
-- Without a waiting list: a search must never read one.
create index micro_credential_search_document on micro_credential_search using gin (document) with (fastupdate = off);

create table catalogue_word (
  org_id uuid not null references organisation (id),
  word text not null,
  primary key (org_id, word)
);
comment on table catalogue_word is 'catalogue: the words of titles, aliases and tags, for spellings that are nearly right';
create index catalogue_word_spelling on catalogue_word using gin (word gin_trgm_ops);
