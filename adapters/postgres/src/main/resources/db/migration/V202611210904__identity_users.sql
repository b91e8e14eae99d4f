-- People and their sign-ins. A person belongs to any number of orgs, so nothing here carries an org.

create table users (
  user_id        uuid primary key,
  email          text not null unique check (length(email) between 3 and 254),
  name           text not null check (length(name) between 1 and 100),
  email_verified boolean not null,
  created_at     timestamptz not null
);
comment on table users is
  'rls-exempt: people sign in before any org is known, and belong to several';
grant select, insert, update on users to cofferdam_app;

create table user_passwords (
  user_id    uuid primary key references users,
  phc        text not null check (phc like '$%'),
  changed_at timestamptz not null
);
comment on table user_passwords is
  'rls-exempt: password hashes of people, asked for before any org is known';
grant select, insert, update on user_passwords to cofferdam_app;

create table sessions (
  session_id uuid primary key,
  user_id    uuid not null references users,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
comment on table sessions is
  'rls-exempt: a person''s sign-ins, which hold for all their orgs';
create index sessions_user on sessions (user_id);
grant select, insert, update on sessions to cofferdam_app;

create table refresh_tokens (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]+$'),
  session_id uuid not null references sessions,
  used       boolean not null default false
);
comment on table refresh_tokens is
  'rls-exempt: keyed hashes of refresh tokens, which find the session and so the person';
create index refresh_tokens_session on refresh_tokens (session_id);
grant select, insert, update on refresh_tokens to cofferdam_app;

create table signing_keys (
  kid        text primary key check (kid <> ''),
  sealed_jwk bytea not null,
  created_at timestamptz not null
);
comment on table signing_keys is
  'rls-exempt: sealed keys of the installation that access tokens are signed with; they belong to no org';
grant select, insert on signing_keys to cofferdam_app;
