-- A refresh token that was exchanged is kept for as long as a session may rest, to find its reuse; not for ever.
alter table refresh_tokens add column used_at timestamptz;
update refresh_tokens set used_at = now() where used;
alter table refresh_tokens drop column used;
create index refresh_tokens_used on refresh_tokens (used_at) where used_at is not null;
