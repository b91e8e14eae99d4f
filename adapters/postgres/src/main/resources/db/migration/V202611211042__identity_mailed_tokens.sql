-- Tokens in letters' links: one of each kind a user, which works once.

create table mailed_tokens (
  user_id    uuid not null references users,
  kind       text not null check (kind in ('verify_email', 'reset_password')),
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]+$'),
  email      text not null,
  expires_at timestamptz not null,
  primary key (user_id, kind)
);
comment on table mailed_tokens is
  'rls-exempt: keyed hashes of tokens that were mailed to people, which find the person';
grant select, insert, update, delete on mailed_tokens to cofferdam_app;
