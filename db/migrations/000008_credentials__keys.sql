-- Keys of two algorithms that can be replaced and retired.

alter table issuer_key
  drop constraint issuer_key_algorithm_check,
  drop constraint issuer_key_state_check,
  drop constraint issuer_key_check,
  alter column private_encrypted drop not null,
  add column state_changed_at timestamptz;
-- Until now no private half was ever deleted, so what was called retired is replaced.
update issuer_key
set state = case state when 'retired' then 'replaced' else state end,
  state_changed_at = coalesce(retired_at, created_at);
alter table issuer_key
  drop column retired_at,
  alter column state_changed_at set not null,
  add constraint issuer_key_algorithm_check check (algorithm in ('Ed25519', 'P-256')),
  add constraint issuer_key_state_check check (state in ('active', 'replaced', 'retired')),
  add constraint issuer_key_private_check check ((state = 'retired') = (private_encrypted is null));
comment on table issuer_key is 'credentials: signing keys of an issuer; the private half is encrypted by the master key, and gone once retired';

create index credential_key on credential (org_id, key_id);
