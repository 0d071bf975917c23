-- Sign-in. The tables are those of better-auth, in a schema of their own; a login's id is its person's id.

create schema auth;

create table auth.login (
  id uuid primary key references person (id),
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table auth.login is 'people: what better-auth knows of a person';

create table auth.session (
  id uuid primary key,
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ip_address text,
  user_agent text,
  login_id uuid not null references auth.login (id) on delete cascade
);
comment on table auth.session is 'people: one signed-in browser';
create index session_login on auth.session (login_id);

create table auth.account (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  login_id uuid not null references auth.login (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table auth.account is 'people: a way to sign in (password, later single sign-on)';
create index account_login on auth.account (login_id);

create table auth.verification (
  -- better-auth also keeps rows here under an id that it makes from a text
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table auth.verification is 'people: a magic link or code that waits to be used';
create index verification_identifier on auth.verification (identifier);
