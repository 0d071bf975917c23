-- Offers by which a wallet fetches a credential.

create table wallet_offer (
  org_id uuid not null,
  id uuid not null,
  credential_id uuid not null,
  code_hash text not null,
  transaction_code_hash text not null,
  attempts integer not null default 0,
  expires_at timestamptz not null,
  token_hash text,
  token_expires_at timestamptz,
  received_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, credential_id) references credential (org_id, id)
);
comment on table wallet_offer is 'credentials: an offer to bring one credential into a wallet, used once; codes and tokens as hashes';
create unique index wallet_offer_code on wallet_offer (code_hash);
create unique index wallet_offer_token on wallet_offer (token_hash) where token_hash is not null;
create index wallet_offer_expiry on wallet_offer (expires_at);
