-- Who is invited into an org, and the tokens of the letters that say so.

create table invitations (
  org_id        uuid not null references orgs,
  invitation_id uuid not null,
  email         text not null check (email <> ''),
  role          text not null check (role in ('owner', 'admin', 'member')),
  status        text not null check (status in ('pending', 'accepted', 'declined', 'revoked', 'expired')),
  invited_by    uuid not null,
  sent_at       timestamptz not null,
  expires_at    timestamptz not null check (expires_at > sent_at),
  reminded      boolean not null,
  primary key (org_id, invitation_id)
);
create unique index invitations_pending on invitations (org_id, email) where status = 'pending';
create index invitations_due on invitations (expires_at) where status = 'pending';
alter table invitations enable row level security;
alter table invitations force row level security;
create policy tenant on invitations to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert, update on invitations to cofferdam_app;

-- The reconciler sees which invitations are pending, over all orgs, and nothing else about them.
create policy pending on invitations for select to cofferdam_system using (status = 'pending');
grant select (org_id, invitation_id, status, expires_at) on invitations to cofferdam_system;

-- No foreign key to invitations: this table stays local when the tenant tables are distributed by org.
create table invitation_tokens (
  token_hash    text primary key check (token_hash ~ '^[0-9a-f]+$'),
  org_id        uuid not null,
  invitation_id uuid not null
);
create index invitation_tokens_invitation on invitation_tokens (org_id, invitation_id);
comment on table invitation_tokens is
  'rls-exempt: keyed hashes of tokens in letters, which find the org and the invitation that they are for';
grant select, insert, delete on invitation_tokens to cofferdam_app;
