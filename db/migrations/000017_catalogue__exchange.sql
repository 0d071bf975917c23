-- What catalogues need to be exchanged as files: every version by the name that its file gives it, and stacks that no
-- badge holds.

alter table badge_version add column content_version text;
alter table stack_version add column content_version text;
alter table micro_credential_version add column content_version text;

-- Names could come twice before; the newest keeps the name, since it is what the files say.
update badge_version as version set content_version = content ->> 'version'
where not exists (
  select from badge_version as newer
  where newer.org_id = version.org_id and newer.badge_id = version.badge_id and newer.number > version.number
    and newer.content ->> 'version' = version.content ->> 'version'
);
update stack_version as version set content_version = content ->> 'version'
where not exists (
  select from stack_version as newer
  where newer.org_id = version.org_id and newer.stack_id = version.stack_id and newer.number > version.number
    and newer.content ->> 'version' = version.content ->> 'version'
);
update micro_credential_version as version set content_version = content ->> 'version'
where not exists (
  select from micro_credential_version as newer
  where newer.org_id = version.org_id and newer.micro_credential_id = version.micro_credential_id
    and newer.number > version.number and newer.content ->> 'version' = version.content ->> 'version'
);

create unique index badge_version_name on badge_version (org_id, badge_id, content_version) where state <> 'draft';
create unique index stack_version_name on stack_version (org_id, stack_id, content_version) where state <> 'draft';
create unique index micro_credential_version_name on micro_credential_version (org_id, micro_credential_id, content_version) where state <> 'draft';

alter table stack alter column badge_id drop not null;
