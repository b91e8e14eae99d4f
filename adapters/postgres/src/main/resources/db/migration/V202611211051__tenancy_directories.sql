-- What directories elsewhere (Clerk) say of people, orgs and memberships, and which of their messages were taken.

alter table external_identities add column welcomed boolean not null default true;
alter table external_identities alter column welcomed set default false;

create table webhook_deliveries (
  source      text not null check (length(source) between 1 and 255),
  id          text not null check (length(id) between 1 and 256),
  received_at timestamptz not null,
  primary key (source, id)
);
comment on table webhook_deliveries is
  'rls-exempt: ids of messages of other systems, taken before any org is known';
create index webhook_deliveries_received_at on webhook_deliveries (received_at);
grant select, insert, update, delete on webhook_deliveries to cofferdam_app;

create table directory_users (
  issuer         text not null check (length(issuer) between 1 and 255),
  id             text not null check (length(id) between 1 and 100),
  changed_at     timestamptz not null,
  removed        boolean not null,
  email          text,
  email_verified boolean not null,
  name           text,
  primary key (issuer, id)
);
comment on table directory_users is
  'rls-exempt: the last words of a directory elsewhere about people, before any org is known';
grant select, insert, update on directory_users to cofferdam_app;

-- No foreign key to orgs: this table stays local when the tenant tables are distributed by org.
create table directory_orgs (
  issuer     text not null check (length(issuer) between 1 and 255),
  id         text not null check (length(id) between 1 and 100),
  changed_at timestamptz not null,
  removed    boolean not null,
  name       text not null,
  creator    text,
  org_id     uuid unique,
  primary key (issuer, id)
);
comment on table directory_orgs is
  'rls-exempt: the last words of a directory elsewhere about orgs, which find the org here';
create index directory_orgs_creator on directory_orgs (issuer, creator);
grant select, insert, update on directory_orgs to cofferdam_app;

create table directory_memberships (
  issuer     text not null check (length(issuer) between 1 and 255),
  id         text not null check (length(id) between 1 and 100),
  changed_at timestamptz not null,
  removed    boolean not null,
  org        text not null,
  person     text not null,
  role       text not null check (role in ('admin', 'member')),
  since      timestamptz not null,
  primary key (issuer, id)
);
comment on table directory_memberships is
  'rls-exempt: the last words of a directory elsewhere about memberships, which find the org here';
create index directory_memberships_org on directory_memberships (issuer, org);
create index directory_memberships_person on directory_memberships (issuer, person);
grant select, insert, update on directory_memberships to cofferdam_app;
